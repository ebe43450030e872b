/** Lists of policies: what they are filtered by, searched for and sorted by. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { legalDateAt } from '../calendar/shanghai-time.js'
import { DEFAULT_PAGE } from '../http/cursor.js'
import type { Database } from '../store/schema.js'
import type { Db } from '../store/store.js'
import { selectPolicies, successorOf } from './find.js'
import { type Listed, type Sort, type SortName, sortOf } from './sorts.js'
import type { PolicyTable } from './tables.js'
import type { Validity } from './validity.js'
import { searchFor } from './words.js'

type Where = ExpressionBuilder<Database & { p: PolicyTable }, 'p'>

export interface ListWishes {
  readonly text?: string | undefined
  readonly region?: string | undefined
  readonly industry?: string | undefined
  readonly department?: string | undefined
  readonly category?: string | undefined
  readonly redemption?: PolicyTable['redemption'] | undefined
  readonly open?: 'true' | undefined
  readonly validity?: Validity | undefined
  readonly sort?: SortName | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** Whose list it is: everybody's has what is or was published, a department's own any of its items. */
export type Shelf =
  | { readonly publication: 'published' | 'withdrawn' }
  | { readonly publication: PolicyTable['publication']; readonly departmentId: string }

export interface PolicyPage {
  readonly rows: readonly Listed[]
  readonly nextCursor?: string
}

/** How many rows are looked at in one go for those that are wanted. */
const BATCH = 100
/** And in one request; whoever wants more asks for the next page, which a short one names. */
const MOST_LOOKED_AT = 2_000

/**
 * A page in the order that is asked for.
 *
 * @param isWanted - of rows that the database cannot choose itself; a page may then be shorter than asked for, or empty, and
 *   go on all the same
 */
export async function listPolicies(
  db: Db,
  shelf: Shelf,
  wishes: ListWishes,
  now: Date,
  isWanted?: (row: Listed) => boolean,
): Promise<PolicyPage> {
  const search = wishes.text === undefined ? undefined : searchFor(wishes.text)
  // Of nothing but blanks and signs there is nothing to find.
  if (wishes.text !== undefined && search === undefined) return { rows: [] }
  const { sort: name = search === undefined ? 'newest' : 'relevance', limit = DEFAULT_PAGE } = wishes
  const rank = search === undefined ? undefined : sql<number>`ts_rank(p.words, ${search}::tsquery)::float8`
  const sort = sortOf(name, rank)
  /** Which rows come first, found without what is shown of them. */
  const chosen = (cursor: string | undefined, count: number) =>
    db
      .selectFrom('policies as p')
      .select('p.id')
      .where(where => where.and(conditions(where, shelf, { ...wishes, search }, now)))
      .where(cursor === undefined ? sql<boolean>`true` : sort.after(cursor))
      .orderBy(sort.key, sort.direction)
      .orderBy('p.id', sort.direction)
      .limit(count)
  const read = async (cursor: string | undefined, count: number): Promise<Listed[]> =>
    selectPolicies(db, now)
      .select((rank ?? sql<number>`0::float8`).as('rank'))
      .where('p.id', 'in', chosen(cursor, count))
      .orderBy(sort.key, sort.direction)
      .orderBy('p.id', sort.direction)
      .execute()
  if (isWanted) return sift(read, isWanted, sort, wishes.cursor, limit)
  return cut(await read(wishes.cursor, limit + 1), limit, sort)
}

function cut(rows: readonly Listed[], limit: number, sort: Sort): PolicyPage {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return { rows: kept, ...(rows.length > limit && last && { nextCursor: sort.cursorOf(last) }) }
}

async function sift(
  read: (cursor: string | undefined, count: number) => Promise<Listed[]>,
  isWanted: (row: Listed) => boolean,
  sort: Sort,
  begin: string | undefined,
  limit: number,
): Promise<PolicyPage> {
  const found: Listed[] = []
  let cursor = begin
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += BATCH) {
    const rows = await read(cursor, BATCH)
    found.push(...rows.filter(isWanted))
    if (found.length > limit || rows.length < BATCH) return cut(found, limit, sort)
    const last = rows.at(-1)
    cursor = last && sort.cursorOf(last)
  }
  return { rows: found, ...(cursor !== undefined && { nextCursor: cursor }) }
}

