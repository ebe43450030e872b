/** The platform's own access tokens: JWTs by RFC 9068, signed with ES256, good for minutes, read strictly. */
import type { webcrypto } from 'node:crypto'
import { exportJWK, importJWK, type JWK, jwtVerify, SignJWT } from 'jose'
import { type Claims, readJws, secondsIn, textIn } from './strict-jws.js'

/** No token lives longer, whoever asks. */
export const MAX_TOKEN_SECONDS = 600
/** How far ahead another's clock may be (FAPI 2.0 security profile, section 5.3.2.1). */
export const CLOCK_AHEAD_SECONDS = 10

/** Tokens whose signatures are remembered as good: one is verified once, and carried by every request of minutes. */
const MOST_KNOWN = 10_000

const TYPE = 'at+jwt'
const ALGORITHM = 'ES256'

/** What a token says of who carries it. */
export type TokenSubject =
  | { readonly kind: 'partner'; readonly partnerId: string; readonly scopes: readonly string[] }
  | {
      readonly kind: 'widget'
      readonly sessionId: string
      readonly partnerId: string
      readonly enterpriseId: string
      /** Of the key that the token is bound to (`cnf.jkt`, RFC 9449). */
      readonly keyThumbprint: string
    }

export type TokenReading =
  | { readonly outcome: 'good'; readonly subject: TokenSubject }
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'bad' }

export interface Tokens {
  /** @throws {RangeError} for a life of more than ten minutes */
  issue(subject: TokenSubject, ttlSeconds: number): Promise<string>
  /** What a text is worth now. Never throws. */
  read(text: string): Promise<TokenReading>
}

/** A pair for signing tokens. The private half of a key that only still verifies may be missing. */
export interface TokenKey {
  readonly kid: string
  readonly publicKey: webcrypto.CryptoKey
  readonly privateKey?: webcrypto.CryptoKey
}

export interface TokensOptions {
  /** The platform's address, which is issuer and audience of its own tokens. */
  readonly issuer: string
  /** The first signs; all verify, so that keys can be changed under way. */
  readonly keys: readonly [TokenKey, ...TokenKey[]]
  readonly now: () => Date
}

/**
 * Makes tokens and reads them.
 *
 * @see RFC 9068 (JWT access tokens), RFC 8725 (best practices)
 *
 * @example
 * ```ts
 * const tokens = createTokens({ issuer: 'https://qym.example', keys: [await generateTokenKey()], now: () => new Date() })
 * const text = await tokens.issue({ kind: 'partner', partnerId: 'par_bank', scopes: [] }, 300)
 * ```
 */
export function createTokens({ issuer, keys, now }: TokensOptions): Tokens {
  const publicKeys = new Map(keys.map(({ kid, publicKey }) => [kid, publicKey]))
  const [{ kid, privateKey }] = keys
  if (!privateKey) throw new TypeError('The first key of a platform signs its tokens: it has a private half.')
  const known = new Map<string, Verified>()
  return {
    async issue(subject, ttlSeconds) {
      if (ttlSeconds > MAX_TOKEN_SECONDS) throw new RangeError('An access token lives ten minutes at most.')
      const seconds = secondsOf(now())
      return new SignJWT(claimsOf(subject))
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid })
        .setIssuer(issuer)
        .setAudience(issuer)
        .setJti(crypto.randomUUID())
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + ttlSeconds)
        .sign(privateKey)
    },
    async read(text) {
      const verified = known.get(text) ?? (await verify(text, publicKeys, issuer))
      if (!verified || verified.iat > secondsOf(now()) + CLOCK_AHEAD_SECONDS) return { outcome: 'bad' }
      known.delete(text)
      if (verified.exp <= secondsOf(now())) return { outcome: 'expired' }
      remember(known, text, verified)
      return { outcome: 'good', subject: verified.subject }
    },
  }
}

/** A new key, whose private half stays in this process. */
export async function generateTokenKey(kid: string = crypto.randomUUID()): Promise<TokenKey> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  return { kid, ...pair }
}

/**
 * A key from configuration, shared by all nodes.
 *
 * @throws {TypeError} for anything but a named private JWK on P-256
 */
