/** What time does to loans: applications whose clocks have run out end and free their places, and needs that nobody took up expire. */
import type { JobContext, JobHandlers, RecurringJob } from '../jobs/jobs.js'
import type { Db } from '../store/store.js'
import { endNeed, expireDue } from './applications/end.js'
import { lockNeed, stateAt } from './needs/need.js'

const EXPIRE_APPLICATIONS = 'finance.expire-applications'
const EXPIRE_NEEDS = 'finance.expire-needs'

const AT_ONCE = 500

/** Nobody waits for these to be refused: every step looks at the time itself. */
export const FINANCE_SWEEPS: readonly RecurringJob[] = [
  { name: EXPIRE_APPLICATIONS, everySeconds: 60 },
  { name: EXPIRE_NEEDS, everySeconds: 60 },
]

export function financeJobs(): JobHandlers {
  return {
    [EXPIRE_APPLICATIONS]: (_data, context) => sweep(context, needsWithDueApplications, expireApplications),
    [EXPIRE_NEEDS]: (_data, context) => sweep(context, needsDue, expireNeed),
  }
}

type FindDue = (db: Db, now: Date) => Promise<readonly string[]>
type Expire = (db: Db, needId: string, now: Date, context: JobContext) => Promise<void>

/** Each need in a transaction of its own, so that one that fails holds up no other for longer than to the next sweep. */
async function sweep(context: JobContext, findDue: FindDue, expire: Expire): Promise<void> {
  const { store, now } = context
  const moment = now()
  const due = await store.transact({ kind: 'platform' }, db => findDue(db, moment))
  for (const needId of due)
    await store.transact({ kind: 'platform' }, db => expire(db, needId, moment, context))
  if (due.length === AT_ONCE) await sweep(context, findDue, expire)
}

const needsWithDueApplications: FindDue = async (db, now) => {
  const rows = await db
    .selectFrom('loan_applications')
    .select('need_id')
    .distinct()
    .where('expires_at', '<=', now)
    .limit(AT_ONCE)
    .execute()
  return rows.map(({ need_id }) => need_id)
}

const needsDue: FindDue = async (db, now) => {
  const rows = await db
    .selectFrom('loan_needs')
    .select('id')
    .where('state', '=', 'open')
    .where('places_taken', '=', 0)
    .where('expires_at', '<=', now)
    .limit(AT_ONCE)
    .execute()
  return rows.map(({ id }) => id)
}

const expireApplications: Expire = async (db, needId, now, { effects }) => {
  const need = await lockNeed(db, needId)
  if (!need) return
  const ended = await expireDue(db, need, now, event => effects.emit(db, event))
  for (const { id } of ended) await effects.audit(db, { action: 'application.expire', subject: id })
}

const expireNeed: Expire = async (db, needId, now, { effects }) => {
  const need = await lockNeed(db, needId)
  // A bank may have been faster.
  if (need?.state !== 'open' || stateAt(need, now) !== 'expired') return
  await endNeed(db, need, 'expired', now, event => effects.emit(db, event))
  await effects.audit(db, { action: 'need.expire', subject: needId })
}
