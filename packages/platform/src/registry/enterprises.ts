/** Enterprises as registers have them. Anyone may read them. */
import type { Selectable } from 'kysely'
import type { Db } from '../store/store.js'
import type { EnterpriseTable } from './tables.js'

export type EnterpriseRow = Selectable<EnterpriseTable>

export async function findEnterpriseByUscc(db: Db, uscc: string): Promise<EnterpriseRow | undefined> {
  return db.selectFrom('enterprises').selectAll().where('uscc', '=', uscc).executeTakeFirst()
}

/** One that the caller knows to be there, since a row of its own names it. */
export async function enterpriseOf(db: Db, id: string): Promise<EnterpriseRow> {
  return db.selectFrom('enterprises').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Whether it may begin something new: a code, a need. One that is closed may not, and what it has is not taken from it. */
export function isOperating({ registration_status: status }: EnterpriseRow): boolean {
  return status === 'active'
}
