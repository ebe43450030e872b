/** The one door to the database: every statement runs in a transaction under somebody's tenant. */
import { CompiledQuery, type Kysely } from 'kysely'
import type { Db } from './db.js'
import { beginAndEnter, enter } from './enter.js'
import type { Database } from './schema.js'
import type { Tenant } from './tenant.js'

export type { Db } from './db.js'
export { asTenant } from './enter.js'

export interface Store {
  /** Does work in one transaction: all of it holds, or nothing. */
  transact<Result>(tenant: Tenant, work: (db: Db) => Promise<Result>): Promise<Result>
  readonly engine: 'pglite' | 'postgresql'
  close(): Promise<void>
}

export interface StoreOptions {
  readonly engine: Store['engine']
  readonly now: () => Date
}

/**
 * A store over a database whose tables are there.
 *
 * @param kysely - for PostgreSQL with the dialect that leaves `begin` to what enters a transaction
 */
export function createStore(kysely: Kysely<Database>, { engine, now }: StoreOptions): Store {
  const start = engine === 'postgresql' ? beginAndEnter : enter
  return {
    engine,
    transact: (tenant, work) =>
      kysely.transaction().execute(async db => {
        await start(db, tenant, now())
        return work(db)
      }),
    close: () => kysely.destroy(),
  }
}

/** A statement that a library wrote, in a transaction of ours. */
export async function executeSql(
  db: Db,
  text: string,
  values: readonly unknown[] = [],
): Promise<{ readonly rows: Record<string, unknown>[] }> {
  return db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...values]))
}
