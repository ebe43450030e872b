/** The one door to the database: every statement runs in a transaction under somebody's tenant. */
import type { Transaction } from 'kysely'
import type { Database } from './schema.js'
import type { Tenant } from './tenant.js'

export type Db = Transaction<Database>

export interface Store {
  /** Does work in one transaction: all of it holds, or nothing. */
  transact<Result>(tenant: Tenant, work: (db: Db) => Promise<Result>): Promise<Result>
  readonly engine: 'pglite' | 'postgresql'
  close(): Promise<void>
}
