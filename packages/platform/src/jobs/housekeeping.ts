/** Forgets what has served its time: kept answers, used proofs, deliveries, and jobs that failed long ago. */
import { forgetUsedProofs } from '../access/used-proofs.js'
import { forgetDeliveries } from '../events/forget.js'
import { forgetAnswers } from '../http/idempotency.js'
import type { Db } from '../store/store.js'
import type { JobHandlers, RecurringJob } from './jobs.js'

const FORGET_PROOFS = 'housekeeping.forget-proofs'
const FORGET_ANSWERS = 'housekeeping.forget-answers'
const FORGET_DELIVERIES = 'housekeeping.forget-deliveries'
const FORGET_FAILED = 'housekeeping.forget-failed'

const FAILED_KEPT_DAYS = 30

export const HOUSEKEEPING_SWEEPS: readonly RecurringJob[] = [
  { name: FORGET_PROOFS, everySeconds: 300 },
  { name: FORGET_ANSWERS, everySeconds: 3600 },
  { name: FORGET_DELIVERIES, everySeconds: 6 * 3600 },
  { name: FORGET_FAILED, everySeconds: 24 * 3600 },
]

/** The jobs that keep the house. Each in a transaction of its own, so that one that fails keeps no other from its work. */
export function housekeepingJobs(): JobHandlers {
  return {
    [FORGET_PROOFS]: each(forgetUsedProofs),
    [FORGET_ANSWERS]: each(forgetAnswers),
    [FORGET_DELIVERIES]: each(forgetDeliveries),
    [FORGET_FAILED]: each(forgetFailedJobs),
  }
}

function each(forget: (db: Db, now: Date) => Promise<void>): JobHandlers[string] {
  return (_data, { store, now }) => store.transact({ kind: 'platform' }, db => forget(db, now()))
}

async function forgetFailedJobs(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - FAILED_KEPT_DAYS * 24 * 3600 * 1000)
  await db.deleteFrom('jobs').where('failed_at', '<', before).execute()
}
