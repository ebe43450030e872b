/** Pictures, exchanges of cards, and corrections. */
import type { Kysely } from 'kysely'

export async function up(_db: Kysely<unknown>): Promise<void> {}
