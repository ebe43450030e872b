/** EdDSA (RFC 8037) with Ed25519. Not the default: older web views have no Ed25519 in WebCrypto. */
import type { Suite } from './suite.js'
import { webCryptoSuite } from './web-crypto.js'

export const eddsa: Suite = webCryptoSuite('EdDSA', { kty: 'OKP', crv: 'Ed25519' }, { name: 'Ed25519' })
