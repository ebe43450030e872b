/** ES256 (RFC 7518): P-256 with SHA-256, and in codes s in its lower half, so that no code has a twin. */
import { toLowS } from '../p256.js'
import type { Suite } from './suite.js'
import { webCryptoSuite } from './web-crypto.js'

const ecdsa = webCryptoSuite(
  'ES256',
  { kty: 'EC', crv: 'P-256' },
  { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
)

export const es256: Suite = {
  ...ecdsa,
  sign: async (key, data) => toLowS(await ecdsa.sign(key, data)),
  canonicalise: toLowS,
}
