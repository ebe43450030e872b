/** Private keys as JWKs: made, named, and halved for publishing. */
import { generateIssuerKey, kidOf } from '@qiyema/core/sign'
import { exportJWK, generateKeyPair, type JWK } from 'jose'

/** A key with its private half and the name by which others find the public one. */
export interface PrivateJwk extends JWK {
  readonly kty: string
  readonly crv: string
  readonly x: string
  readonly d: string
  readonly kid: string
}

/** A new key on P-256, named as codes name theirs. */
export async function generateSigningKey(): Promise<PrivateJwk> {
  return named(await generateIssuerKey())
}

/** A new Ed25519 key, the only asymmetric kind that Standard Webhooks knows. */
export async function generateWebhookKey(): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true })
  return named(await exportJWK(privateKey))
}

/** The public half, for publishing. */
export function publicHalf({ kty, crv, x, y, kid }: PrivateJwk): JWK & { readonly kid: string } {
  return { kty, crv, x, ...(y !== undefined && { y }), kid }
}

async function named({ kty, crv, x, y, d }: JWK): Promise<PrivateJwk> {
  if (kty === undefined || crv === undefined || x === undefined || d === undefined)
    throw new TypeError('This is no private key.')
  const jwk = { kty, crv, x, ...(y !== undefined && { y }) }
  return { ...jwk, d, kid: await kidOf(jwk) }
}
