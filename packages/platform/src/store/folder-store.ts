/** A store in a folder: PostgreSQL inside of this process, for development and demonstrations. It is never synced to disk. */
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { createPglite } from './create-pglite.js'
import { lockFolder } from './folder-lock.js'
import { migrate } from './migrate.js'
import type { Database } from './schema.js'
import { createStore, type Store } from './store.js'

export interface FolderStoreOptions {
  readonly folder: string
  readonly now: () => Date
}

export interface FolderStore extends Store {
  /** The engine, for a library that brings statements of its own. */
  readonly pglite: PGlite
}

/**
 * Opens the store of a folder, making it the first time.
 *
 * It outlives the process, however that ends; in a power cut everything since the last sync may be gone.
 *
 * @throws {SetUpError} `ERR_FOLDER_IN_USE` while another process has the folder
 */
export async function openFolderStore({ folder, now }: FolderStoreOptions): Promise<FolderStore> {
  const lock = await lockFolder(folder)
  try {
    const pglite = await createPglite({ dataDir: join(folder, 'database') })
    const kysely = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
    await migrate(kysely)
    const store = createStore(kysely, { engine: 'pglite', now })
    return {
      ...store,
      pglite,
      async close() {
        await store.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}
