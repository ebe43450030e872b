/** Text and integers as bytes and back: the only spellings accepted are the canonical ones. */

/** Bytes over a plain ArrayBuffer, which is what WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const BASE64URL = encoder.encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
/** The six bits that each ASCII character stands for; -1 for one that is foreign. */
const VALUES = new Int8Array(128).fill(-1)
for (const [value, character] of BASE64URL.entries()) VALUES[character] = value
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function utf8(text: string): Bytes {
  return encoder.encode(text)
}

/** The text of well-formed UTF-8; undefined for anything else. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

export function toBase64url(bytes: Uint8Array): string {
  const characters = new Uint8Array(Math.ceil((bytes.length * 4) / 3))
  let bits = 0
  let position = 0
  for (let index = 0; index < bytes.length; index++) {
    bits = (bits << 8) | (bytes[index] ?? 0)
    characters[position++] = BASE64URL[(bits >> (2 + 2 * (index % 3))) & 63] ?? 0
    if (index % 3 === 2) characters[position++] = BASE64URL[bits & 63] ?? 0
  }
  // The last character of a text takes zeros for what is missing of its six bits.
  if (position < characters.length)
    characters[position] = BASE64URL[(bits << (6 - 2 * (bytes.length % 3))) & 63] ?? 0
  return decoder.decode(characters)
}

/** A value as the JSON that ECMAScript writes, in base64url: one part of a JWS. */
export function jsonToBase64url(value: object): string {
  return toBase64url(utf8(JSON.stringify(value)))
}

/** The bytes of canonical base64url: no padding, no foreign character, no stray bits. Undefined for anything else. */
export function fromBase64url(text: unknown): Bytes | undefined {
  if (typeof text !== 'string' || text.length % 4 === 1) return undefined
  const bytes = new Uint8Array((text.length * 3) >> 2)
  let bits = 0
  let position = 0
  for (let index = 0; index < text.length; index++) {
    const value = VALUES[text.charCodeAt(index)] ?? -1
    if (value < 0) return undefined
    bits = (bits << 6) | value
    if (index % 4 > 0) bytes[position++] = bits >> (6 - 2 * (index % 4))
  }
  const stray = [0, 0, 15, 3][text.length % 4] ?? 0
  return (bits & stray) === 0 ? bytes : undefined
}

/** The unsigned big-endian integer that fills `length` bytes (a multiple of eight); higher bits are cut off. */
export function integerToBytes(integer: bigint, length: number): Bytes {
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  for (let offset = length - 8; offset >= 0; offset -= 8) {
    view.setBigUint64(offset, BigInt.asUintN(64, integer))
    integer >>= 64n
  }
  return bytes
}

/** Bytes (a multiple of eight) as an unsigned big-endian integer. */
export function bytesToInteger(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let integer = 0n
  for (let offset = 0; offset < bytes.length; offset += 8)
    integer = (integer << 64n) | view.getBigUint64(offset)
  return integer
}
