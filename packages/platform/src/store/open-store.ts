/** Opens the store that a configuration names. */
import { openFolderStore } from './folder-store.js'
import { openPostgresqlStore } from './postgresql-store.js'
import type { Store } from './store.js'

export interface StoreConfiguration {
  /** PostgreSQL's address; without one the store is in the folder. */
  readonly databaseUrl?: string | undefined
  readonly folder: string
  readonly poolSize?: number | undefined
  readonly now: () => Date
}

/** PostgreSQL where there is an address, a folder of this process where there is none. */
export async function openStore(configuration: StoreConfiguration): Promise<Store> {
  const { databaseUrl, folder, poolSize, now } = configuration
  if (databaseUrl === undefined) return openFolderStore({ folder, now })
  return openPostgresqlStore({ url: databaseUrl, now, ...(poolSize !== undefined && { poolSize }) })
}
