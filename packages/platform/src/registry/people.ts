/** What people may do for enterprises, as delegations in force have it. */
import type { Selectable } from 'kysely'
import type { People } from '../access/operators.js'
import type { Db } from '../store/store.js'
import type { DelegationTable } from './tables.js'

export type DelegationRow = Selectable<DelegationTable>

/** What a person may do for an enterprise now; undefined where nothing is in force. Of several, what allows most. */
export const roleOf: People['roleOf'] = async (db, personId, enterpriseId, now) => {
  const [held] = (await inForce(db, now).where('person_id', '=', personId).execute())
    .filter(row => row.enterprise_id === enterpriseId)
    .toSorted((one, other) => RANKS[one.role] - RANKS[other.role])
  return held && { role: held.role, items: held.items }
}

const RANKS = { representative: 0, administrator: 1, handler: 2 } as const

/** Delegations that hold at a moment: begun, not run out, not ended, not voided. */
export function inForce(db: Db, now: Date) {
  return db
    .selectFrom('delegations')
    .selectAll()
    .where('from_at', '<=', now)
    .where('ended_at', 'is', null)
    .where('voided_at', 'is', null)
    .where(({ or, eb }) => or([eb('until_at', 'is', null), eb('until_at', '>', now)]))
}