export async function tokenKeyOf({ kty, crv, x, y, d, kid }: JWK): Promise<TokenKey> {
  const isWhole = kty === 'EC' && crv === 'P-256' && x && y && d && kid
  const [publicKey, privateKey] = isWhole
    ? await Promise.all([
        importJWK({ kty, crv, x, y }, ALGORITHM),
        importJWK({ kty, crv, x, y, d }, ALGORITHM),
      ])
    : []
  if (kid && publicKey instanceof CryptoKey && privateKey instanceof CryptoKey)
    return { kid, publicKey, privateKey }
  throw new TypeError('A token key is a private JWK on P-256 with a kid.')
}

/** The public halves as a JWK set (RFC 7517), for who wants to check tokens without asking. */
export async function publicJwkSet(keys: readonly TokenKey[]): Promise<{ keys: JWK[] }> {
  const jwks = keys.map(async ({ kid, publicKey }) => ({
    ...(await exportJWK(publicKey)),
    kid,
    alg: ALGORITHM,
    use: 'sig',
  }))
  return { keys: await Promise.all(jwks) }
}

function isOurs(header: Claims): boolean {
  return header.alg === ALGORITHM && header.typ === TYPE && Object.keys(header).length === 3
}

/** What a token of ours says, whatever the time is. */
interface Verified {
  readonly subject: TokenSubject
  /** Seconds since 1970. */
  readonly iat: number
  readonly exp: number
}

/** Undefined when the token is not one of ours. */
async function verify(
  text: string,
  keys: ReadonlyMap<string, webcrypto.CryptoKey>,
  issuer: string,
): Promise<Verified | undefined> {
  const jws = readJws(text)
  const key = jws && isOurs(jws.header) ? keys.get(String(jws.header.kid)) : undefined
  const iat = jws && secondsIn(jws.claims, 'iat')
  const exp = jws && secondsIn(jws.claims, 'exp')
  const subject = jws && subjectOf(jws.claims)
  if (!key || !subject || iat === undefined || exp === undefined || jws.claims.aud !== issuer)
    return undefined
  if (exp <= iat || exp - iat > MAX_TOKEN_SECONDS) return undefined
  try {
    await jwtVerify(text, key, {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer,
      audience: issuer,
      // Whether it has expired is for each reading of it to say.
      currentDate: new Date(iat * 1000),
      requiredClaims: ['exp', 'iat', 'jti', 'sub'],
    })
    return { subject, iat, exp }
  } catch {
    return undefined
  }
}

/** As the one that was read last; the one not read for longest makes room. */
function remember(known: Map<string, Verified>, text: string, verified: Verified): void {
  known.set(text, verified)
  const [oldest] = known.keys()
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
}

function secondsOf(moment: Date): number {
  return Math.floor(moment.getTime() / 1000)
}

function claimsOf(subject: TokenSubject): Record<string, unknown> {
  switch (subject.kind) {
    case 'partner':
      return { sub: subject.partnerId, client_id: subject.partnerId, scope: subject.scopes.join(' ') }
    case 'widget':
      return {
        sub: subject.sessionId,
        client_id: subject.partnerId,
        enterprise: subject.enterpriseId,
        cnf: { jkt: subject.keyThumbprint },
      }
  }
}

/** A widget's token has `cnf`, a partner's has not: neither can be taken for the other. */
function subjectOf(claims: Claims): TokenSubject | undefined {
  const sub = textIn(claims, 'sub')
  const partnerId = textIn(claims, 'client_id')
  if (sub === undefined || partnerId === undefined) return undefined
  if (!('cnf' in claims)) {
    const { scope } = claims
    if (sub !== partnerId || typeof scope !== 'string' || 'enterprise' in claims) return undefined
    return { kind: 'partner', partnerId, scopes: scope.split(' ').filter(name => name !== '') }
  }
  const enterpriseId = textIn(claims, 'enterprise')
  const keyThumbprint = textIn((claims.cnf ?? {}) as Claims, 'jkt')
  if (enterpriseId === undefined || keyThumbprint === undefined) return undefined
  return { kind: 'widget', sessionId: sub, partnerId, enterpriseId, keyThumbprint }
}
