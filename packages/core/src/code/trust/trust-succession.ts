/** What may change from one edition of a trust list to the next, and what never does (code format, section 6). */
import type { TrustList } from './trust-list.js'

/**
 * Every way in which a list cannot follow another, as sentences; none when it can.
 *
 * The sequence number never goes back, an edition is never rewritten, a published key never changes its issuer, its
 * status address, its regions or its material, and a revoked key stays revoked.
 */
export function successionFaults(previous: TrustList, next: TrustList): string[] {
  if (next.seq < previous.seq) return [`seq goes back from ${previous.seq} to ${next.seq}`]
  if (next.seq === previous.seq) {
    return JSON.stringify(next) === JSON.stringify(previous) ? [] : [`edition ${next.seq} has other contents`]
  }
  const published = publishedKeys(previous)
  const faults: string[] = []
  for (const [id, now] of publishedKeys(next)) {
    const before = published.get(id)
    if (!before) continue
    for (const [what, value] of Object.entries(now.fixed)) {
      if (before.fixed[what] !== value) faults.push(`key ${now.kid} changes its ${what}`)
    }
    if (before.revoked && !now.revoked) faults.push(`key ${now.kid} is revoked no longer`)
  }
  return faults
}

interface PublishedKey {
  readonly kid: string
  readonly revoked: boolean
  /** What stays as it was first published. */
  readonly fixed: Readonly<Record<string, string>>
}

function publishedKeys({ issuers }: TrustList): Map<string, PublishedKey> {
  const keys = new Map<string, PublishedKey>()
  for (const { iss, status, regions, keys: own } of issuers) {
    for (const { kid, use, alg, jwk, revoked = false } of own) {
      const material = [alg, jwk.kty, jwk.crv, jwk.x, jwk.y].join()
      const fixed = { issuer: iss, 'status address': status, regions: [...regions].sort().join(), material }
      keys.set(`${use} ${kid}`, { kid, revoked, fixed })
    }
  }
  return keys
}
