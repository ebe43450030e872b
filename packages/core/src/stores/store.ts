/** Where a verifier keeps what it fetched, so that it works offline after a restart. */

/**
 * A store of small texts. Each value is written whole or not at all; a verifier keeps everything under one key.
 * What comes out of it is verified again, so it need not be trusted, only private to its user.
 */
export interface VerifierStore {
  get(key: string): Promise<string | undefined>
  set(key: string, value: string): Promise<void>
}

/**
 * A store that lives as long as the program: the default, and shared by verifiers that are given the same one.
 *
 * @example
 * ```ts
 * import { memoryStore } from '@qiyema/core/stores'
 *
 * const store = memoryStore()
 * await store.set('a', 'b')
 * console.log(await store.get('a')) // b
 * ```
 */
export function memoryStore(): VerifierStore {
  const values = new Map<string, string>()
  return {
    get: async key => values.get(key),
    set: async (key, value) => void values.set(key, value),
  }
}
