/** How a partner's server proves itself when it asks for a token: a short statement signed with its key (RFC 7523, section 2.2). */
import { importJWK, type JWK, SignJWT } from 'jose'
import { toBase64url } from '../code/format/bytes.js'
import { QiyemaError } from '../errors.js'

/** What FAPI 2.0 allows, without RSA: the algorithm by the name of the curve, as JWK and WebCrypto have it. */
const ALGORITHMS: Readonly<Record<string, string>> = { 'P-256': 'ES256', Ed25519: 'EdDSA' }
const LIFETIME_SECONDS = 60

export interface ClientAssertionRequest {
  readonly clientId: string
  /** The issuer identifier of the platform, as FAPI 2.0 wants it: its base address. */
  readonly audience: string
  /** A private JWK, or a WebCrypto key that may sign: on P-256 or Ed25519. */
  readonly key: JWK | CryptoKey
  /** The name of the key at the platform; by default the JWK's own. */
  readonly kid?: string
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** The form parameters of a request for a token, beside `grant_type` and `scope`. */
export interface ClientAssertion {
  readonly client_id: string
  readonly client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  readonly client_assertion: string
}

/**
 * Makes a client assertion, good for one request within 60 seconds.
 *
 * @throws {QiyemaError} `ERR_KEY` for a key without a name, without its private half, or on another curve
 * @see RFC 7523, sections 2.2 and 3; FAPI 2.0 Security Profile, section 5.3.3
 *
 * @example
 * ```ts
 * import { createClientAssertion } from '@qiyema/core/partner'
 * import { generateIssuerKey } from '@qiyema/core/sign'
 *
 * const key = { ...(await generateIssuerKey()), kid: 'bank-2026' }
 * const form = await createClientAssertion({ clientId: 'par_bank', audience: 'https://qym.example', key })
 * console.log(form.client_id) // par_bank
 * ```
 */
export async function createClientAssertion(request: ClientAssertionRequest): Promise<ClientAssertion> {
  const { clientId, audience, now = Date.now } = request
  const { alg, kid, key } = await usableKey(request)
  const seconds = Math.floor(now() / 1000)
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg, kid, typ: 'client-authentication+jwt' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setJti(toBase64url(crypto.getRandomValues(new Uint8Array(16))))
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + LIFETIME_SECONDS)
    .sign(key)
  return {
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  }
}

async function usableKey({ key, kid }: ClientAssertionRequest) {
  const name = kid ?? (key instanceof CryptoKey ? undefined : key.kid)
  const alg = ALGORITHMS[curveOf(key) ?? '']
  const imported = key instanceof CryptoKey ? key : alg && (await importJWK(key, alg).catch(() => undefined))
  if (name && alg && imported instanceof CryptoKey && imported.usages.includes('sign'))
    return { alg, kid: name, key: imported }
  throw new QiyemaError(
    'ERR_KEY',
    'A client key is private, on P-256 or Ed25519, and has a kid by which the platform knows it.',
  )
}

function curveOf(key: JWK | CryptoKey): string | undefined {
  if (!(key instanceof CryptoKey)) return key.crv
  const { name, namedCurve }: KeyAlgorithm & { namedCurve?: string } = key.algorithm
  return name === 'ECDSA' ? namedCurve : name
}
