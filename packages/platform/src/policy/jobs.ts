/** What happens to policies later: windows turn, and enterprises hear of what newly matches them. */
import { sql } from 'kysely'
import type { JobContext, JobHandlers, PlainData, RecurringJob } from '../jobs/jobs.js'
import type { Db } from '../store/store.js'
import { type Policy, selectPolicies } from './find.js'
import { createComputables, PARTS } from './item.js'
import { type Teller, tellOfFacts, tellOfPolicy } from './tell.js'
import { daysOf, LIVE, NEVER, periodAt, validityAt } from './validity.js'

/** Begins with `policyId`, and goes on `after` an enterprise. */
export const NEWLY_MATCHING = 'policy.newly-matching'
/** Looks at subscriptions that are new, and at those whose enterprise has new facts. */
export const LOOK_AGAIN = 'policy.look-again'
const TURN_WINDOWS = 'policy.turn-windows'

/** Subscriptions in one transaction. */
const AT_ONCE = 50
/** Ages grow and windows pass without a new fact: nobody is left alone for longer. */
const LOOK_AFTER_DAYS = 7

export const POLICY_SWEEPS: readonly RecurringJob[] = [
  { name: TURN_WINDOWS, everySeconds: 60 },
  { name: LOOK_AGAIN, everySeconds: 3600 },
]

export function policyJobs(): JobHandlers {
  const computable = createComputables()
  return {
    [TURN_WINDOWS]: (_data, { store, now }) =>
      store.transact({ kind: 'platform' }, db => turnWindows(db, now())),

    [NEWLY_MATCHING]: (data, { store, now, effects }) =>
      store.transact({ kind: 'platform' }, async db => {
        const moment = now()
        const { policyId, after } = begunAt(data)
        const policy = await selectPolicies(db, moment).where('p.id', '=', policyId).executeTakeFirst()
        // Withdrawn since, or no longer to be had: nobody need hear of it.
        if (policy?.publication !== 'published' || !isLive(policy, moment)) return
        const teller: Teller = { db, now: moment, effects, computable }
        const subscriptions = await subscriptionsAfter(db, after)
        for (const subscription of subscriptions) await tellOfPolicy(teller, subscription, policy)
        const last = subscriptions.at(-1)?.enterprise_id
        if (subscriptions.length === AT_ONCE && last !== undefined)
          await effects.enqueue(
            db,
            NEWLY_MATCHING,
            { policyId, after: last },
            { key: `${NEWLY_MATCHING} ${policyId} ${policy.version} ${last}` },
          )
      }),

    [LOOK_AGAIN]: async (_data, context) => {
      while ((await lookAgain(context, computable)) === AT_ONCE);
    },
  }
}

function begunAt({ policyId, after = '' }: PlainData): { policyId: string; after: string } {
  if (typeof policyId !== 'string' || typeof after !== 'string')
    throw new TypeError('This job begins with a policy.')
  return { policyId, after }
}

async function subscriptionsAfter(db: Db, after: string) {
  return db
    .selectFrom('policy_subscriptions')
    .selectAll()
    .where('quiet', '=', false)
    .where('enterprise_id', '>', after)
    .orderBy('enterprise_id')
    .limit(AT_ONCE)
    .forUpdate()
    .execute()
}

/** Gives how many it has looked at. */
async function lookAgain(
  { store, now, effects }: JobContext,
  computable: Teller['computable'],
): Promise<number> {
  return store.transact({ kind: 'platform' }, async db => {
    const moment = now()
    const due = await subscriptionsToLookAt(db, moment)
    if (due.length === 0) return 0
    const policies = await selectPolicies(db, moment).where('p.publication', '=', 'published').execute()
    const live = policies.filter(policy => isLive(policy, moment))
    for (const subscription of due)
      await tellOfFacts({ db, now: moment, effects, computable }, subscription, live)
    return due.length
  })
}

/** Those never looked at first; then whose enterprise has a fact that is newer than the last look, or was long left alone. */
async function subscriptionsToLookAt(db: Db, now: Date) {
  const longAgo = new Date(now.getTime() - LOOK_AFTER_DAYS * 24 * 3600 * 1000)
  return db
    .selectFrom('policy_subscriptions as s')
    .selectAll()
    .where('quiet', '=', false)
    .where(({ or, eb }) =>
      or([
        eb('looked_at', 'is', null),
        eb('looked_at', '<=', longAgo),
        sql<boolean>`exists (select from facts f where f.enterprise_id = s.enterprise_id and f.as_of > s.looked_at)`,
        sql<boolean>`exists (select from per_mu_results r where r.enterprise_id = s.enterprise_id and r.as_of > s.looked_at)`,
        sql<boolean>`exists (select from enterprises e where e.id = s.enterprise_id and e.updated_at > s.looked_at)`,
      ]),
    )
    .orderBy('looked_at', order => order.asc().nullsFirst())
    .orderBy('enterprise_id')
    .limit(AT_ONCE)
    .forUpdate()
    .execute()
}

function isLive(policy: Policy, now: Date): boolean {
  const validity = validityAt(policy, now)
  return LIVE.includes(validity) && validity !== 'exhausted'
}

/** Gives items whose period is over the next one. */
async function turnWindows(db: Db, now: Date): Promise<void> {
  const over = await selectPolicies(db, now)
    .where('p.publication', '=', 'published')
    .where('p.closes_at', '<=', now)
    .where('p.closes_at', '<', NEVER)
    .execute()
  for (const { id, item } of over) {
    const { opens, closes } = periodAt(PARTS.window.parse(item.window), daysOf(item), now)
    await db
      .updateTable('policies')
      .set({ opens_at: opens, closes_at: closes })
      .where('id', '=', id)
      .execute()
  }
}
