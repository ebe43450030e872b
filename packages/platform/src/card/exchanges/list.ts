/** An enterprise's exchanges, offered and received. */
import { id, type Page } from '@qiyema/core/contract'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import * as z from 'zod/mini'
import { createCursor, cutPage, DEFAULT_PAGE } from '../../http/cursor.js'
import type { Database } from '../../store/schema.js'
import type { Db } from '../../store/store.js'
import type { ExchangeRow, ExchangeState } from './steps.js'

type Where = ExpressionBuilder<Database, 'card_exchanges'>

const cursor = createCursor('exchanges newest', z.tuple([z.iso.datetime(), id('exchange')]))

export interface ExchangeWishes {
  readonly direction?: 'offered' | 'received' | undefined
  readonly state?: ExchangeState | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** A page, newest first. */
export async function listExchanges(
  db: Db,
  enterpriseId: string,
  { direction, state, cursor: after, limit = DEFAULT_PAGE }: ExchangeWishes,
  now: Date,
): Promise<Page<ExchangeRow>> {
  let query = db
    .selectFrom('card_exchanges')
    .selectAll()
    .where(where => isOn(direction, enterpriseId, where))
  if (state) query = query.where(where => isIn(state, now, where))
  if (after !== undefined) {
    const [at, lastId] = cursor.read(after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('offered_at', 'id'), '<', tuple(new Date(at), lastId)),
    )
  }
  const rows = await query
    .orderBy('offered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return cutPage(
    rows,
    limit,
    row => row,
    row => cursor.write([row.offered_at.toISOString(), row.id]),
  )
}

function isOn(
  direction: ExchangeWishes['direction'],
  enterpriseId: string,
  where: Where,
): Expression<SqlBool> {
  const isOffered = where('from_id', '=', enterpriseId)
  const isReceived = where('to_id', '=', enterpriseId)
  switch (direction) {
    case 'offered':
      return isOffered
    case 'received':
      return isReceived
    default:
      return where.or([isOffered, isReceived])
  }
}

/** As `stateAt` has it. */
function isIn(state: ExchangeState, now: Date, where: Where): Expression<SqlBool> {
  const isOffer = where('state', '=', 'offered')
  switch (state) {
    case 'offered':
      return where.and([isOffer, where('expires_at', '>', now)])
    case 'expired':
      return where.or([where('state', '=', 'expired'), where.and([isOffer, where('expires_at', '<=', now)])])
    default:
      return where('state', '=', state)
  }
}
