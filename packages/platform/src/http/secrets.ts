/**
 * Secrets that can be made again: each is a function of the platform's own key and of what it is for, so that a repeated
 * request gets the same secret although nobody kept it.
 */
import { base64url } from 'jose'
import { utf8 } from './digest.js'

/** What a secret is made of. Neither part is secret. */
export interface SecretRecipe {
  /** What it is for, never used for another: `bootstrap ses_01…`. */
  readonly purpose: string
  /** `token`: 32 bytes as 43 characters of base64url. `webhook`: the same by Standard Webhooks, `whsec_…`. */
  readonly form: 'token' | 'webhook'
}

export type MakeSecret = (recipe: SecretRecipe) => Promise<string>

/**
 * Makes secrets of one key by HKDF with SHA-256 (RFC 5869).
 *
 * @param key - at least 32 random bytes that no database holds. With another key all secrets are others.
 * @throws {RangeError} for a shorter key
 */
export function createSecrets(key: Uint8Array<ArrayBuffer>): MakeSecret {
  if (key.length < 32) throw new RangeError('The key that secrets are made of has at least 32 bytes.')
  const imported = crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveBits'])
  return async ({ purpose, form }) => {
    const how = { name: 'HKDF', hash: 'SHA-256', salt: utf8('qiyema'), info: utf8(`${form} ${purpose}`) }
    const bytes = new Uint8Array(await crypto.subtle.deriveBits(how, await imported, 256))
    return form === 'webhook' ? `whsec_${btoa(String.fromCharCode(...bytes))}` : base64url.encode(bytes)
  }
}
