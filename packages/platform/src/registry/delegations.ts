/** What one person is trusted with for an enterprise: given, in force, ended, void. */
import { type Selectable, sql } from 'kysely'
import type { EnterpriseRole, Item } from '../access/caller.js'
import { newId } from '../store/ids.js'
import type { Db } from '../store/store.js'
import type { DelegationTable } from './tables.js'

export type DelegationRow = Selectable<DelegationTable>
export type DelegationState = 'active' | 'ended' | 'voided'

/** What is given to whom. */
export interface NewDelegation {
  readonly enterpriseId: string
  readonly personId: string
  readonly role: EnterpriseRole
  readonly items: readonly Item[]
  readonly until?: Date | undefined
  /** The delegation by which it is given; of a representative's own there is none. */
  readonly grantedBy?: string | undefined
}

/**
 * Lets delegations of one enterprise change one after the other, to the end of the transaction: limits are counted, and who may
 * give is looked at, by one at a time.
 */
export async function lockDelegations(db: Db, enterpriseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`delegations ${enterpriseId}`}, 0))`.execute(db)
}

/** Delegations that hold at a moment: begun, not run out, not ended, not void. */
export function inForce(db: Db, now: Date) {
  return db
    .selectFrom('delegations')
    .selectAll('delegations')
    .where('from_at', '<=', now)
    .where('ended_at', 'is', null)
    .where('voided_at', 'is', null)
    .where(({ or, eb }) => or([eb('until_at', 'is', null), eb('until_at', '>', now)]))
}

/** The state at a moment: what has run out has ended, though nobody wrote it down. */
export function stateAt(
  { ended_at: endedAt, voided_at: voidedAt, until_at: until }: DelegationRow,
  now: Date,
): DelegationState {
  if (voidedAt !== null) return 'voided'
  return endedAt !== null || (until !== null && until <= now) ? 'ended' : 'active'
}

export async function delegate(
  db: Db,
  { enterpriseId, personId, role, items, until, grantedBy }: NewDelegation,
  now: Date,
): Promise<DelegationRow> {
  return db
    .insertInto('delegations')
    .values({
      id: newId('delegation', now),
      enterprise_id: enterpriseId,
      person_id: personId,
      role,
      items: JSON.stringify([...new Set(items)]),
      from_at: now,
      until_at: until ?? null,
      granted_by: grantedBy ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/**
 * Voids what is in force of an enterprise.
 *
 * @param grantedBy - only what was given by this delegation
 * @returns what was in force until now
 */
export async function voidDelegations(
  db: Db,
  enterpriseId: string,
  now: Date,
  grantedBy?: string,
): Promise<readonly DelegationRow[]> {
  const voiding = db
    .updateTable('delegations')
    .set({ voided_at: now })
    .where('enterprise_id', '=', enterpriseId)
    .where('ended_at', 'is', null)
    .where('voided_at', 'is', null)
    .where(({ or, eb }) => or([eb('until_at', 'is', null), eb('until_at', '>', now)]))
  const chosen = grantedBy === undefined ? voiding : voiding.where('granted_by', '=', grantedBy)
  return chosen.returningAll().execute()
}
