/** Signs what is sent by Standard Webhooks: with each secret of the endpoint that is in force (`v1`), and with our own key (`v1a`). */
import { type SignedHeaders, signWebhook } from '@qiyema/core/webhooks'
import { base64url, type JWK } from 'jose'
import type { MakeSecret, SecretRecipe } from '../http/secrets.js'

export interface WebhookSigner {
  /** `whpk_…`, by which anybody can verify `v1a`. */
  readonly publicKey: string
  sign(
    body: string,
    message: { readonly id: string; readonly timestamp: number },
    by: { readonly endpointId: string; readonly secrets: readonly number[] },
  ): Promise<SignedHeaders>
}

/** What a secret of an endpoint is made of. */
export function secretRecipe(endpointId: string, number: number): SecretRecipe {
  return { purpose: `webhook ${endpointId} ${number}`, form: 'webhook' }
}

/**
 * Makes what signs.
 *
 * @param key - a private Ed25519 key
 * @throws {TypeError} for a key of another kind
 */
export function createWebhookSigner(key: JWK, makeSecret: MakeSecret): WebhookSigner {
  const { kty, crv, d, x } = key
  if (kty !== 'OKP' || crv !== 'Ed25519' || d === undefined || x === undefined)
    throw new TypeError('Webhooks are signed with a private Ed25519 key.')
  const seed = base64url.decode(d)
  const point = base64url.decode(x)
  const secretKey = `whsk_${base64(new Uint8Array([...seed, ...point]))}`
  return {
    publicKey: `whpk_${base64(point)}`,
    async sign(body, message, { endpointId, secrets }) {
      const shared = secrets.map(number => makeSecret(secretRecipe(endpointId, number)))
      return signWebhook(body, message, [...(await Promise.all(shared)), secretKey])
    },
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
