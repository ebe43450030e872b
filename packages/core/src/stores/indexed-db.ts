/** The store of a browser: one IndexedDB database of the origin. */
import { createStore, get, set } from 'idb-keyval'
import type { VerifierStore } from './store.js'

/**
 * Keeps a verifier's lists in IndexedDB. Each write is one transaction.
 *
 * @param databaseName - give each verifier with another trust root its own
 *
 * @example
 * ```ts no-run
 * import { indexedDbStore } from '@qiyema/core/stores'
 * import { createVerifier } from '@qiyema/core/verify'
 *
 * const verifier = createVerifier({ trust: { url, root }, store: indexedDbStore() })
 * ```
 */
export function indexedDbStore(databaseName = 'qiyema-verifier'): VerifierStore {
  const opened = lazily(() => createStore(databaseName, 'lists'))
  return {
    get: async key => get<string>(key, opened()),
    set: async (key, value) => set(key, value, opened()),
  }
}

/** Opened on first use: importing this module, or making the store on a server, touches nothing. */
function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}
