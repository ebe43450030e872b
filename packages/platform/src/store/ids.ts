/** Names for new rows: a prefix that says what it is, then 26 characters that sort by time. */
import { ID_PREFIXES, type IdKind } from '@qiyema/core/contract'

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'

/** A new id: 48 bits of milliseconds and 80 random ones, in Crockford's base32. */
export function newId(kind: IdKind, now: Date = new Date()): string {
  let number = BigInt(now.getTime())
  for (const byte of crypto.getRandomValues(new Uint8Array(10))) number = (number << 8n) | BigInt(byte)
  let text = ''
  for (let digit = 0; digit < 26; digit++) {
    text = CROCKFORD.charAt(Number(number & 31n)) + text
    number >>= 5n
  }
  return `${ID_PREFIXES[kind]}_${text}`
}
