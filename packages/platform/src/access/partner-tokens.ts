/** Gives a partner's server its token: OAuth 2.0 client credentials (RFC 6749, section 4.4) with `private_key_jwt` (RFC 7523). */
import { importJWK, type JWK, jwtVerify } from 'jose'
import { sha256 } from '../http/digest.js'
import type { Store } from '../store/store.js'
import { findPartnerAccess } from './partners.js'
import { type Claims, readJws, secondsIn, textIn } from './strict-jws.js'
import { CLOCK_AHEAD_SECONDS, type Tokens } from './tokens.js'
import { takeOnce } from './used-proofs.js'

const PARTNER_TOKEN_SECONDS = 300
/** An assertion lives no longer, whatever it says. */
const MAX_ASSERTION_SECONDS = 300
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
/** Explicit typing as RFC 7523bis wants it, or what libraries write for want of it. */
const TYPES: readonly unknown[] = ['client-authentication+jwt', 'JWT', undefined]
const PARAMETERS = ['grant_type', 'client_id', 'client_assertion_type', 'client_assertion', 'scope'] as const

/** What was asked for, one value a name, or with `undefined` in the place of what stood there twice. */
export type TokenRequest = Readonly<Record<string, string>>

export type TokenAnswer =
  | {
      readonly isGranted: true
      readonly accessToken: string
      readonly expiresInSeconds: number
      readonly scopes: readonly string[]
      readonly partnerId: string
    }
  | { readonly isGranted: false; readonly error: TokenError }

/** RFC 6749, section 5.2. */
export type TokenError = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope'

export interface PartnerTokensOptions {
  readonly store: Store
  readonly tokens: Tokens
  /** The platform's address: the only audience of an assertion, as FAPI 2.0 has it. */
  readonly issuer: string
  readonly now: () => Date
}

/**
 * Makes what answers `POST /oauth/token`. An assertion is for this platform, by and of the partner, signed with one of its
 * registered keys, at most five minutes long and from a clock at most ten seconds ahead; and it counts once.
 *
 * @see FAPI 2.0 Security Profile, section 5.3.2
 */
export function createPartnerTokens(
  options: PartnerTokensOptions,
): (request: TokenRequest) => Promise<TokenAnswer> {
  const { store, tokens, issuer, now } = options
  return async request => {
    if (Object.keys(request).some(name => !PARAMETERS.some(known => known === name)))
      return refused('invalid_request')
    if (request.grant_type !== 'client_credentials')
      return refused(request.grant_type === undefined ? 'invalid_request' : 'unsupported_grant_type')
    const { client_assertion: text, client_assertion_type: type, client_id: named } = request
    const jws = text !== undefined && type === ASSERTION_TYPE ? readJws(text) : undefined
    if (text === undefined || !jws) return refused('invalid_client')
    const clientId = textIn(jws.claims, 'sub')
    if (clientId === undefined || (named !== undefined && named !== clientId))
      return refused('invalid_client')
    return store.transact({ kind: 'partner', partnerId: clientId }, async db => {
      const partner = await findPartnerAccess(db, clientId)
      const key = partner?.keys.find(({ kid }) => kid !== undefined && kid === jws.header.kid)
      const usableUntil =
        partner && key && (await verifiedUntil(text, jws, key, { clientId, issuer, now: now() }))
      if (!partner || !usableUntil) return refused('invalid_client')
      const used = await sha256(`${clientId} ${String(jws.claims.jti)}`)
      if (!(await takeOnce(db, used, usableUntil))) return refused('invalid_client')
      const scopes = request.scope === undefined ? partner.scopes : request.scope.split(' ')
      if (scopes.some(scope => !partner.scopes.includes(scope))) return refused('invalid_scope')
      const accessToken = await tokens.issue(
        { kind: 'partner', partnerId: clientId, scopes },
        PARTNER_TOKEN_SECONDS,
      )
      return {
        isGranted: true,
        accessToken,
        expiresInSeconds: PARTNER_TOKEN_SECONDS,
        scopes,
        partnerId: clientId,
      }
    })
  }
}

/** Until when the assertion could be shown again; undefined when it is not good. */
async function verifiedUntil(
  text: string,
  { header, claims }: { readonly header: Claims; readonly claims: Claims },
  key: JWK,
  { clientId, issuer, now }: { clientId: string; issuer: string; now: Date },
): Promise<Date | undefined> {
  const seconds = now.getTime() / 1000
  const exp = secondsIn(claims, 'exp')
  const iat = secondsIn(claims, 'iat') ?? ('iat' in claims ? Number.NaN : Math.floor(seconds))
  const isTimely =
    exp !== undefined &&
    exp > seconds &&
    exp - iat <= MAX_ASSERTION_SECONDS &&
    iat <= seconds + CLOCK_AHEAD_SECONDS
  const algorithms = key.crv === 'P-256' ? ['ES256'] : ['EdDSA', 'Ed25519']
  if (!isTimely || textIn(claims, 'jti') === undefined || claims.iss !== clientId || claims.aud !== issuer)
    return undefined
  if (!TYPES.includes(header.typ) || !algorithms.includes(String(header.alg)) || 'jwk' in header)
    return undefined
  try {
    // The algorithm is the key's, not the header's.
    await jwtVerify(text, await importJWK(key, String(header.alg)), {
      algorithms,
      audience: issuer,
      currentDate: now,
      clockTolerance: CLOCK_AHEAD_SECONDS,
    })
    return new Date(exp * 1000)
  } catch {
    return undefined
  }
}

function refused(error: TokenError): TokenAnswer {
  return { isGranted: false, error }
}
