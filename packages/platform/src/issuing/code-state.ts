/** Changes of state, of a code and of its position in the list at once; and who is told. */

import { type Selectable, sql } from 'kysely'
import type { CodeTable } from '../code/tables.js'
import type { CallEvent, PlainData } from '../http/handler.js'
import { asTenant, type Db } from '../store/store.js'

export type CodeRow = Selectable<CodeTable>
export type CodeReason = NonNullable<CodeRow['reason']>

export interface StateChange {
  readonly from: readonly CodeRow['state'][]
  readonly to: CodeRow['state']
  readonly reason: CodeReason | null
  readonly note?: string | undefined
  readonly replacedBy?: string | undefined
}

/**
 * Lets the codes of one enterprise change one after the other, to the end of the transaction: none is issued while the enterprise
 * is being closed, and of two who want the last place one finds it taken. Taken before any row is locked.
 */
export async function lockCodes(db: Db, enterpriseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`code ${enterpriseId}`}, 0))`.execute(db)
}

/** Brings codes into another state, those that are in one of `from`; gives the ones that it has brought there. */
export async function changeState(
  db: Db,
  codeIds: readonly string[],
  { from, to, reason, note, replacedBy }: StateChange,
  now: Date,
): Promise<CodeRow[]> {
  if (codeIds.length === 0) return []
  const changed = await db
    .updateTable('codes')
    .set({ state: to, reason, note: note ?? null, replaced_by: replacedBy ?? null, changed_at: now })
    .where('id', 'in', codeIds)
    .where('state', 'in', from)
    .returningAll()
    .execute()
  await markPositions(db, changed, now)
  return changed
}

/** Lists are everybody's: whoever may change a code's state has it written there by the platform. */
async function markPositions(db: Db, codes: readonly CodeRow[], now: Date): Promise<void> {
  await asTenant(db, { kind: 'platform' }, async platform => {
    for (const { list, index, state } of codes)
      await platform
        .updateTable('status_positions')
        .set({ state })
        .where('list', '=', list)
        .where('index', '=', index)
        .execute()
    // In the order of their numbers, so that two who change several lists never wait for each other.
    for (const list of [...new Set(codes.map(code => code.list))].toSorted((one, other) => one - other))
      await platform
        .updateTable('status_lists')
        .set(({ eb, fn, val }) => ({
          version: eb('version', '+', 1),
          changed_at: fn<Date>('greatest', ['changed_at', val(now)]),
        }))
        .where('list', '=', list)
        .execute()
  })
}

/** How a change is written down and told; a call's or a job's. */
export interface CodeEffects {
  audit(action: string, subject: string, data?: PlainData): Promise<void>
  emit(event: CallEvent): Promise<void>
}

/**
 * Writes changes down and tells the partners who have a consent of the enterprise in force: they act on its code, and others
 * learn it from the status list.
 *
 * @param action - `code.revoke`
 */
export async function tellOfCodes(
  db: Db,
  action: string,
  codes: readonly CodeRow[],
  now: Date,
  { audit, emit }: CodeEffects,
): Promise<void> {
  for (const code of codes) {
    const { id, enterprise_id: enterprise, uscc, state, reason, replaced_by: replacedBy } = code
    await audit(action, id, { enterprise, ...(reason && { reason }), ...(replacedBy && { replacedBy }) })
    await emit({
      type: EVENT_OF[state],
      resource: id,
      partners: await partnersWithConsent(db, enterprise, now),
      data: { codeId: id, uscc, state, ...(reason && { reason }), ...(replacedBy && { replacedBy }) },
    })
  }
}

const EVENT_OF = {
  valid: 'code.resumed',
  suspended: 'code.suspended',
  revoked: 'code.revoked',
} as const satisfies Record<CodeRow['state'], CallEvent['type']>

async function partnersWithConsent(db: Db, enterpriseId: string, now: Date): Promise<readonly string[]> {
  // An officer sees no consents, and is not told who has one.
  return asTenant(db, { kind: 'platform' }, async platform => {
    const rows = await platform
      .selectFrom('consents')
      .select('partner_id')
      .distinct()
      .where('enterprise_id', '=', enterpriseId)
      .where('partner_id', 'is not', null)
      .where('state', '=', 'active')
      .where('until_at', '>', now)
      .execute()
    return rows.flatMap(({ partner_id: partner }) => partner ?? [])
  })
}
