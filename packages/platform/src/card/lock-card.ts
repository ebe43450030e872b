/** Changes of one enterprise's card come one after the other: limits are counted, and versions compared, by one at a time. */
import { sql } from 'kysely'
import type { Db } from '../store/store.js'

/** To the end of the transaction. */
export async function lockCard(db: Db, enterpriseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`card ${enterpriseId}`}, 0))`.execute(db)
}
