/** The key an issuer signs with: a JWK, a WebCrypto pair, or a signer of the caller's own, behind one interface. */
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose'
import { QiyemaError } from '../../errors.js'
import { type Bytes, fromBase64url, toBase64url, utf8 } from '../format/bytes.js'
import { isIssuerOrigin, isSafeUrl } from '../format/link.js'
import { algOf, DEFAULT_SUITES } from '../suites/known-suites.js'
import type { Suite, SuiteKey } from '../suites/suite.js'

/**
 * A signer of the caller's own: a hardware module, a co-signing service. Whatever it signs is verified under its public
 * key before it goes out.
 */
export interface Signer {
  /** `ES256`, `EdDSA` or `SGD_SM3_SM2`. */
  readonly alg: string
  readonly publicJwk: JWK
  /** Signs the bytes as they are (it hashes them itself): 64 bytes, r and s, not DER. */
  sign(data: Uint8Array<ArrayBuffer>): Uint8Array | Promise<Uint8Array>
}

/** What a key may be given as. */
export type KeyMaterial = JWK | CryptoKeyPair | Signer

/** Who signs: as the trust list has it. */
export interface Issuer {
  /** An https origin, the host of every link. */
  readonly iss: string
  /** The address under which the status lists stand, without a final slash. */
  readonly status: string
  /** When given, a code for a USCC outside these region prefixes is refused. */
  readonly regions?: readonly string[]
}

