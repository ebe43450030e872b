/** Disputes as each may see them: an enterprise its own, a partner's page those submitted there, a department those it keeps. */
import type { Page } from '@qiyema/core/contract'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { type Caller, ensureOfficer } from '../../access/caller.js'
import { newestFirst, type PageWishes } from '../../http/newest-first.js'
import type { Database } from '../../store/schema.js'
import type { Db } from '../../store/store.js'
import { cardHolder } from '../own-card.js'
import type { CorrectionRow } from './submit.js'

type Where = ExpressionBuilder<Database, 'corrections'>

const takePage = newestFirst('corrections', 'correction', 'submitted_at')

export interface CorrectionWishes extends PageWishes {
  readonly state?: CorrectionRow['state'] | undefined
}

/**
 * A page, newest first.
 *
 * @throws {PlatformProblem} `forbidden`
 */
export async function listCorrections(
  db: Db,
  caller: Caller,
  { state, ...page }: CorrectionWishes,
): Promise<Page<CorrectionRow>> {
  const isShown = await isShownTo(db, caller)
  let query = db.selectFrom('corrections').selectAll().where(isShown)
  if (state) query = query.where('state', '=', state)
  return takePage(query, page)
}

/** Of enterprises in one of these regions. */
export function coversEnterprise(regions: readonly string[], where: Where): Expression<SqlBool> {
  return where.exists(
    where
      .selectFrom('enterprises as e')
      .select('e.id')
      .whereRef('e.id', '=', 'corrections.enterprise_id')
      .where(({ or }) => or(regions.map(region => sql<boolean>`starts_with(e.region_code, ${region})`))),
  )
}

async function isShownTo(db: Db, caller: Caller): Promise<(where: Where) => Expression<SqlBool>> {
  if (caller.kind === 'officer') {
    const { departmentId, regions } = ensureOfficer(caller, 'data-officer')
    return where => where.and([where('department_id', '=', departmentId), coversEnterprise(regions, where)])
  }
  const { id: enterpriseId } = await cardHolder(db, caller)
  return where =>
    where.and([
      where('enterprise_id', '=', enterpriseId),
      ...(caller.kind === 'widget' ? [where('partner_id', '=', caller.partnerId)] : []),
    ])
}
