/** The keys of a platform: one for each thing it states, so that none can be taken for another's. */
import { type TokenKey, tokenKeyOf } from '../access/tokens.js'
import type { IssuingKey, KeyWindow } from './issuing-key.js'
import { newKeyDocument, readKeyDocument } from './key-document.js'
import type { PrivateJwk } from './private-jwk.js'

/** One or more: whoever needs a key finds one. */
export type NonEmpty<Key> = readonly [Key, ...Key[]]

/** Everything that a platform signs with or makes secrets of. */
export interface PlatformKeys {
  /** Signs the trust list; its public half is what verifiers pin. */
  readonly root: PrivateJwk
  /** Sign codes: of those whose time it is, the one that began last. The others are published before and after. */
  readonly code: NonEmpty<IssuingKey>
  /** Sign status lists, in the same way. */
  readonly status: NonEmpty<IssuingKey>
  /** Access tokens: the first signs, all verify. */
  readonly tokens: NonEmpty<TokenKey>
  /** Receipts of consents. */
  readonly receipts: PrivateJwk
  /** Ed25519, for `v1a` of Standard Webhooks. */
  readonly webhooks: PrivateJwk
  /** Heads of the audit trail. */
  readonly audit: PrivateJwk
  /** What secrets are made of that nobody stores. 32 bytes. */
  readonly secret: Uint8Array<ArrayBuffer>
  /** What nonces for proofs of possession are made of. 32 bytes. */
  readonly nonce: Uint8Array<ArrayBuffer>
}

/**
 * The keys of a document.
 *
 * @param document - as `newKeyDocument` made it, or anything
 * @throws {SetUpError} `ERR_KEYS` for a document that is off the format or has a damaged key in it
 */
export async function keysOf(document: unknown): Promise<PlatformKeys> {
  const { version: _, tokens, ...keys } = await readKeyDocument(document)
  const [first, ...others] = tokens
  return { ...keys, tokens: [await tokenKeyOf(first), ...(await Promise.all(others.map(tokenKeyOf)))] }
}

/**
 * Makes new keys, which live as long as this process.
 *
 * @param window - the times of issue that the keys for codes and status lists count for; all that a code can name unless given
 *
 * @example
 * ```ts
 * const platform = createPlatform({ ...options, keys: await generateKeys() })
 * ```
 */
export async function generateKeys(window?: KeyWindow): Promise<PlatformKeys> {
  return keysOf(await newKeyDocument(window))
}
