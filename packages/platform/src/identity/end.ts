/** Somebody is trusted no more, from this moment on. */
import { PlatformProblem } from '../http/problems.js'
import { type DelegationRow, voidDelegations } from '../registry/delegations.js'
import type { Db } from '../store/store.js'
import { ensureManages, ensurePossible } from './steps.js'

/** What was ended, and what is void with it. */
export interface Ending {
  readonly ended: DelegationRow
  readonly voided: readonly DelegationRow[]
}

/**
 * Ends a delegation. What an administrator gave is void with their own.
 *
 * @param manager - the delegation of whoever ends it, in force and locked. One's own anybody may give back.
 * @throws {PlatformProblem} `not_found`, `not_representative`, `forbidden`, `impossible_step`
 */
export async function endDelegation(
  db: Db,
  manager: DelegationRow,
  delegationId: string,
  now: Date,
): Promise<Ending> {
  const delegation = await readDelegation(db, manager.enterprise_id, delegationId)
  if (delegation.person_id !== manager.person_id) ensureManages(manager.role, delegation.role)
  ensurePossible('end', delegation, now)
  const ended = await db
    .updateTable('delegations')
    .set({ ended_at: now })
    .where('id', '=', delegation.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return { ended, voided: await voidDelegations(db, manager.enterprise_id, now, ended.id) }
}

async function readDelegation(db: Db, enterpriseId: string, delegationId: string): Promise<DelegationRow> {
  const row = await db
    .selectFrom('delegations')
    .selectAll()
    .where('id', '=', delegationId)
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirst()
  if (!row) throw new PlatformProblem('not_found')
  return row
}
