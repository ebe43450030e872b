/** An enterprise's delegations, newest first. */
import type { Page } from '@qiyema/core/contract'
import { id } from '@qiyema/core/contract'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import * as z from 'zod/mini'
import { createCursor, cutPage, DEFAULT_PAGE } from '../http/cursor.js'
import type { DelegationRow, DelegationState } from '../registry/delegations.js'
import type { Database } from '../store/schema.js'
import type { Db } from '../store/store.js'

type Where = ExpressionBuilder<Database, 'delegations'>

const cursor = createCursor('delegations newest', z.tuple([z.iso.datetime(), id('delegation')]))

export interface ListWishes {
  readonly enterpriseId: string
  /** Only this person's. */
  readonly personId?: string | undefined
  readonly state?: DelegationState | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

export async function listDelegations(
  db: Db,
  { enterpriseId, personId, state, cursor: after, limit = DEFAULT_PAGE }: ListWishes,
  now: Date,
): Promise<Page<DelegationRow>> {
  let query = db.selectFrom('delegations').selectAll().where('enterprise_id', '=', enterpriseId)
  if (personId !== undefined) query = query.where('person_id', '=', personId)
  if (state) query = query.where(where => isIn(state, now, where))
  if (after !== undefined) {
    const [at, lastId] = cursor.read(after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('from_at', 'id'), '<', tuple(new Date(at), lastId)),
    )
  }
  const rows = await query
    .orderBy('from_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return cutPage(
    rows,
    limit,
    row => row,
    row => cursor.write([row.from_at.toISOString(), row.id]),
  )
}

/** The state at a moment, as `stateAt` has it. */
function isIn(state: DelegationState, now: Date, where: Where): Expression<SqlBool> {
  const isVoided = where('voided_at', 'is not', null)
  const isEnded = where.or([where('ended_at', 'is not', null), where('until_at', '<=', now)])
  switch (state) {
    case 'voided':
      return isVoided
    case 'ended':
      return where.and([where.not(isVoided), isEnded])
    case 'active':
      return where.and([
        where.not(isVoided),
        where('ended_at', 'is', null),
        where.or([where('until_at', 'is', null), where('until_at', '>', now)]),
      ])
  }
}
