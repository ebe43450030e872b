/** The trust list as it travels: a JWS under a root key that the reader has pinned. */
import type { JWK } from 'jose'
import { QiyemaError } from '../../errors.js'
import { verifyJws } from '../format/jws.js'
import { eddsa } from '../suites/eddsa.js'
import { es256 } from '../suites/es256.js'
import type { Suite } from '../suites/suite.js'
import { readTrustList, TRUST_LIST_TYP, type TrustList } from './trust-list.js'

/** The suites every verifier has. */
export const DEFAULT_SUITES: readonly Suite[] = [es256, eddsa]

/**
 * Verifies a signed trust list under its pinned root keys and reads it.
 *
 * @param jwt - a compact JWS of `typ: qym-trust+jwt`
 * @param roots - public JWKs; several while a root is being replaced
 * @param options.suites - added to ES256 and EdDSA
 * @throws {QiyemaError} `ERR_TRUST_LIST` when the signature does not hold under any root, or the list is off the format
 * @see code format, section 6
 */
export async function verifyTrustList(
  jwt: unknown,
  roots: JWK | readonly JWK[],
  { suites = [] }: { readonly suites?: readonly Suite[] } = {},
): Promise<TrustList> {
  const known = [...DEFAULT_SUITES, ...suites]
  let reason = 'no root key was given'
  for (const jwk of [roots].flat() as readonly JWK[]) {
    const verified = await verifyJws(jwt, {
      typ: TRUST_LIST_TYP,
      suites: known,
      keyFor: () => ({ alg: algOf(jwk), jwk }),
    })
    if (typeof verified !== 'string') return readTrustList(verified.payload)
    reason = verified
  }
  throw new QiyemaError('ERR_TRUST_LIST', `This trust list is not signed by the pinned root: ${reason}.`)
}

/** The one algorithm a key of this curve signs with. */
export function algOf(jwk: JWK): string {
  const algs: Readonly<Record<string, string>> = {
    'P-256': 'ES256',
    Ed25519: 'EdDSA',
    'SM2-P-256': 'SGD_SM3_SM2',
  }
  return algs[jwk.crv ?? ''] ?? ''
}
