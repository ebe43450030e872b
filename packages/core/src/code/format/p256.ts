/** The little arithmetic of P-256 that WebCrypto does not offer: low-S signatures and compressed points. */
import { type Bytes, bytesToInteger, integerToBytes, toBase64url } from './bytes.js'

const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn

/** A public key: both coordinates, 32 bytes each. */
export interface Point {
  readonly x: Bytes
  readonly y: Bytes
}

/** Of the two signatures that verify, the one with s in the lower half; the argument itself when it is that one. */
export function toLowS(signature: Bytes): Bytes {
  const s = bytesToInteger(signature.subarray(32))
  if (s <= N >> 1n) return signature
  const normalised = signature.slice()
  normalised.set(integerToBytes(N - s, 32), 32)
  return normalised
}

/** A public key as a JWK, its members in the order the code format has them. */
export function toJwk({ x, y }: Point): { kty: 'EC'; crv: 'P-256'; x: string; y: string } {
  return { kty: 'EC', crv: 'P-256', x: toBase64url(x), y: toBase64url(y) }
}

/** True for a point of the curve. */
export function isOnCurve({ x, y }: Point): boolean {
  const root = bytesToInteger(y)
  return bytesToInteger(x) < P && root < P && (root * root) % P === curveSquare(bytesToInteger(x))
}

/** The one bit by which a point is told from the other with the same x. */
export function isYOdd({ y }: Point): boolean {
  return ((y[31] ?? 0) & 1) === 1
}

/** The point with this x and this parity of y; undefined when the curve has none. */
export function decompress(x: Bytes, isOdd: boolean): Point | undefined {
  if (bytesToInteger(x) >= P) return undefined
  const square = curveSquare(bytesToInteger(x))
  const root = power(square, (P + 1n) >> 2n)
  if ((root * root) % P !== square) return undefined
  const y = (root & 1n) === BigInt(isOdd) ? root : P - root
  return { x, y: integerToBytes(y, 32) }
}

/** x³ - 3x + b, with P - 3 for -3 so that the remainder is not negative. */
function curveSquare(x: bigint): bigint {
  return (x * x * x + (P - 3n) * x + B) % P
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (const bit of exponent.toString(2)) {
    result = (result * result) % P
    if (bit === '1') result = (result * base) % P
  }
  return result
}
