/** The store of a browser: one IndexedDB database of the origin. */
import { createStore, get, set, type UseStore } from 'idb-keyval'
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
  let opened: UseStore | undefined
  // Opened on first use, so that making the store on a server touches nothing.
  const store = () => (opened ??= createStore(databaseName, 'lists'))
  return {
    get: async key => get<string>(key, store()),
    set: async (key, value) => set(key, value, store()),
  }
}
