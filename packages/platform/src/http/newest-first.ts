/** Lists in the order that most have: newest first, by a moment and, for those of one moment, by id. */
import { type IdKind, id, type Page } from '@qiyema/core/contract'
import { type SelectQueryBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../store/schema.js'
import { createCursor, cutPage, DEFAULT_PAGE } from './cursor.js'

/** No database has the year 0. */
const moment = z.iso.datetime().check(z.regex(/^[1-9]/))

/** Which page: the one after a cursor, and how long it may be. */
export interface PageWishes {
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** Takes a page of what a query selects. */
export type TakePage<Column extends string> = <
  Table extends keyof Database,
  Row extends { readonly id: string } & Readonly<Record<Column, Date>>,
>(
  query: SelectQueryBuilder<Database, Table, Row>,
  wishes: PageWishes,
) => Promise<Page<Row>>

/**
 * Makes what takes pages of one list. Others may come and go meanwhile: nothing is shown twice, and nothing that stays is
 * left out.
 *
 * @param list - names the list, so that no cursor is taken for another's
 * @param kind - of its ids
 * @param column - the moment that it goes by, which never changes
 *
 * @example
 * ```ts
 * const takePage = newestFirst('needs', 'need', 'posted_at')
 * const page = await takePage(db.selectFrom('loan_needs').selectAll(), { limit: 20 })
 * ```
 */
export function newestFirst<Column extends string>(
  list: string,
  kind: IdKind,
  column: Column,
): TakePage<Column> {
  const cursor = createCursor(`${list} newest`, z.tuple([moment, id(kind)]))
  const [at, own] = [sql.ref(column), sql.ref('id')]
  return async (query, { cursor: after, limit = DEFAULT_PAGE }) => {
    const [lastAt, lastId] = after === undefined ? [] : cursor.read(after)
    const rows = await query
      .$if(lastAt !== undefined, begun =>
        begun.where(sql<boolean>`(${at}, ${own}) < (${new Date(lastAt ?? 0)}, ${lastId ?? ''})`),
      )
      .orderBy(at, 'desc')
      .orderBy(own, 'desc')
      .limit(limit + 1)
      .execute()
    return cutPage(
      rows,
      limit,
      row => row,
      row => cursor.write([row[column].toISOString(), row.id]),
    )
  }
}
