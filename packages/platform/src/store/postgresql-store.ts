/** A store in PostgreSQL: the one for production, shared by as many nodes as there are. */
import { Kysely, PostgresDialect } from 'kysely'
import { Pool, type PoolConfig, types } from 'pg'
import { COLUMN_PARSERS } from './column-types.js'
import { migrate } from './migrate.js'
import { createEnteredDialect } from './postgresql-dialect.js'
import { createPreparedPool } from './prepared-pool.js'
import type { Database } from './schema.js'
import { createStore, type Store } from './store.js'

const POOL_SIZE = 20
/** A statement that runs longer holds up others more than its answer is worth. */
const STATEMENT_MILLISECONDS = 10_000
const IDLE_IN_TRANSACTION_MILLISECONDS = 15_000
const CONNECT_MILLISECONDS = 5_000

export interface PostgresqlStoreOptions {
  /** `postgresql://user:password@host:port/database`, as the role that owns the tables and is no superuser. */
  readonly url: string
  readonly now: () => Date
  /** Connections of this node. */
  readonly poolSize?: number
  /** Told of a connection that broke while nobody used it. The pool makes another. */
  readonly onConnectionLost?: (error: Error) => void
}

/**
 * Opens the store of a database and brings its tables up to date.
 *
 * @throws {Error} of the driver, when the database cannot be reached or its role may not create tables
 */
export async function openPostgresqlStore(options: PostgresqlStoreOptions): Promise<Store> {
  const { url, now, poolSize = POOL_SIZE, onConnectionLost } = options
  await migrateDatabase(url)
  const pool = createPool({
    ...connectionTo(url),
    max: poolSize,
    statement_timeout: STATEMENT_MILLISECONDS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MILLISECONDS,
  })
  if (onConnectionLost) pool.on('error', onConnectionLost)
  const kysely = new Kysely<Database>({ dialect: createEnteredDialect({ pool: createPreparedPool(pool) }) })
  return createStore(kysely, { engine: 'postgresql', now })
}

/** On a connection of its own, since a migration may take longer than a request. */
async function migrateDatabase(url: string): Promise<void> {
  const pool = createPool({ ...connectionTo(url), max: 1 })
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrate(kysely)
  } finally {
    await kysely.destroy()
  }
}

/** A server that goes away would take this process with it if nobody listened, be a connection idle or between two statements. */
function createPool(config: PoolConfig): Pool {
  const pool = new Pool(config)
  pool.on('error', () => {})
  // The transaction that has the connection hears of it from its next statement.
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

function connectionTo(url: string): PoolConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    application_name: 'qiyema',
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        (format !== 'binary' && COLUMN_PARSERS[type]) || types.getTypeParser(type, format),
    } as NonNullable<PoolConfig['types']>,
  }
}
