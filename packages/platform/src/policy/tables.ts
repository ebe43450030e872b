/** Policy items as the database keeps them: what lists go by in columns, every version whole, and what was made of them. */
import type { NOTICE_REASONS, PUBLICATION_STATES } from '@qiyema/core/contract'
import type { ColumnType } from 'kysely'
import type { FactValue } from '../facts/facts.js'
import type { Json, OptionalTime, Time } from '../store/columns.js'
import type { Item } from './item.js'

/** `tsvector`, written as the text of one. */
type Words = ColumnType<string, string, string>

/** An item with its current version. From `level` on, columns follow from the item of that version. */
export interface PolicyTable {
  id: string
  department_id: string
  version: number
  publication: (typeof PUBLICATION_STATES)[number]
  /** Stays when the item is withdrawn: who has read it once may read how it ended. */
  published_at: OptionalTime
  withdrawn_at: OptionalTime
  withdraw_reason: string | null
  exhausted_at: OptionalTime
  updated_at: Time
  level: Item['level']
  region_code: string
  category: string
  redemption: Item['redemption']
  /** Beginnings of industry codes; none where it is for every industry. */
  industries: Json<readonly string[]>
  issued_on: string
  effective_from: string
  effective_to: string | null
  stacking_group: string | null
  supersedes: string | null
  /** The period in which one may apply that is open, or opens next; a job turns it when it is over. */
  opens_at: Time
  closes_at: Time
  /** The most that it can come to; 0 where its support names no such amount. */
  ceiling_fen: number
  words: Words
}

export interface PolicyVersionTable {
  policy_id: string
  version: number
  department_id: string
  item: Json<Item>
  made_at: Time
  /** Null of versions that have only been drafts. */
  published_at: OptionalTime
}

/** The words of published items, for the index. */
export interface PolicyWordsTable {
  policy_id: string
  department_id: string
  words: Words
}

/** A fact as it was when an answer was made that rests on it: what it is called as well as what it was. */
export interface StoredFact {
  readonly id: string
  readonly label: { readonly 'zh-CN': string; readonly en?: string }
  readonly type: string
  readonly source: string
  /** Absent when nothing was known. */
  readonly known?: { readonly value: FactValue; readonly source: string; readonly asOf: string }
}

/** What an answer rested on: all that it takes to give it again. */
export interface PolicyMatchTable {
  id: string
  enterprise_id: string
  /** At whose site it was asked for; null at the platform itself. */
  partner_id: string | null
  /** Under which consent that site was shown it. */
  consent_id: string | null
  policy_id: string
  policy_version: number
  department_id: string
  facts: Json<readonly StoredFact[]>
  tables: Json<Readonly<Record<string, string>>>
  excludes: Json<readonly string[]>
  at: Time
}

export interface PolicySubscriptionTable {
  enterprise_id: string
  /** None: all of them. */
  categories: Json<readonly string[]>
  only_matching: boolean
  quiet: boolean
  updated_at: Time
  /** What matched when it was looked last: whatever matches beside is news. */
  matching: ColumnType<readonly string[], string | undefined, string>
  /** Null before the first look, which is silent. */
  looked_at: OptionalTime
}

export interface PolicyNoticeTable {
  id: string
  enterprise_id: string
  policy_id: string
  match_id: string
  reason: (typeof NOTICE_REASONS)[number]
  at: Time
}

export interface PolicyTables {
  policies: PolicyTable
  policy_versions: PolicyVersionTable
  policy_words: PolicyWordsTable
  policy_matches: PolicyMatchTable
  policy_subscriptions: PolicySubscriptionTable
  policy_notices: PolicyNoticeTable
}
