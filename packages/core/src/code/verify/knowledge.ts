/**
 * What a verifier knows at one moment: a trust list and the status lists under it. It never changes once made; a
 * refresh makes another and puts it in this one's place, so that a verification sees one consistent state.
 */

import type { Suite, SuiteKey } from '../suites/suite.js'
import { readStatusList, type StatusList } from '../trust/status-list.js'
import {
  indexByKidPrefix,
  type TrustEntry,
  type TrustedIssuer,
  type TrustedKey,
  type TrustList,
} from '../trust/trust-list.js'

/** Status list tokens by their address; where there are several, the newest that holds is used. */
export type StatusTokens = ReadonlyMap<string, readonly string[]>

export class Knowledge {
  readonly suites: readonly Suite[]
  readonly trust: TrustList | undefined
  /** The signed text of `trust`, when it came as one. */
  readonly trustJwt: string | undefined
  readonly statusTokens: StatusTokens
  readonly #entries: ReadonlyMap<number, TrustEntry>
  readonly #keys = new Map<TrustedKey, Promise<SuiteKey | undefined>>()
  readonly #lists = new Map<string, Promise<StatusList | string>>()

  constructor(
    suites: readonly Suite[],
    trust?: TrustList,
    trustJwt?: string,
    statusTokens: StatusTokens = new Map(),
  ) {
    this.suites = suites
    this.trust = trust
    this.trustJwt = trustJwt
    this.statusTokens = statusTokens
    this.#entries = trust ? indexByKidPrefix(trust) : new Map()
  }

  entryFor(kidPrefix: number): TrustEntry | undefined {
    return this.#entries.get(kidPrefix)
  }

  suiteFor(key: TrustedKey): Suite | undefined {
    return this.suites.find(suite => suite.alg === key.alg)
  }

  /** The imported key; undefined when this runtime or its suite cannot use it. Imported once. */
  importedKey(key: TrustedKey): Promise<SuiteKey | undefined> {
    return remember(this.#keys, key, async () => {
      try {
        return await this.suiteFor(key)?.importKey(key.jwk, 'verify')
      } catch {
        return undefined
      }
    })
  }

  /** The status list at an address of this issuer's, or a sentence on why there is none. Verified once. */
  statusList(uri: string, issuer: TrustedIssuer): Promise<StatusList | string> {
    return remember(this.#lists, uri, async () => {
      let best: StatusList | string = 'its status list is not known; refresh'
      for (const token of this.statusTokens.get(uri) ?? []) {
        const list = await readStatusList(token, uri, issuer, this.suites)
        if (typeof best === 'string' || (typeof list !== 'string' && list.iat > best.iat)) best = list
      }
      return best
    })
  }
}

function remember<Key, Value>(
  cache: Map<Key, Promise<Value>>,
  key: Key,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = cache.get(key)
  if (known) return known
  const made = make()
  cache.set(key, made)
  return made
}
