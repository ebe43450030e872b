/** Partners as everybody may know them: a name, and whether it is a bank. */
import type { Selectable } from 'kysely'
import type { Db } from '../store/store.js'
import type { PartnerTable } from './tables.js'

export type PartnerRow = Selectable<PartnerTable>

export async function findPartner(db: Db, id: string): Promise<PartnerRow | undefined> {
  return db.selectFrom('partners').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Several at once, by id. */
export async function partnersOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, PartnerRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('partners')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}
