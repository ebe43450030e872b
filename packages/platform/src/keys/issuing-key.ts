/** A key of an issuer of codes, and when it signs: a key that is to sign tomorrow is published today. */
import type { PrivateJwk } from './private-jwk.js'

/** A key with the times of issue that it counts for. Unix seconds; `until` is the first second after. */
export interface IssuingKey {
  readonly jwk: PrivateJwk
  readonly from: number
  readonly until: number
  /** Known to others: what it signed counts no longer, whenever it was signed. */
  readonly revoked?: boolean | undefined
}

/** When a key counts. */
export type KeyWindow = Pick<IssuingKey, 'from' | 'until'>

/** Every moment that a code can name as that of its issue (code format, section 2). */
export const ALL_TIME: KeyWindow = { from: 1_577_836_800, until: 2_584_469_760 }

/** The key that signs at a moment, in Unix seconds: of those whose time it is, the one that began last. */
export function keyAt(keys: readonly IssuingKey[], at: number): IssuingKey | undefined {
  return keys
    .filter(({ from, until, revoked }) => from <= at && at < until && !revoked)
    .toSorted((one, other) => other.from - one.from)[0]
}
