/**
 * SGD_SM3_SM2 (GM/T 0125-2022): the national suite, SM2 signatures over SM3 with the default user id. Loaded only by
 * who imports it. It is arithmetic in JavaScript: right for verifying anywhere, but not a certified module; an issuer
 * who must sign inside one brings a signer of its own.
 */
import type { JWK } from 'jose'
import { sm2 as library } from 'sm-crypto-v2'
import { type Bytes, bytesToInteger, fromBase64url, integerToBytes, toBase64url } from '../format/bytes.js'
import type { Suite, SuiteKey } from './suite.js'

const ALG = 'SGD_SM3_SM2'
const CURVE = 'SM2-P-256'
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const OPTIONS = { hash: true, der: false, userId: '1234567812345678' }

interface Sm2Key {
  readonly suite: typeof ALG
  /** `04`, x, y, in hexadecimal. */
  readonly publicHex: string
  readonly privateHex?: string
}

/**
 * The SM2 suite, to be handed to `createVerifier`, `importIssuerKey` or `signTrustList` as one of `suites`.
 *
 * @see GM/T 0125-2022 for the JOSE name; GM/T 0009-2012 for the user id
 *
 * @example
 * ```ts
 * import { generateSm2Key, sm2 } from '@qiyema/core/sm2'
 * import { importIssuerKey, signCode } from '@qiyema/core/sign'
 *
 * const issuer = { iss: 'https://qym.example', status: 'https://qym.example/status' }
 * const key = await importIssuerKey(generateSm2Key(), issuer, { suites: [sm2] })
 * const code = await signCode({ uscc: '91330100799655058B', lifetime: '1y', status: { list: 0, index: 7 } }, key)
 * console.log(code.link)
 * ```
 */
export const sm2: Suite = {
  alg: ALG,

  async importKey(jwk, use) {
    const publicHex = `04${coordinate(jwk, 'x')}${coordinate(jwk, 'y')}`
    if (!library.verifyPublicKey(publicHex))
      throw new TypeError('the public key is no point of the SM2 curve')
    if (use === 'verify') return { suite: ALG, publicHex } satisfies Sm2Key
    return { suite: ALG, publicHex, privateHex: coordinate(jwk, 'd') } satisfies Sm2Key
  },

  async sign(key, data) {
    const { publicHex, privateHex } = asSm2Key(key)
    if (!privateHex) throw new TypeError('this SM2 key has no private part')
    const hex = library.doSignature(data, privateHex, { ...OPTIONS, publicKey: publicHex })
    return integerToBytes(BigInt(`0x${hex}`), 64)
  },

  async verify(key, signature, data) {
    if (!isInRange(signature.subarray(0, 32)) || !isInRange(signature.subarray(32))) return false
    return library.doVerifySignature(data, toHex(signature), asSm2Key(key).publicHex, OPTIONS)
  },
}

/** Makes an SM2 key pair as a private JWK, with the runtime's own random numbers. */
export function generateSm2Key(): JWK & { kty: 'EC'; crv: 'SM2-P-256'; x: string; y: string; d: string } {
  const { privateKey, publicKey } = library.generateKeyPairHex()
  const member = (hex: string): string => toBase64url(integerToBytes(BigInt(`0x${hex}`), 32))
  return {
    kty: 'EC',
    crv: CURVE,
    x: member(publicKey.slice(2, 66)),
    y: member(publicKey.slice(66)),
    d: member(privateKey),
  }
}

function coordinate(jwk: JWK, member: 'x' | 'y' | 'd'): string {
  const bytes = fromBase64url(jwk[member])
  if (jwk.kty !== 'EC' || jwk.crv !== CURVE || bytes?.length !== 32)
    throw new TypeError(`${ALG} wants a key of ${CURVE}`)
  return toHex(bytes)
}

function asSm2Key(key: SuiteKey): Sm2Key {
  if ('suite' in key && key.suite === ALG) return key as Sm2Key
  throw new TypeError('this suite takes SM2 keys')
}

function isInRange(half: Uint8Array): boolean {
  const integer = bytesToInteger(half)
  return integer > 0n && integer < ORDER
}

function toHex(bytes: Bytes): string {
  return bytesToInteger(bytes)
    .toString(16)
    .padStart(bytes.length * 2, '0')
}
