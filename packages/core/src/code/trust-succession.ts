/** What may change from one edition of a trust list to the next, and what never does (code format, section 6). */
import type { TrustedIssuer, TrustedKey, TrustList } from './trust-list.js'

/**
 * Every way in which a list cannot follow another, as sentences; none when it can.
 *
 * The sequence number never goes back, an edition is never rewritten, a published key never changes its issuer, its
 * status address, its regions or its material, and a revoked key stays revoked.
 */
export function successionFaults(previous: TrustList, next: TrustList): string[] {
  if (next.seq < previous.seq) return [`seq goes back from ${previous.seq} to ${next.seq}`]
  if (next.seq === previous.seq) {
    return JSON.stringify(next) === JSON.stringify(previous)
      ? []
      : [`edition ${next.seq} was published with other contents`]
  }
  const published = new Map<string, { issuer: TrustedIssuer; key: TrustedKey }>()
  for (const issuer of previous.issuers)
    for (const key of issuer.keys) published.set(idOf(key), { issuer, key })

  const faults: string[] = []
  for (const issuer of next.issuers) {
    for (const key of issuer.keys) {
      const before = published.get(idOf(key))
      if (!before) continue
      if (before.issuer.iss !== issuer.iss)
        faults.push(`key ${key.kid} moves from ${before.issuer.iss} to ${issuer.iss}`)
      else if (before.issuer.status !== issuer.status)
        faults.push(`the status address of ${issuer.iss} changes under key ${key.kid}`)
      else if (!sameMembers(before.issuer.regions, issuer.regions))
        faults.push(`the regions of ${issuer.iss} change under key ${key.kid}`)
      if (!sameMaterial(before.key, key)) faults.push(`key ${key.kid} changes its material or algorithm`)
      if (before.key.revoked && !key.revoked) faults.push(`key ${key.kid} was revoked and is so no longer`)
    }
  }
  return faults
}

function idOf(key: TrustedKey): string {
  return `${key.use}:${key.kid}`
}

function sameMembers(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every(member => other.includes(member))
}

function sameMaterial(one: TrustedKey, other: TrustedKey): boolean {
  return (
    one.alg === other.alg &&
    one.jwk.kty === other.jwk.kty &&
    one.jwk.crv === other.jwk.crv &&
    one.jwk.x === other.jwk.x &&
    one.jwk.y === other.jwk.y
  )
}
