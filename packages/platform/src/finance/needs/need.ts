/** A need: where it stands at a moment, and the lock under which everything happens to it. */
import type { contract, NEED_STATES } from '@qiyema/core/contract'
import type { Selectable, Updateable } from 'kysely'
import type * as z from 'zod/mini'
import { type Caller, ensureItem, enterpriseIdOf } from '../../access/caller.js'
import { PlatformProblem } from '../../http/problems.js'
import { asTenant, type Db } from '../../store/store.js'
import type { LoanNeedTable } from '../tables.js'

export type NeedRow = Selectable<LoanNeedTable>
/** What an enterprise asks for, as it was parsed. */
export type NeedWishes = z.output<typeof contract.finance.needs.submit.body>
export type NeedState = (typeof NEED_STATES)[number]

/** The state at a moment: one that is too old for banks to take up has expired, unless some still work on it. */
export function stateAt(
  { state, expires_at, places, places_taken }: Omit<NeedRow, 'state'> & { readonly state: NeedState },
  now: Date,
): NeedState {
  if (state !== 'open') return state
  if (expires_at <= now) return places_taken === 0 ? 'expired' : 'full'
  return places_taken < places ? 'open' : 'full'
}

/**
 * A need, locked to the end of the transaction. What happens to a need and to its applications comes one after the other, so
 * that places, the one acceptance and every ending are counted by one at a time. Lock it before you read an application.
 */
export async function lockNeed(db: Db, needId: string): Promise<NeedRow | undefined> {
  // Banks see no needs, and a lock is a kind of seeing.
  return asTenant(db, { kind: 'platform' }, platform =>
    platform.selectFrom('loan_needs').selectAll().where('id', '=', needId).forUpdate().executeTakeFirst(),
  )
}

/** Of an application that is there. */
export async function lockNeedOf(db: Db, { need_id }: { readonly need_id: string }): Promise<NeedRow> {
  const need = await lockNeed(db, need_id)
  if (!need) throw new TypeError('An application is of a need that is there.')
  return need
}

export async function changeNeed(
  db: Db,
  { id }: Pick<NeedRow, 'id'>,
  changes: Updateable<LoanNeedTable>,
): Promise<NeedRow> {
  return db
    .updateTable('loan_needs')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/**
 * The enterprise for whose loans a caller may act.
 *
 * @throws {PlatformProblem} `forbidden`
 */
export function borrowerIdOf(caller: Caller): string {
  ensureItem(caller, 'finance')
  return enterpriseIdOf(caller)
}

/** @throws {PlatformProblem} `not_found`, also for a need of somebody else's */
export async function ownNeed(db: Db, caller: Caller, needId: string): Promise<NeedRow> {
  const row = await db
    .selectFrom('loan_needs')
    .selectAll()
    .where('id', '=', needId)
    .where('enterprise_id', '=', borrowerIdOf(caller))
    .executeTakeFirst()
  if (!row) throw new PlatformProblem('not_found')
  return row
}

/**
 * The same for who is about to end it or post it again, locked. A partner's page may do so with what was posted there: what
 * other banks work on is not in its hands.
 *
 * @throws {PlatformProblem} `not_found`, `forbidden`
 */
export async function ownNeedToChange(db: Db, caller: Caller, needId: string): Promise<NeedRow> {
  const { site_id: site } = await ownNeed(db, caller, needId)
  if (caller.kind === 'widget' && site !== caller.partnerId) throw new PlatformProblem('forbidden')
  const need = await lockNeed(db, needId)
  if (!need) throw new PlatformProblem('not_found')
  return need
}

/** What a need answers to a step that is not possible. Whether others have taken it up is not told at a partner's page. */
export function impossible(need: NeedRow, caller: Caller, possible: readonly string[], now: Date) {
  const state = stateAt(need, now)
  const isTelling = caller.kind === 'widget' && state === 'full'
  return new PlatformProblem('impossible_step', { state: isTelling ? 'open' : state, possible })
}
