/** What the suites that WebCrypto carries have in common: only parameters differ between them. */
import type { JWK } from 'jose'
import type { Suite, SuiteKey } from './suite.js'

/** A suite of WebCrypto's, without rules of its own on how a signature is spelt. */
export function webCryptoSuite(
  alg: string,
  keyType: { readonly kty: string; readonly crv: string },
  algorithm: { readonly name: string; readonly namedCurve?: string; readonly hash?: string },
): Suite {
  return {
    alg,
    async importKey(jwk, use) {
      if (jwk.kty !== keyType.kty || jwk.crv !== keyType.crv)
        throw new TypeError(`${alg} wants a key of ${keyType.crv}`)
      const { kty, crv, x, y, d } = jwk
      const material: JWK = {
        kty,
        crv,
        x,
        ...(y !== undefined && { y }),
        ...(use === 'sign' && { d }),
      } as JWK
      return crypto.subtle.importKey('jwk', material as JsonWebKey, algorithm, false, [use])
    },
    async sign(key, data) {
      return new Uint8Array(await crypto.subtle.sign(algorithm, asCryptoKey(key), data))
    },
    verify: (key, signature, data) => crypto.subtle.verify(algorithm, asCryptoKey(key), signature, data),
  }
}

function asCryptoKey(key: SuiteKey): CryptoKey {
  if (key instanceof CryptoKey) return key
  throw new TypeError('this suite takes WebCrypto keys')
}
