/** The keys of a platform: one for each thing it states, so that none can be taken for another's. Made here, kept elsewhere. */
import { generateIssuerKey, kidOf } from '@qiyema/core/sign'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { generateTokenKey, type TokenKey } from '../access/tokens.js'

/** A key with its private half and the name by which others find the public one. */
export interface PrivateJwk extends JWK {
  readonly kty: string
  readonly crv: string
  readonly x: string
  readonly d: string
  readonly kid: string
}

/** A key of an issuer, with the times of issue that it counts for. Unix seconds; `until` is the first second after. */
export interface IssuingKey {
  readonly jwk: PrivateJwk
  readonly from: number
  readonly until: number
  /** Known to others: what it signed counts no longer, whenever it was signed. */
  readonly revoked?: boolean
}

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

/** Every moment that a code can name as that of its issue (code format, section 2). */
export const ALL_TIME = { from: 1_577_836_800, until: 2_584_469_760 } as const

/**
 * Makes a new set of keys. They live as long as this process unless a key document keeps them.
 *
 * @param window - the times of issue that the keys for codes and status lists count for; all that a code can name unless given
 *
 * @example
 * ```ts
 * const platform = createPlatform({ ...options, keys: await generateKeys() })
 * ```
 */
export async function generateKeys(
  window: Pick<IssuingKey, 'from' | 'until'> = ALL_TIME,
): Promise<PlatformKeys> {
  const [root, code, status, token, receipts, webhooks, audit] = await Promise.all([
    generateSigningKey(),
    generateSigningKey(),
    generateSigningKey(),
    generateTokenKey(),
    generateSigningKey(),
    generateWebhookKey(),
    generateSigningKey(),
  ])
  return {
    root,
    code: [{ jwk: code, ...window }],
    status: [{ jwk: status, ...window }],
    tokens: [token],
    receipts,
    webhooks,
    audit,
    secret: randomBytes(),
    nonce: randomBytes(),
  }
}

/** A new key on P-256, named as codes name theirs. */
export async function generateSigningKey(): Promise<PrivateJwk> {
  return named(await generateIssuerKey())
}

/** A new Ed25519 key, the only kind that Standard Webhooks knows. */
export async function generateWebhookKey(): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true })
  return named(await exportJWK(privateKey))
}

/** The public half, for publishing. */
export function publicHalf({ kty, crv, x, y, kid }: PrivateJwk): JWK & { readonly kid: string } {
  return { kty, crv, x, ...(y !== undefined && { y }), kid }
}

/** The key that signs at a moment, in Unix seconds: of those whose time it is, the one that began last. */
export function keyAt(keys: readonly IssuingKey[], at: number): IssuingKey | undefined {
  return keys
    .filter(({ from, until, revoked }) => from <= at && at < until && !revoked)
    .toSorted((one, other) => other.from - one.from)[0]
}

async function named({ kty, crv, x, y, d }: JWK): Promise<PrivateJwk> {
  if (crv === undefined || x === undefined || d === undefined) throw new TypeError('This is no private key.')
  const jwk = { kty: String(kty), crv, x, ...(y !== undefined && { y }) }
  return { ...jwk, d, kid: await kidOf(jwk) }
}

export function randomBytes(length = 32): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}
