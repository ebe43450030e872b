/** Applications as a caller may see them: a bank its own, an enterprise its own, a partner's page those of both. */
import type { Page } from '@qiyema/core/contract'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Caller } from '../../access/caller.js'
import type { Call } from '../../http/handler.js'
import { newestFirst, type PageWishes } from '../../http/newest-first.js'
import { PlatformProblem } from '../../http/problems.js'
import type { Database } from '../../store/schema.js'
import type { Db } from '../../store/store.js'
import { borrowerIdOf, lockNeedOf, type NeedRow } from '../needs/need.js'
import { type ApplicationRow, type ApplicationState, LIVE } from './steps.js'

type Where = ExpressionBuilder<Database, 'loan_applications'>

const takePage = newestFirst('applications', 'application', 'claimed_at')

export interface ApplicationListWishes extends PageWishes {
  readonly state?: ApplicationState | undefined
}

/** A page, newest first. */
export async function listApplications(
  { db, caller, now }: Pick<Call, 'db' | 'caller' | 'now'>,
  { state, ...page }: ApplicationListWishes,
): Promise<Page<ApplicationRow>> {
  let query = db
    .selectFrom('loan_applications')
    .selectAll()
    .where(where => isShownTo(caller, where))
  if (state) query = query.where(where => isIn(state, now, where))
  return takePage(query, page)
}

/** @throws {PlatformProblem} `not_found`, also for what is there and not this caller's to see; `forbidden` */
export async function applicationFor(db: Db, caller: Caller, applicationId: string): Promise<ApplicationRow> {
  const row = await db
    .selectFrom('loan_applications')
    .selectAll()
    .where('id', '=', applicationId)
    .where(where => isShownTo(caller, where))
    .executeTakeFirst()
  if (!row) throw new PlatformProblem('not_found')
  return row
}

/** The same for who is about to take a step, with its need, under the lock that all steps are taken under. */
export async function applicationToChange(
  db: Db,
  caller: Caller,
  applicationId: string,
): Promise<{ readonly application: ApplicationRow; readonly need: NeedRow }> {
  const need = await lockNeedOf(db, await applicationFor(db, caller, applicationId))
  // Read again: it may have moved on before the lock was ours.
  return { need, application: await applicationFor(db, caller, applicationId) }
}

function isShownTo(caller: Caller, where: Where): Expression<SqlBool> {
  if (caller.kind === 'partner') return where('partner_id', '=', caller.partnerId)
  const isOwn = where('enterprise_id', '=', borrowerIdOf(caller))
  return caller.kind === 'widget' ? where.and([isOwn, where('partner_id', '=', caller.partnerId)]) : isOwn
}

/** The state at a moment, as `stateAt` has it. */
function isIn(state: ApplicationState, now: Date, where: Where): Expression<SqlBool> {
  const hasRunOut = where.and([where('state', 'in', LIVE), where('expires_at', '<=', now)])
  if (state === 'expired') return where.or([where('state', '=', 'expired'), hasRunOut])
  return where.and([
    where('state', '=', state),
    where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]),
  ])
}
