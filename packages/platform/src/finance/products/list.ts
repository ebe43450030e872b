/** Products in the county's own order, which recommends none. */
import type { Page } from '@qiyema/core/contract'
import { id } from '@qiyema/core/contract'
import { sql } from 'kysely'
import * as z from 'zod/mini'
import { createCursor, cutPage, DEFAULT_PAGE } from '../../http/cursor.js'
import type { Call } from '../../http/handler.js'
import { PlatformProblem } from '../../http/problems.js'
import type { Db } from '../../store/store.js'
import type { Purpose } from '../tables.js'
import { factsFor, matchOf } from './match.js'
import { createBanks, type Product, type ProductRow, productAnswer } from './product.js'

const cursor = createCursor('products in order', z.tuple([z.int(), id('product')]))

export interface ProductWishes {
  readonly purpose?: Purpose | undefined
  readonly bank?: string | undefined
  readonly match?: 'yes' | 'no' | 'need-info' | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** @throws {PlatformProblem} `unauthenticated` for who asks what matches and is no enterprise's */
export async function listProducts(
  { db, caller, now }: Pick<Call, 'db' | 'caller' | 'now'>,
  wishes: ProductWishes,
): Promise<Page<Product>> {
  const { match, limit = DEFAULT_PAGE } = wishes
  const facts = await factsFor(db, caller, now)
  if (match && !facts) throw new PlatformProblem('unauthenticated')
  const judged = (await rowsAfter(db, wishes, limit)).map(row => ({
    row,
    match: facts && matchOf(row, facts),
  }))
  const wanted = judged.filter(found => match === undefined || found.match?.result === match)
  const bankOf = await createBanks(
    db,
    wanted.map(({ row }) => row.partner_id),
  )
  return cutPage(
    wanted,
    limit,
    found => productAnswer(found.row, bankOf(found.row.partner_id), found.match),
    ({ row }) => cursor.write([row.position, row.id]),
  )
}

/** One more than fits; all that are left where what matches is yet to be found, since a county has hundreds and not more. */
async function rowsAfter(db: Db, wishes: ProductWishes, limit: number): Promise<ProductRow[]> {
  const { purpose, bank, match, cursor: after } = wishes
  let query = db.selectFrom('loan_products').selectAll()
  if (purpose) query = query.where(sql<boolean>`purposes @> ${JSON.stringify([purpose])}::jsonb`)
  if (bank !== undefined) query = query.where('partner_id', '=', bank)
  if (after !== undefined) {
    const [position, lastId] = cursor.read(after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('position', 'id'), '>', tuple(position, lastId)),
    )
  }
  if (match === undefined) query = query.limit(limit + 1)
  return query.orderBy('position').orderBy('id').execute()
}

/** @throws {PlatformProblem} `not_found` */
export async function readProduct(
  { db, caller, now }: Pick<Call, 'db' | 'caller' | 'now'>,
  productId: string,
): Promise<Product> {
  const row = await db.selectFrom('loan_products').selectAll().where('id', '=', productId).executeTakeFirst()
  if (!row) throw new PlatformProblem('not_found')
  const facts = await factsFor(db, caller, now)
  const bankOf = await createBanks(db, [row.partner_id])
  return productAnswer(row, bankOf(row.partner_id), facts && matchOf(row, facts))
}
