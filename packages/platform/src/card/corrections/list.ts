/** Disputes as each may see them: an enterprise its own, a partner's page those submitted there, a department those it keeps. */
import { id, type Page } from '@qiyema/core/contract'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import * as z from 'zod/mini'
import { type Caller, ensureOfficer } from '../../access/caller.js'
import { createCursor, cutPage, DEFAULT_PAGE } from '../../http/cursor.js'
import type { Database } from '../../store/schema.js'
import type { Db } from '../../store/store.js'
import { cardHolder } from '../own-card.js'
import type { CorrectionRow } from './submit.js'

type Where = ExpressionBuilder<Database, 'corrections'>

const cursor = createCursor('corrections newest', z.tuple([z.iso.datetime(), id('correction')]))

export interface CorrectionWishes {
  readonly state?: CorrectionRow['state'] | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/**
 * A page, newest first.
 *
 * @throws {PlatformProblem} `forbidden`
 */
export async function listCorrections(
  db: Db,
  caller: Caller,
  { state, cursor: after, limit = DEFAULT_PAGE }: CorrectionWishes,
): Promise<Page<CorrectionRow>> {
  const isShown = await isShownTo(db, caller)
  let query = db.selectFrom('corrections').selectAll().where(isShown)
  if (state) query = query.where('state', '=', state)
  if (after !== undefined) {
    const [at, lastId] = cursor.read(after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('submitted_at', 'id'), '<', tuple(new Date(at), lastId)),
    )
  }
  const rows = await query
    .orderBy('submitted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return cutPage(
    rows,
    limit,
    row => row,
    row => cursor.write([row.submitted_at.toISOString(), row.id]),
  )
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
