/** Makes the keys that let the platform tell a repeated request from a new one. */
import { toBase64url } from '../code/format/bytes.js'

/**
 * A new idempotency key: 128 random bits in 22 characters of base64url.
 *
 * Make one for each intent, when the form opens or the button is pressed, and keep it until the answer is there: with the
 * same key and the same body, a request has one effect however often it is sent. The platform knows a key for 24 hours.
 *
 * @example
 * ```ts
 * import { newIdempotencyKey } from '@qiyema/core'
 *
 * const idempotencyKey = newIdempotencyKey()
 * console.log(idempotencyKey.length) // 22
 * ```
 */
export function newIdempotencyKey(): string {
  // Not randomUUID: older web views lack it, and pages without https have none.
  return toBase64url(crypto.getRandomValues(new Uint8Array(16)))
}