/** A key that signs, whatever is behind it. */
export interface SigningKey {
  readonly alg: string
  /** First 8 bytes of the RFC 7638 thumbprint, base64url. */
  readonly kid: string
  readonly publicJwk: JWK
  sign(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>
}

/** An issuer's key: what {@link signCode} takes. */
export interface IssuerKey extends SigningKey, Issuer {}

/** Suites beside ES256 and EdDSA, such as `sm2` of `@qiyema/core/sm2`. */
export interface SuiteOptions {
  readonly suites?: readonly Suite[]
}

/**
 * Makes an issuer's key ready to sign.
 *
 * @param material - a private JWK (P-256, Ed25519, or SM2 with its suite), a pair of WebCrypto keys, or a {@link Signer}
 * @param issuer - as the trust list has it
 * @throws {QiyemaError} `ERR_ISSUER` for an address off the format, `ERR_KEY` for a key that is none of a known suite,
 *   `ERR_UNSUPPORTED_ALG` when its suite was not given, `ERR_KEY_MISMATCH` when its halves do not belong together
 * @see RFC 7517, RFC 7638
 *
 * @example
 * ```ts
 * import { generateIssuerKey, importIssuerKey } from '@qiyema/core/sign'
 *
 * const jwk = await generateIssuerKey()
 * const key = await importIssuerKey(jwk, { iss: 'https://qym.example', status: 'https://qym.example/status' })
 * console.log(key.alg, key.kid)
 * ```
 */
export async function importIssuerKey(
  material: KeyMaterial,
  issuer: Issuer,
  options: SuiteOptions = {},
): Promise<IssuerKey> {
  if (!isIssuerOrigin(issuer.iss))
    throw new QiyemaError('ERR_ISSUER', 'iss must be an https origin such as https://qym.example.')
  if (!isSafeUrl(issuer.status) || issuer.status.endsWith('/')) {
    throw new QiyemaError('ERR_ISSUER', 'status must be an https URL without a final slash.')
  }
  return { ...(await importSigningKey(material, options)), ...issuer }
}

/**
 * Makes a key ready to sign lists: a trust list's root key, or an issuer's status key.
 *
 * @throws {QiyemaError} as {@link importIssuerKey}
 */
export async function importSigningKey(
  material: KeyMaterial,
  { suites = [] }: SuiteOptions = {},
): Promise<SigningKey> {
  const known = [...DEFAULT_SUITES, ...suites]
  const key = isSigner(material)
    ? fromSigner(material, known)
    : isPair(material)
      ? await fromPair(material, known)
      : await fromJwk(material, known)
  const publicJwk = publicPart(key.publicJwk)
  const signing = {
    alg: key.suite.alg,
    kid: await kidOf(publicJwk),
    publicJwk,
    sign: await checkedSign(key, publicJwk),
  }
  await signing.sign(utf8('qiyema: do the halves of this key belong together?'))
  return signing
}

/**
 * Makes a new key as a private JWK, for `ES256` unless told otherwise. Keep it where no one else reads it.
 * SM2 keys are made by `generateSm2Key` of `@qiyema/core/sm2`.
 */
export async function generateIssuerKey(alg: 'ES256' | 'EdDSA' = 'ES256'): Promise<JWK> {
  const algorithm = alg === 'EdDSA' ? { name: 'Ed25519' } : { name: 'ECDSA', namedCurve: 'P-256' }
  const pair = await usable(crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']))
  return exportJWK((pair as CryptoKeyPair).privateKey)
}

/**
 * The key id of a public key: the first 8 bytes of its RFC 7638 thumbprint, base64url.
 *
 * @throws {QiyemaError} `ERR_KEY` for a key with a member missing or misspelt
 */
export async function kidOf(jwk: JWK): Promise<string> {
  // The thumbprint is of the letters, so a second spelling of a key would get an id of its own.
  const isCanonical = [jwk.x, jwk.y].every(member => member === undefined || fromBase64url(member))
  const thumbprint = fromBase64url(await usable(calculateJwkThumbprint(jwk, 'sha256')))
  if (!isCanonical || !thumbprint) throw unusable()
  return toBase64url(thumbprint.subarray(0, 8))
}

interface RawKey {
  readonly suite: Suite
  readonly publicJwk: JWK
  sign(data: Bytes): Promise<Uint8Array>
}

function fromSigner(signer: Signer, suites: readonly Suite[]): RawKey {
  return {
    suite: suiteNamed(signer.alg, suites),
    publicJwk: signer.publicJwk,
    sign: async data => signer.sign(data),
  }
}

async function fromPair({ privateKey, publicKey }: CryptoKeyPair, suites: readonly Suite[]): Promise<RawKey> {
  const publicJwk = await usable(exportJWK(publicKey))
  return fromSuiteKey(suiteNamed(algOf(publicJwk), suites), publicJwk, privateKey)
}

async function fromJwk(jwk: JWK, suites: readonly Suite[]): Promise<RawKey> {
  if (!jwk.d) throw new QiyemaError('ERR_KEY', 'Signing needs a private key; this JWK has no d.')
  const suite = suiteNamed(algOf(jwk), suites)
  return fromSuiteKey(suite, jwk, await usable(suite.importKey(jwk, 'sign')))
}

function fromSuiteKey(suite: Suite, publicJwk: JWK, key: SuiteKey): RawKey {
  return { suite, publicJwk, sign: data => usable(suite.sign(key, data)) }
}

/** Signs, brings the signature into its one spelling, and lets nothing out that does not verify. */
async function checkedSign({ suite, sign }: RawKey, publicJwk: JWK): Promise<SigningKey['sign']> {
  const publicKey = await usable(suite.importKey(publicJwk, 'verify'))
  return async data => {
    const given = new Uint8Array(await sign(data))
    if (given.length !== 64) {
      throw new QiyemaError(
        'ERR_SIGNATURE',
        `A signature has 64 bytes, r and s; the signer gave ${given.length}. Is it DER?`,
        { length: given.length },
      )
    }
    const signature = suite.canonicalise?.(given) ?? given
    if (await suite.verify(publicKey, signature, data)) return signature
    throw new QiyemaError(
      'ERR_KEY_MISMATCH',
      'The signature does not verify under the public key: the halves of this key do not belong together.',
    )
  }
}

function suiteNamed(alg: string, suites: readonly Suite[]): Suite {
  const suite = suites.find(candidate => candidate.alg === alg)
  if (suite) return suite
  const remedy = alg === 'SGD_SM3_SM2' ? ' Give { suites: [sm2] }, from @qiyema/core/sm2.' : ''
  throw new QiyemaError(
    'ERR_UNSUPPORTED_ALG',
    `No signature suite for ${alg || 'a key of this kind'} is known; use P-256, Ed25519 or SM2.${remedy}`,
  )
}

async function usable<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch {
    throw unusable()
  }
}

function unusable(): QiyemaError {
  return new QiyemaError(
    'ERR_KEY',
    'This key cannot be used here: it is damaged, of another kind, or not supported by this runtime.',
  )
}

function publicPart({ kty, crv, x, y }: JWK): JWK {
  return { kty, crv, x, ...(y !== undefined && { y }) } as JWK
}

function isSigner(material: KeyMaterial): material is Signer {
  return 'sign' in material && typeof material.sign === 'function'
}

function isPair(material: KeyMaterial): material is CryptoKeyPair {
  return 'privateKey' in material && 'publicKey' in material
}
