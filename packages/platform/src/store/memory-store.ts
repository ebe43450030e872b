/** A store in this process's memory, gone with it: for the sandbox and tests, in Node and in browsers. */
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { COLUMN_PARSERS } from './column-types.js'
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
  const pglite = await PGlite.create({
    parsers: COLUMN_PARSERS,
    ...(dump && { loadDataDir: dump }),
  })
  const kysely = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  await migrate(kysely)
  return {
    ...createStore(kysely, { engine: 'pglite', now }),
    pglite,
    dump: () => pglite.dumpDataDir('none'),
  }
}
