/** The public keys of everything that the platform signs for others to keep, as a JWK set (RFC 7517). */
import type { JWK } from 'jose'
import { algorithmOf } from '../access/sign-jws.js'
import type { PlatformKeys } from '../keys/keys.js'
import { type PrivateJwk, publicHalf } from '../keys/private-jwk.js'

/** Keys that sign codes, status lists, receipts of consents, and heads of the audit trail; not those that others have revoked. */
export function publicKeys({ code, status, receipts, audit }: PlatformKeys): {
  readonly keys: readonly JWK[]
} {
  const issuing = [...code, ...status].flatMap(({ jwk, revoked }) => (revoked ? [] : [jwk]))
  return { keys: [...issuing, receipts, audit].map(published) }
}

function published(key: PrivateJwk): JWK {
  return { ...publicHalf(key), alg: algorithmOf(key), use: 'sig' }
}
