/** A browser's key in tests, and proofs made with it, right or wrong in any one way. */
import { createHash, type webcrypto } from 'node:crypto'
import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import { BASE_URL, type Desk, ORIGIN } from './desk.js'

export interface BrowserKey {
  readonly privateKey: webcrypto.CryptoKey
  readonly publicJwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string }
  readonly privateJwk: Readonly<Record<string, unknown>>
}

export async function newBrowserKey(): Promise<BrowserKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const { x = '', y = '' } = await exportJWK(publicKey)
  return {
    privateKey,
    publicJwk: { kty: 'EC', crv: 'P-256', x, y },
    privateJwk: { ...(await exportJWK(privateKey)) },
  }
}

export interface ProofWishes {
  readonly method: string
  readonly path: string
  readonly token?: string | undefined
  readonly header?: Readonly<Record<string, unknown>>
  readonly claims?: Readonly<Record<string, unknown>>
  readonly at?: Date
}

/** A proof; members of `header` and `claims` replace the right ones, and undefined leaves them out. */
export async function proofOf(
  desk: Pick<Desk, 'clock'>,
  key: BrowserKey,
  wishes: ProofWishes,
): Promise<string> {
  const { method, path, token, header = {}, claims = {}, at = desk.clock.now } = wishes
  const payload = {
    jti: crypto.randomUUID(),
    htm: method,
    htu: BASE_URL + path,
    iat: Math.floor(at.getTime() / 1000),
    ...(token !== undefined && { ath: createHash('sha256').update(token).digest('base64url') }),
    ...claims,
  }
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: key.publicJwk, ...header })
    .sign(key.privateKey)
}

/** A session that a partner has opened and a browser has begun. */
export interface BegunSession {
  readonly id: string
  readonly token: string
  readonly key: BrowserKey
  readonly bootstrap: string
}

export interface SessionWishes {
  readonly uscc?: string
  readonly components?: readonly string[]
  readonly origins?: readonly string[]
}

export async function openSession(
  { app }: Pick<Desk, 'app'>,
  partner: string,
  { uscc = '91330100799655058B', components = ['qym-loan-form'], origins = [ORIGIN] }: SessionWishes = {},
): Promise<{ id: string; bootstrap: string }> {
  const answer = await app.request(`${BASE_URL}/v1/sessions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${partner}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({
      uscc,
      operatorReference: 'desk 7',
      purpose: 'loan-application',
      components,
      origins,
    }),
  })
  if (answer.status !== 201) throw new Error(`No session: ${await answer.text()}`)
  return (await answer.json()) as { id: string; bootstrap: string }
}

/** The exchange of a bootstrap, right unless told otherwise. */
export async function exchange(
  desk: Pick<Desk, 'app' | 'clock'>,
  {
    bootstrap,
    key,
    proof,
    origin = ORIGIN,
  }: { bootstrap: string; key: BrowserKey; proof?: string; origin?: string },
): Promise<Response> {
  const path = '/v1/sessions/token'
  return desk.app.request(BASE_URL + path, {
    method: 'POST',
    headers: {
      ...(origin !== '' && { origin }),
      'content-type': 'application/json',
      dpop: proof ?? (await proofOf(desk, key, { method: 'POST', path })),
    },
    body: JSON.stringify({ bootstrap, key: key.publicJwk }),
  })
}

export async function beginSession(
  desk: Pick<Desk, 'app' | 'clock'>,
  partner: string,
  wishes?: SessionWishes,
): Promise<BegunSession> {
  const { id, bootstrap } = await openSession(desk, partner, wishes)
  const key = await newBrowserKey()
  const answer = await exchange(desk, { bootstrap, key })
  const { accessToken: token } = (await answer.json()) as { accessToken: string }
  return { id, token, key, bootstrap }
}

/** Headers of a request that a browser of the session makes. */
export async function widgetHeaders(
  desk: Pick<Desk, 'clock'>,
  { token, key }: Pick<BegunSession, 'token' | 'key'>,
  method: string,
  path: string,
): Promise<Record<string, string>> {
  const dpop = await proofOf(desk, key, { method, path, token })
  return { authorization: `DPoP ${token}`, dpop, origin: ORIGIN }
}
