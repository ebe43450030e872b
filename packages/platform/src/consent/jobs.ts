/** What time does to consents: terms end, requests lapse, and what was fetched for a form is forgotten. */
import { followEnds } from '../access/consent-ends.js'
import { type EndState, endConsent } from '../access/consents.js'
import type { JobContext, JobHandlers, RecurringJob } from '../jobs/jobs.js'
import type { Db } from '../store/store.js'

const EXPIRE = 'consent.expire'
const LAPSE = 'consent.lapse'
const PURGE = 'consent.purge'

const AT_ONCE = 500

/** Nobody waits for these to be refused: every read looks at the time itself. */
export const CONSENT_SWEEPS: readonly RecurringJob[] = [
  { name: EXPIRE, everySeconds: 60 },
  { name: LAPSE, everySeconds: 60 },
  { name: PURGE, everySeconds: 60 },
]

export function consentJobs(): JobHandlers {
  return {
    [EXPIRE]: (_data, context) => endDue(context, 'expired', dueToExpire),
    [LAPSE]: (_data, context) => endDue(context, 'lapsed', dueToLapse),
    [PURGE]: (_data, { store, now }) => store.transact({ kind: 'platform' }, db => purgeGiven(db, now())),
  }
}

type FindDue = (db: Db, now: Date) => Promise<readonly { readonly id: string }[]>

/** Each in a transaction of its own, so that one that fails holds up no other for longer than to the next sweep. */
async function endDue({ store, now, effects }: JobContext, state: EndState, findDue: FindDue): Promise<void> {
  const moment = now()
  const due = await store.transact({ kind: 'platform' }, db => findDue(db, moment))
  for (const { id } of due) {
    await store.transact({ kind: 'platform' }, async db => {
      const ended = await endConsent(db, id, state, moment)
      for (const row of ended)
        await effects.audit(db, { action: state === 'lapsed' ? LAPSE : EXPIRE, subject: row.id })
      await followEnds(db, ended, moment, event => effects.emit(db, event))
    })
  }
  if (due.length === AT_ONCE) await endDue({ store, now, effects }, state, findDue)
}

const dueToExpire: FindDue = (db, now) =>
  db
    .selectFrom('consents')
    .select('id')
    .where('state', '=', 'active')
    .where('until_at', '<=', now)
    // A need's own before those that hang on it.
    .orderBy('until_at')
    .orderBy('parent_id', order => order.asc().nullsFirst())
    .limit(AT_ONCE)
    .execute()

const dueToLapse: FindDue = (db, now) =>
  db
    .selectFrom('consents')
    .select('id')
    .where('state', '=', 'requested')
    .where('answer_by', '<=', now)
    .orderBy('answer_by')
    .limit(AT_ONCE)
    .execute()

async function purgeGiven(db: Db, now: Date): Promise<void> {
  await db
    .updateTable('consent_reads')
    .set({ given: null, purge_at: null })
    .where('purge_at', '<=', now)
    .execute()
}
