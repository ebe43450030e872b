/** An enterprise's own needs. */
import type { Page } from '@qiyema/core/contract'
import { id } from '@qiyema/core/contract'
import * as z from 'zod/mini'
import { createCursor, cutPage, DEFAULT_PAGE } from '../../http/cursor.js'
import type { Call } from '../../http/handler.js'
import { borrowerIdOf, type NeedRow, type NeedState } from './need.js'
import { isIn } from './shown.js'

const cursor = createCursor('needs newest', z.tuple([z.iso.datetime(), id('need')]))

export interface NeedListWishes {
  readonly state?: NeedState | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** A page, newest first. */
export async function listNeeds(
  { db, caller, now }: Pick<Call, 'db' | 'caller' | 'now'>,
  { state, cursor: after, limit = DEFAULT_PAGE }: NeedListWishes,
): Promise<Page<NeedRow>> {
  let query = db.selectFrom('loan_needs').selectAll().where('enterprise_id', '=', borrowerIdOf(caller))
  if (state) query = query.where(where => isIn(state, caller, now, where))
  if (after !== undefined) {
    const [at, lastId] = cursor.read(after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('posted_at', 'id'), '<', tuple(new Date(at), lastId)),
    )
  }
  const rows = await query
    .orderBy('posted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return cutPage(
    rows,
    limit,
    row => row,
    row => cursor.write([row.posted_at.toISOString(), row.id]),
  )
}
