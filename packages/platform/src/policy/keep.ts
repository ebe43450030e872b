/** Writes items: a new version each time, whole, with the columns that lists go by beside it. */
import type { Selectable } from 'kysely'
import type { Db } from '../store/store.js'
import { ceilingFen } from './ceiling.js'
import { industriesOf } from './industries.js'
import { type Item, PARTS } from './item.js'
import type { PolicyTable } from './tables.js'
import { daysOf, periodAt } from './validity.js'
import { wordsOf } from './words.js'

type Publication = Pick<Selectable<PolicyTable>, 'publication' | 'published_at'>

/** What the next version is of. */
export interface NewVersion extends Publication {
  readonly id: string
  readonly version: number
  readonly item: Item
}

/** The first version of an item. */
export async function keepFirst(db: Db, given: Omit<NewVersion, 'version'>, now: Date): Promise<void> {
  const first = { ...given, version: 1 }
  const { id, item, publication, published_at } = first
  await db
    .insertInto('policies')
    .values({
      id,
      department_id: item.departmentId,
      publication,
      published_at,
      version: 1,
      updated_at: now,
      ...columnsOf(first, now),
    })
    .execute()
  await keepVersion(db, first, now)
}

/** One version more. That the row is locked and may be changed is for the caller to have seen to. */
export async function keepNext(db: Db, next: NewVersion, now: Date): Promise<void> {
  await db
    .updateTable('policies')
    .set({ version: next.version, updated_at: now, ...columnsOf(next, now) })
    .where('id', '=', next.id)
    .execute()
  await keepVersion(db, next, now)
}

/** Makes the current version public. */
export async function keepPublished(db: Db, { id, version, item }: NewVersion, now: Date): Promise<void> {
  const published = { publication: 'published', published_at: now } as const
  await db
    .updateTable('policies')
    .set({ ...published, updated_at: now, ...columnsOf({ id, version, item, ...published }, now) })
    .where('id', '=', id)
    .execute()
  await db
    .updateTable('policy_versions')
    .set({ published_at: now })
    .where('policy_id', '=', id)
    .where('version', '=', version)
    .execute()
  await keepWords(db, id, item)
}

async function keepVersion(db: Db, { id, version, item, publication }: NewVersion, now: Date): Promise<void> {
  const isPublic = publication === 'published'
  await db
    .insertInto('policy_versions')
    .values({
      policy_id: id,
      version,
      department_id: item.departmentId,
      item: JSON.stringify(item),
      made_at: now,
      published_at: isPublic ? now : null,
    })
    .execute()
  if (isPublic) await keepWords(db, id, item)
}

async function keepWords(db: Db, id: string, item: Item): Promise<void> {
  const words = wordsOf(item)
  await db
    .insertInto('policy_words')
    .values({ policy_id: id, department_id: item.departmentId, words })
    .onConflict(conflict => conflict.column('policy_id').doUpdateSet({ words }))
    .execute()
}

function columnsOf({ item, publication }: NewVersion, now: Date) {
  const { opens, closes } = periodAt(PARTS.window.parse(item.window), daysOf(item), now)
  const support = PARTS.support.safeParse(item.support)
  return {
    level: item.level,
    region_code: item.regionCode,
    category: item.category,
    redemption: item.redemption,
    industries: JSON.stringify(industriesOf(item)),
    issued_on: item.issuedOn,
    effective_from: item.effectiveFrom,
    effective_to: item.effectiveTo ?? null,
    stacking_group: item.stackingGroup ?? null,
    // A draft takes nothing's place yet, and what it names need not be there.
    supersedes: publication === 'published' ? (item.supersedes ?? null) : null,
    opens_at: opens,
    closes_at: closes,
    ceiling_fen: (support.success ? ceilingFen(support.data) : undefined) ?? 0,
    words: wordsOf(item),
  }
}
