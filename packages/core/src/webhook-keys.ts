/** The keys of webhooks, as Standard Webhooks spells them: shared secrets (`whsec_`) and Ed25519 pairs (`whsk_`, `whpk_`). */
import { fromBase64, toBase64 } from './base64.js'
import type { Bytes } from './code/format/bytes.js'
import { QiyemaError } from './errors.js'

/** How a signature was made: `v1` is HMAC-SHA-256 with a shared secret, `v1a` is Ed25519. */
export type WebhookVersion = 'v1' | 'v1a'

/** A key with the one kind of signature it is for. */
export interface WebhookKey {
  readonly version: WebhookVersion
  readonly key: CryptoKey
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' }
/** The start of every Ed25519 private key in PKCS #8 (RFC 8410); its 32 bytes follow. */
const PKCS8 = new Uint8Array([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32])

/** What WebCrypto wants to hear for a version. */
export const WEBHOOK_ALGORITHMS = { v1: 'HMAC', v1a: 'Ed25519' } as const

/** A new shared secret: 32 random bytes, to be shown once and kept by both sides. */
export function newWebhookSecret(): string {
  return `whsec_${toBase64(crypto.getRandomValues(new Uint8Array(32)))}`
}

/** A new pair: the sender keeps `secretKey`, and anyone may know `publicKey`. */
export async function newWebhookKeyPair(): Promise<{ secretKey: string; publicKey: string }> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, [
    'sign',
    'verify',
  ])
  const seed = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey)).subarray(-32)
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
  return {
    secretKey: `whsk_${toBase64(new Uint8Array([...seed, ...point]))}`,
    publicKey: `whpk_${toBase64(point)}`,
  }
}

/** @throws {QiyemaError} `ERR_OPTIONS` for anything but secrets of 24 to 64 bytes and public keys */
export function importVerifyingKeys(secrets: string | readonly string[]): Promise<WebhookKey[]> {
  return importAll(secrets, async (prefix, bytes) => {
    if (prefix === 'whsec' && isSecret(bytes)) return v1Key(bytes, 'verify')
    if (prefix !== 'whpk' || bytes.length !== 32) return undefined
    return { version: 'v1a', key: await crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']) }
  })
}

/** @throws {QiyemaError} `ERR_OPTIONS` for anything but secrets of 24 to 64 bytes and private keys */
export function importSigningKeys(secrets: string | readonly string[]): Promise<WebhookKey[]> {
  return importAll(secrets, async (prefix, bytes) => {
    if (prefix === 'whsec' && isSecret(bytes)) return v1Key(bytes, 'sign')
    // The seed alone, or followed by the public key.
    if (prefix !== 'whsk' || (bytes.length !== 32 && bytes.length !== 64)) return undefined
    const pkcs8 = new Uint8Array([...PKCS8, ...bytes.subarray(0, 32)])
    return { version: 'v1a', key: await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']) }
  })
}

function isSecret({ length }: Bytes): boolean {
  return length >= 24 && length <= 64
}

async function v1Key(bytes: Bytes, use: 'sign' | 'verify'): Promise<WebhookKey> {
  return { version: 'v1', key: await crypto.subtle.importKey('raw', bytes, HMAC, false, [use]) }
}

async function importAll(
  secrets: string | readonly string[],
  importOne: (prefix: string, bytes: Bytes) => Promise<WebhookKey | undefined>,
): Promise<WebhookKey[]> {
  const given = typeof secrets === 'string' ? [secrets] : secrets
  if (given.length === 0) throw new QiyemaError('ERR_OPTIONS', 'Give at least one secret or key.')
  return Promise.all(
    given.map(async (secret, position) => {
      const prefix = secret.slice(0, secret.indexOf('_'))
      const bytes = fromBase64(secret.slice(prefix.length + 1))
      const key = bytes && (await importOne(prefix, bytes).catch(() => undefined))
      if (key) return key
      throw new QiyemaError(
        'ERR_OPTIONS',
        'A webhook secret is whsec_ and 24 to 64 bytes of base64; a key is whpk_ to verify with, or whsk_ to sign with.',
        { position },
      )
    }),
  )
}
