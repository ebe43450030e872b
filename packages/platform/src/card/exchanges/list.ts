/** An enterprise's exchanges, offered and received. */
import type { Page } from '@qiyema/core/contract'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { newestFirst, type PageWishes } from '../../http/newest-first.js'
import type { Database } from '../../store/schema.js'
import type { Db } from '../../store/store.js'
import type { ExchangeRow, ExchangeState } from './steps.js'

type Where = ExpressionBuilder<Database, 'card_exchanges'>

const takePage = newestFirst('exchanges', 'exchange', 'offered_at')

export interface ExchangeWishes extends PageWishes {
  readonly direction?: 'offered' | 'received' | undefined
  readonly state?: ExchangeState | undefined
}

/** A page, newest first. */
export async function listExchanges(
  db: Db,
  enterpriseId: string,
  { direction, state, ...page }: ExchangeWishes,
  now: Date,
): Promise<Page<ExchangeRow>> {
  let query = db
    .selectFrom('card_exchanges')
    .selectAll()
    .where(where => isOn(direction, enterpriseId, where))
  if (state) query = query.where(where => isIn(state, now, where))
  return takePage(query, page)
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