function conditions(
  where: Where,
  shelf: Shelf,
  wishes: ListWishes & { readonly search: string | undefined },
  now: Date,
): Expression<SqlBool>[] {
  const { region, industry, department, category, redemption, open, validity, search } = wishes
  const isOwn = 'departmentId' in shelf
  const given: (Expression<SqlBool> | undefined)[] = [
    where('p.publication', '=', shelf.publication),
    isOwn ? where('p.department_id', '=', shelf.departmentId) : where('p.published_at', 'is not', null),
    search === undefined ? undefined : isFound(search, isOwn),
    region === undefined ? undefined : appliesIn(where, region),
    industry === undefined ? undefined : isForIndustry(where, industry),
    department === undefined ? undefined : where('p.department_id', '=', department),
    category === undefined ? undefined : where('p.category', '=', category),
    redemption === undefined ? undefined : where('p.redemption', '=', redemption),
    open === undefined ? undefined : where.and([isValid(where, 'in-force', now), isOpen(where, now)]),
    validity === undefined ? undefined : isValid(where, validity, now),
    validity === undefined && !isOwn ? isLive(where, now) : undefined,
  ]
  return given.filter(condition => condition !== undefined)
}

/** Published items by the index of their words, a department's few others by looking. */
function isFound(search: string, isOwn: boolean): Expression<SqlBool> {
  return isOwn
    ? sql<boolean>`p.words @@ ${search}::tsquery`
    : sql<boolean>`p.id in (select w.policy_id from policy_words w where w.words @@ ${search}::tsquery)`
}

/** What applies in all of a region: its own, those of the regions it lies in, and what is national. */
function appliesIn(where: Where, region: string): Expression<SqlBool> {
  const around = [2, 4, 6, 9, 12].filter(length => length <= region.length)
  return where.or([
    where('p.level', '=', 'national'),
    where(
      'p.region_code',
      'in',
      around.map(length => region.slice(0, length)),
    ),
  ])
}

/** What is for an industry, for all, or for a part of it. */
function isForIndustry(where: Where, industry: string): Expression<SqlBool> {
  return where.or([
    sql<boolean>`p.industries = '[]'::jsonb`,
    sql<boolean>`exists (select from jsonb_array_elements_text(p.industries) i
      where starts_with(${industry}, i) or starts_with(i, ${industry}))`,
  ])
}

function isOpen(where: Where, now: Date): Expression<SqlBool> {
  return where.and([where('p.opens_at', '<=', now), where('p.closes_at', '>', now)])
}

/** As `validityAt` has it. */
function isValid(where: Where, validity: Validity, now: Date): Expression<SqlBool> {
  const today = legalDateAt(now)
  const isExpired = where('p.effective_to', '<', today)
  const isKept = where.and([isLasting(where, today), where.not(where.exists(successorOf(where, now)))])
  const isAhead = where.or([where('p.publication', '=', 'draft'), where('p.effective_from', '>', today)])
  const isBegun = where.and([
    where('p.publication', '=', 'published'),
    where('p.effective_from', '<=', today),
  ])
  const isWithdrawn = where('p.publication', '=', 'withdrawn')
  switch (validity) {
    case 'withdrawn':
      return isWithdrawn
    case 'expired':
      return where.and([where.not(isWithdrawn), isExpired])
    case 'superseded':
      return where.and([
        where.not(isWithdrawn),
        isLasting(where, today),
        where.exists(successorOf(where, now)),
      ])
    case 'upcoming':
      return where.and([where.not(isWithdrawn), isKept, isAhead])
    case 'in-force':
      return where.and([isKept, isBegun, where('p.exhausted_at', 'is', null)])
    case 'exhausted':
      return where.and([isKept, isBegun, where('p.exhausted_at', 'is not', null)])
  }
}

/** What one can have, or will be able to, or could. */
function isLive(where: Where, now: Date): Expression<SqlBool> {
  return where.and([isLasting(where, legalDateAt(now)), where.not(where.exists(successorOf(where, now)))])
}

function isLasting(where: Where, today: string): Expression<SqlBool> {
  return where.or([where('p.effective_to', 'is', null), where('p.effective_to', '>=', today)])
}
