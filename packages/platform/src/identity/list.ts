/** An enterprise's delegations, newest first. */
import type { Page } from '@qiyema/core/contract'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { newestFirst, type PageWishes } from '../http/newest-first.js'
import type { DelegationRow, DelegationState } from '../registry/delegations.js'
import type { Database } from '../store/schema.js'
import type { Db } from '../store/store.js'

type Where = ExpressionBuilder<Database, 'delegations'>

const takePage = newestFirst('delegations', 'delegation', 'from_at')

export interface ListWishes extends PageWishes {
  readonly enterpriseId: string
  /** Only this person's. */
  readonly personId?: string | undefined
  readonly state?: DelegationState | undefined
}

export async function listDelegations(
  db: Db,
  { enterpriseId, personId, state, ...page }: ListWishes,
  now: Date,
): Promise<Page<DelegationRow>> {
  let query = db.selectFrom('delegations').selectAll().where('enterprise_id', '=', enterpriseId)
  if (personId !== undefined) query = query.where('person_id', '=', personId)
  if (state) query = query.where(where => isIn(state, now, where))
  return takePage(query, page)
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
