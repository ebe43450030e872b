/** The trust list as it travels: a JWS under a root key that the reader has pinned. */
import type { JWK } from 'jose'
import { QiyemaError } from '../../errors.js'
import { algOf, DEFAULT_SUITES } from '../suites/known-suites.js'
import type { Suite } from '../suites/suite.js'
import { verifySignedList } from './signed-list.js'
import { readTrustList, TRUST_LIST_TYP, type TrustList } from './trust-list.js'

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
    const verified = await verifySignedList(jwt, {
      typ: TRUST_LIST_TYP,
      suites: known,
      keyFor: () => ({ alg: algOf(jwk), jwk }),
    })
    if (typeof verified !== 'string') return readTrustList(verified.payload)
    reason = verified
  }
  throw new QiyemaError('ERR_TRUST_LIST', `This trust list is not signed by the pinned root: ${reason}.`)
}
