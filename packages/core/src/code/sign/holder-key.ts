/** The holder's key: made where it is used, and in a browser never to leave it. */

import { createStore, del, get, type UseStore, update } from 'idb-keyval'
import type { JWK } from 'jose'
import { QiyemaError } from '../../errors.js'
import { importSigningKey, type KeyMaterial } from './issuer-key.js'

/** A key that shows codes. */
export interface HolderKey {
  /** What the issuer puts into the code. */
  readonly publicJwk: JWK
  sign(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>
}

/**
 * Makes a holder key whose private half cannot be read out, not even by this program.
 *
 * @example
 * ```ts
 * import { generateHolderKey } from '@qiyema/core/present'
 *
 * const holder = await generateHolderKey()
 * console.log(holder.publicJwk.crv) // P-256
 * ```
 */
export async function generateHolderKey(): Promise<HolderKey> {
  return importHolderKey(await generatePair())
}

/**
 * Makes a holder key of a private JWK on P-256 (for servers and tests), a WebCrypto pair, or a signer of the caller's own.
 *
 * @throws {QiyemaError} `ERR_HOLDER` for a key of another kind; otherwise as `importIssuerKey`
 */
export async function importHolderKey(material: KeyMaterial): Promise<HolderKey> {
  const { alg, publicJwk, sign } = await importSigningKey(material)
  if (alg !== 'ES256') throw new QiyemaError('ERR_HOLDER', 'A holder key is on P-256.')
  return { publicJwk, sign }
}

/** The holder keys that a browser keeps for this origin. */
export interface HolderKeyStore {
  /** The key of this name, made on first use. Two tabs that ask at once get the same one. */
  open(name: string): Promise<HolderKey>
  /** Destroys the key of this name: codes bound to it can never be shown again. */
  remove(name: string): Promise<void>
}

/**
 * Keeps holder keys in IndexedDB, as keys that WebCrypto will not export.
 *
 * @example
 * ```ts no-run
 * import { holderKeyStore } from '@qiyema/core/present'
 *
 * const holder = await holderKeyStore().open('91330100799655058B')
 * ```
 */
export function holderKeyStore(databaseName = 'qiyema-holder'): HolderKeyStore {
  let opened: UseStore | undefined
  // Opened on first use, so that making the store on a server touches nothing.
  const store = () => (opened ??= createStore(databaseName, 'keys'))
  return {
    async open(name) {
      const fresh = await generatePair()
      await update<CryptoKeyPair>(name, kept => kept ?? fresh, store())
      return importHolderKey((await get<CryptoKeyPair>(name, store())) ?? fresh)
    },
    remove: name => del(name, store()),
  }
}

function generatePair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
}
