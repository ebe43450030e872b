/** Codes that were issued, and the positions of status lists. */
import type { Kysely } from 'kysely'

export async function up(_db: Kysely<unknown>): Promise<void> {}
