/** What a signature suite is: the one interface behind which ES256, EdDSA and SM2 are the same thing. */
import type { JWK } from 'jose'
import type { Bytes } from '../format/bytes.js'

/** A key as its suite holds it: WebCrypto's own, or one that a suite in JavaScript keeps. */
export type SuiteKey = CryptoKey | { readonly suite: string }

/** One signature algorithm. Signatures are 64 bytes: r and s, or Ed25519's. */
export interface Suite {
  /** The JOSE name: `ES256`, `EdDSA`, `SGD_SM3_SM2`. */
  readonly alg: string
  /**
   * Takes a JWK of this suite's key type.
   * @throws whatever says that the key is none of this suite's, or that this runtime cannot do it
   */
  importKey(jwk: JWK, use: 'sign' | 'verify'): Promise<SuiteKey>
  /** Signs, in the signature's one spelling. */
  sign(key: SuiteKey, data: Bytes): Promise<Bytes>
  /**
   * The one spelling that a code may have of a signature that has several; the argument itself when it is that one.
   * Signed lists take any spelling, since other software makes them too.
   */
  canonicalise?(signature: Bytes): Bytes
  /** True for a right signature; false for everything else. */
  verify(key: SuiteKey, signature: Bytes, data: Bytes): Promise<boolean>
}
