/** The suites that are always there, and which suite a key belongs to. */
import type { JWK } from 'jose'
import { eddsa } from './eddsa.js'
import { es256 } from './es256.js'
import type { Suite } from './suite.js'

/** The suites every verifier has. */
export const DEFAULT_SUITES: readonly Suite[] = [es256, eddsa]

/** The one algorithm a key of this curve signs with. */
export function algOf(jwk: JWK): string {
  const algs: Readonly<Record<string, string>> = {
    'P-256': 'ES256',
    Ed25519: 'EdDSA',
    'SM2-P-256': 'SGD_SM3_SM2',
  }
  return algs[jwk.crv ?? ''] ?? ''
}
