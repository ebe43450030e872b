/** Opens the store that a configuration names. */
import type { PGlite } from '@electric-sql/pglite'
import { SetUpError } from '../set-up-error.js'
import { openFolderStore } from './folder-store.js'
import { openPostgresqlStore } from './postgresql-store.js'
import type { Store } from './store.js'

export interface StoreConfiguration {
  /** PostgreSQL's address; without one the store is in the folder. */
  readonly databaseUrl?: string | undefined
  readonly folder: string
  readonly poolSize?: number | undefined
  readonly now: () => Date
  /** Told of a connection that broke while nobody used it. */
  readonly onConnectionLost?: (error: Error) => void
}

export interface OpenedStore extends Store {
  /** The way to the same database, as its owner, for a library that has its own. */
  readonly database: { readonly url: string } | { readonly pglite: PGlite }
}

/**
 * PostgreSQL where there is an address, a folder of this process where there is none.
 *
 * @throws {SetUpError} `ERR_DATABASE` for a database that cannot be reached or worked with, `ERR_ROLE_MISSING` and
 *   `ERR_FOLDER_IN_USE` as the stores say
 */
export async function openStore(configuration: StoreConfiguration): Promise<OpenedStore> {
  const { databaseUrl: url, folder, poolSize, now, onConnectionLost } = configuration
  if (url === undefined) {
    const store = await openFolderStore({ folder, now })
    return { ...store, database: { pglite: store.pglite } }
  }
  const options = {
    url,
    now,
    ...(poolSize !== undefined && { poolSize }),
    ...(onConnectionLost && { onConnectionLost }),
  }
  const store = await openPostgresqlStore(options).catch((error: unknown) => {
    throw error instanceof SetUpError ? error : unreachable(error)
  })
  return { ...store, database: { url } }
}

/** What the driver says, which names the server's complaint and no password. */
function unreachable(error: unknown): SetUpError {
  const { code, message } = error instanceof Error && 'code' in error ? error : { code: 'fault', message: '' }
  return new SetUpError(
    'ERR_DATABASE',
    `The database of DATABASE_URL cannot be used (${[code, message].filter(Boolean).join(': ')}). Check the address, that the server runs, and what its role may do.`,
    { cause: error },
  )
}
