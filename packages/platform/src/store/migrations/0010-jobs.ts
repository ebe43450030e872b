/** Jobs of a platform in one process, where nothing but the database keeps them. */
import type { Kysely } from 'kysely'

export async function up(_db: Kysely<unknown>): Promise<void> {}
