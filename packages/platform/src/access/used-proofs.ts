/** What counts once: proofs of possession and client assertions, remembered until they would be refused for their age. */
import type { Db } from '../store/store.js'

/**
 * True for whoever comes first with a proof. Two at once are told apart by the database, whichever node they reached.
 *
 * @param proof - a hash that names it
 * @param usableUntil - after which it is refused for its age
 */
export async function takeOnce(db: Db, proof: string, usableUntil: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('used_proofs')
    .values({ proof, expires_at: usableUntil })
    .onConflict(conflict => conflict.column('proof').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Forgets what nobody could use any more. For a job, every few minutes. */
export async function forgetUsedProofs(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('used_proofs').where('expires_at', '<', now).execute()
}
