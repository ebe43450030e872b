/** What an enterprise wants to be told of. */
import type { contract } from '@qiyema/core/contract'
import type { Selectable } from 'kysely'
import type * as z from 'zod/mini'
import type { Db } from '../store/store.js'
import type { PolicySubscriptionTable } from './tables.js'

export type SubscriptionRow = Selectable<PolicySubscriptionTable>
type SubscriptionAnswer = z.output<typeof contract.policy.subscription.read.answer>

export interface SubscriptionWishes {
  readonly categories: readonly string[]
  readonly onlyMatching: boolean
  readonly quiet: boolean
}

/** Whoever has chosen nothing is told nothing. */
const NOTHING_CHOSEN: SubscriptionAnswer = { categories: [], onlyMatching: true, quiet: true }

export async function readSubscription(db: Db, enterpriseId: string): Promise<SubscriptionAnswer> {
  const row = await db
    .selectFrom('policy_subscriptions')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirst()
  return row ? subscriptionAnswer(row) : NOTHING_CHOSEN
}

/** Sets it. What matches already is no news: the first look after this is silent. */
export async function setSubscription(
  db: Db,
  enterpriseId: string,
  { categories, onlyMatching, quiet }: SubscriptionWishes,
  now: Date,
): Promise<SubscriptionAnswer> {
  const row = {
    categories: JSON.stringify([...new Set(categories)]),
    only_matching: onlyMatching,
    quiet,
    updated_at: now,
    looked_at: null,
  }
  const kept = await db
    .insertInto('policy_subscriptions')
    .values({ enterprise_id: enterpriseId, ...row })
    .onConflict(conflict => conflict.column('enterprise_id').doUpdateSet(row))
    .returningAll()
    .executeTakeFirstOrThrow()
  return subscriptionAnswer(kept)
}

/** Whether somebody wants to hear of a category. */
export function isAbout({ categories }: SubscriptionRow, category: string): boolean {
  return categories.length === 0 || categories.includes(category)
}

function subscriptionAnswer(row: SubscriptionRow): SubscriptionAnswer {
  return {
    categories: [...row.categories],
    onlyMatching: row.only_matching,
    quiet: row.quiet,
    updatedAt: row.updated_at.toISOString(),
  }
}
