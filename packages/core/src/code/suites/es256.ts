/** ES256 (RFC 7518): P-256 with SHA-256, and in codes s in its lower half, so that no code has a twin. */
import { type Point, toLowS } from '../format/p256.js'
import type { Suite, SuiteKey } from './suite.js'
import { webCryptoSuite } from './web-crypto.js'

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const ecdsa = webCryptoSuite('ES256', { kty: 'EC', crv: 'P-256' }, P256)

export const es256: Suite = {
  ...ecdsa,
  sign: async (key, data) => toLowS(await ecdsa.sign(key, data)),
  canonicalise: toLowS,
}

/** A holder's public key. Raw, because that costs WebCrypto half as much as a JWK, and every presentation has its own. */
export function importPoint({ x, y }: Point): Promise<SuiteKey> {
  const raw = new Uint8Array([4, ...x, ...y])
  return crypto.subtle.importKey('raw', raw, P256, false, ['verify'])
}
