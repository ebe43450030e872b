/** Policy items in their versions, matches that were made, and subscriptions. */
import type { Kysely } from 'kysely'

export async function up(_db: Kysely<unknown>): Promise<void> {}
