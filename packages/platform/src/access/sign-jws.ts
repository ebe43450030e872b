/** What the platform states and others keep: JSON signed as a compact JWS (RFC 7515), by a key with a purpose of its own. */
import { CompactSign, importJWK, type JWK } from 'jose'
import { utf8 } from '../http/digest.js'

/** Signs a statement. Members that are undefined are left out. */
export type SignJws = (statement: Readonly<Record<string, unknown>>) => Promise<string>

/**
 * Makes what signs statements of one kind.
 *
 * @param key - private, on P-256 or Ed25519, with its `kid`
 * @param type - for the header's `typ`, so that no statement is taken for one of another kind (RFC 8725, section 3.11)
 * @throws {TypeError} for a key without `kid` or of another kind
 *
 * @example
 * ```ts
 * const signReceipt = createJwsSigner(keys.receipts, 'qym-receipt+jwt')
 * ```
 */
export function createJwsSigner(key: JWK, type: string): SignJws {
  const { kid } = key
  if (kid === undefined)
    throw new TypeError('A key that signs has a kid, by which others find its public half.')
  const alg = algorithmOf(key)
  const imported = importJWK(key, alg)
  return async statement =>
    new CompactSign(utf8(JSON.stringify(statement)))
      .setProtectedHeader({ alg, typ: type, kid })
      .sign(await imported)
}

/** The one algorithm that a key is for; never taken from what is to be verified. */
export function algorithmOf({ kty, crv }: JWK): 'ES256' | 'EdDSA' {
  if (kty === 'EC' && crv === 'P-256') return 'ES256'
  if (kty === 'OKP' && crv === 'Ed25519') return 'EdDSA'
  throw new TypeError('A key that signs is on P-256 or Ed25519.')
}
