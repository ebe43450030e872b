/** An enterprise's own needs. */
import type { Page } from '@qiyema/core/contract'
import type { Call } from '../../http/handler.js'
import { newestFirst, type PageWishes } from '../../http/newest-first.js'
import { borrowerIdOf, type NeedRow, type NeedState } from './need.js'
import { isIn } from './shown.js'

const takePage = newestFirst('needs', 'need', 'posted_at')

export interface NeedListWishes extends PageWishes {
  readonly state?: NeedState | undefined
}

/** A page, newest first. */
export async function listNeeds(
  { db, caller, now }: Pick<Call, 'db' | 'caller' | 'now'>,
  { state, ...page }: NeedListWishes,
): Promise<Page<NeedRow>> {
  let query = db.selectFrom('loan_needs').selectAll().where('enterprise_id', '=', borrowerIdOf(caller))
  if (state) query = query.where(where => isIn(state, caller, now, where))
  return takePage(query, page)
}
