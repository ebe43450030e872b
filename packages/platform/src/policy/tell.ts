/** Tells enterprises what newly matches: a notice each, with the match that says why. */
import type { NOTICE_REASONS } from '@qiyema/core/contract'
import { legalDateAt } from '../calendar/shanghai-time.js'
import type { JobContext } from '../jobs/jobs.js'
import { enterpriseOf } from '../registry/enterprises.js'
import { knownFacts } from '../registry/facts.js'
import { evaluate } from '../rules/evaluate.js'
import { newId } from '../store/ids.js'
import type { Db } from '../store/store.js'
import type { MatchedFacts } from './enterprise-facts.js'
import type { Policy } from './find.js'
import type { ReadComputable } from './item.js'
import { keepMatch } from './match.js'
import { isAbout, type SubscriptionRow } from './subscription.js'

type Reason = (typeof NOTICE_REASONS)[number]

export interface Teller {
  readonly db: Db
  readonly now: Date
  readonly effects: JobContext['effects']
  readonly computable: ReadComputable
}

/** Of one item that has just been published, or changed. */
export async function tellOfPolicy(
  teller: Teller,
  subscription: SubscriptionRow,
  policy: Policy,
): Promise<void> {
  if (!isAbout(subscription, policy.item.category)) return
  const { db, now } = teller
  const { enterprise_id: enterpriseId, matching, only_matching: isOnlyMatching } = subscription
  const known = await factsOf(db, enterpriseId, now)
  const isMatch = matches(teller, policy, known)
  const isNews = isMatch
    ? !matching.includes(policy.id)
    : !isOnlyMatching && !(await wasTold(db, enterpriseId, policy.id))
  if (isNews) await tell(teller, policy, known, 'published')
  const others = matching.filter(id => id !== policy.id)
  await keepMatching(db, enterpriseId, isMatch ? [...others, policy.id] : others)
}

/** Of all items, since facts of the enterprise may have changed. The first look only finds out what matches already. */
export async function tellOfFacts(
  teller: Teller,
  subscription: SubscriptionRow,
  policies: readonly Policy[],
): Promise<void> {
  const { db, now } = teller
  const { enterprise_id: enterpriseId, matching, looked_at: lookedAt } = subscription
  const known = await factsOf(db, enterpriseId, now)
  const matchingNow = policies.filter(
    policy => isAbout(subscription, policy.item.category) && matches(teller, policy, known),
  )
  const isFirst = lookedAt === null
  for (const policy of isFirst ? [] : matchingNow.filter(({ id }) => !matching.includes(id)))
    await tell(teller, policy, known, 'facts-changed')
  await keepMatching(
    db,
    enterpriseId,
    matchingNow.map(({ id }) => id),
    now,
  )
}

async function factsOf(db: Db, enterpriseId: string, now: Date): Promise<MatchedFacts> {
  const enterprise = await enterpriseOf(db, enterpriseId)
  return { ...(await knownFacts(db, enterprise, { asOf: legalDateAt(now) })), enterpriseId }
}

function matches({ computable }: Teller, { id, version, item }: Policy, { facts }: MatchedFacts): boolean {
  return evaluate(computable(id, version, item).rule, facts).result === 'yes'
}

async function tell(
  { db, now, effects }: Teller,
  policy: Policy,
  known: MatchedFacts,
  reason: Reason,
): Promise<void> {
  const match = await keepMatch(db, policy, known, now)
  const id = newId('notice', now)
  await db
    .insertInto('policy_notices')
    .values({
      id,
      enterprise_id: known.enterpriseId,
      policy_id: policy.id,
      match_id: match.id,
      reason,
      at: now,
    })
    .execute()
  await effects.audit(db, {
    action: 'policy.notice',
    subject: id,
    data: { enterprise: known.enterpriseId, policy: policy.id, reason },
  })
}

async function wasTold(db: Db, enterpriseId: string, policyId: string): Promise<boolean> {
  const row = await db
    .selectFrom('policy_notices')
    .select('id')
    .where('policy_id', '=', policyId)
    .where('enterprise_id', '=', enterpriseId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function keepMatching(
  db: Db,
  enterpriseId: string,
  matching: readonly string[],
  lookedAt?: Date,
): Promise<void> {
  await db
    .updateTable('policy_subscriptions')
    .set({ matching: JSON.stringify(matching), ...(lookedAt && { looked_at: lookedAt }) })
    .where('enterprise_id', '=', enterpriseId)
    .execute()
}
