/** Base64 with padding (RFC 4648, section 4), of which only the canonical spelling is accepted. */
import { type Bytes, fromBase64url, toBase64url } from './code/format/bytes.js'

export function toBase64(bytes: Uint8Array): string {
  const text = toBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/** The bytes of canonical base64; undefined for anything else: foreign characters, wrong padding, stray bits. */
export function fromBase64(text: string): Bytes | undefined {
  const [digits = ''] = text.split('=', 1)
  if (text.length % 4 > 0 || !/^[A-Za-z0-9+/]*$/.test(digits) || !/^={0,2}$/.test(text.slice(digits.length)))
    return undefined
  return fromBase64url(digits.replaceAll('+', '-').replaceAll('/', '_'))
}
