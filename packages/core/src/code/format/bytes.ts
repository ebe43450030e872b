/** Text and integers as bytes and back: the only spellings accepted are the canonical ones. */

/** Bytes over a plain ArrayBuffer, which is what WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const BASE64URL = encoder.encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
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
  // Each character is six bits; the last one of a text takes zeros for what is missing.
  for (let position = 0, bit = 0; position < characters.length; position++, bit += 6) {
    const two = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0)
    characters[position] = BASE64URL[(two >> (10 - (bit & 7))) & 63] ?? 0
  }
  return decoder.decode(characters)
}

/** A value as the JSON that ECMAScript writes, in base64url: one part of a JWS. */
export function jsonToBase64url(value: object): string {
  return toBase64url(utf8(JSON.stringify(value)))
}

/** The bytes of canonical base64url: no padding, no foreign character, no stray bits. Undefined for anything else. */
export function fromBase64url(text: unknown): Bytes | undefined {
  if (typeof text !== 'string' || !/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index)
  // Stray bits can only be in the last group of four characters.
  const last = Math.floor(Math.max(0, text.length - 1) / 4)
  return toBase64url(bytes.subarray(last * 3)) === text.slice(last * 4) ? bytes : undefined
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
