/** A store in this process's memory, gone with it: for the sandbox and tests, in Node and in browsers. */
import type { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { createPglite } from './create-pglite.js'
import { migrate } from './migrate.js'
import type { Database } from './schema.js'
import { createStore, type Store } from './store.js'

/** A database as a file. */
export type Dump = Blob

export interface MemoryStoreOptions {
  readonly now: () => Date
  /** Of a store that was filled before: opened much sooner than made anew. */
  readonly dump?: Dump
}

export interface MemoryStore extends Store {
  /** The engine, for a library that brings statements of its own. */
  readonly pglite: PGlite
  /** The whole database as a file, for other stores to begin with. */
  dump(): Promise<Dump>
}

/**
 * Opens a store in memory, empty or as a dump has it.
 *
 * @example
 * ```ts
 * const store = await openMemoryStore({ now: () => new Date() })
 * ```
 */
export async function openMemoryStore({ now, dump }: MemoryStoreOptions): Promise<MemoryStore> {
  const pglite = await (dump ? createPglite({ loadDataDir: dump }) : openEmpty())
  const kysely = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  await migrate(kysely)
  return {
    ...createStore(kysely, { engine: 'pglite', now }),
    pglite,
    async dump() {
      await pglite.exec('vacuum full')
      await pglite.exec('checkpoint')
      return pglite.dumpDataDir('none')
    },
  }
}

/** What a dump of it is opened with: a few megabytes are all it ever holds, and each is copied whenever one is opened. */
const SMALL = [
  "shared_buffers = '16MB'",
  "min_wal_size = '2MB'",
  "max_wal_size = '4MB'",
  'wal_level = minimal',
  'max_wal_senders = 0',
]

async function openEmpty(): Promise<PGlite> {
  const pglite = await createPglite({ initDbStartParams: ['--wal-segsize=1'] })
  for (const setting of SMALL) await pglite.exec(`alter system set ${setting}`)
  // Nobody makes another database of them here.
  await pglite.exec('update pg_database set datistemplate = false')
  for (const name of ['template0', 'template1']) await pglite.exec(`drop database ${name}`)
  return pglite
}
