/** Bytes as text and as integers: every value comes back, and only the canonical spelling is read at all. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bytesToInteger,
  fromBase64url,
  fromUtf8,
  integerToBytes,
  jsonToBase64url,
  toBase64url,
  utf8,
} from './bytes.js'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const anyBytes = fc.uint8Array({ maxLength: 200 }).map(bytes => new Uint8Array(bytes))

describe('base64url', () => {
  test('is what Node writes, and comes back', () => {
    fc.assert(
      fc.property(anyBytes, bytes => {
        const text = toBase64url(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromBase64url(text)).toEqual(bytes)
      }),
    )
  })

  test.each([
    // RFC 4648, section 10, without its padding.
    ['', ''],
    ['f', 'Zg'],
    ['fo', 'Zm8'],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg'],
    ['fooba', 'Zm9vYmE'],
    ['foobar', 'Zm9vYmFy'],
  ])('of %j is %j', (text, encoded) => {
    expect(toBase64url(utf8(text))).toBe(encoded)
    expect(fromBase64url(encoded)).toEqual(utf8(text))
  })

  test('has one spelling for every one byte and every two bytes', () => {
    const read = (length: number) => {
      let count = 0
      const extend = (text: string): void => {
        if (text.length < length) for (const character of ALPHABET) extend(text + character)
        else if (fromBase64url(text)) count++
      }
      extend('')
      return count
    }
    // Of 64² texts only those whose last four bits are zero, of 64³ those whose last two are.
    expect(read(2)).toBe(256)
    expect(read(3)).toBe(65_536)
  })

  test.each([
    ['padding of one', 'Zm8='],
    ['padding of two', 'Zg=='],
    ['padding with nothing before it', '===='],
    ['a length that no bytes have', 'Zm9vY'],
    ['one character', 'Z'],
    ['stray bits in a last byte', 'Zh'],
    ['stray bits in the last two bytes', 'Zm9'],
    ['stray bits far from the beginning', `${'Zm9v'.repeat(1000)}Zh`],
    ['the standard alphabet, 62', '+m9v'],
    ['the standard alphabet, 63', '/m9v'],
    ['a space before', ' Zm9v'],
    ['a space inside', 'Zm 9v'],
    ['a line end behind', 'Zm9v\n'],
    ['a tab', 'Zm9v\t'],
    ['a NUL', 'Zm9v\0'],
    ['a letter of another script', 'Zm9\u0430'],
    ['a Kelvin sign', 'Zm9\u212a'],
    ['a full-width letter', 'Zm9\uff56'],
    ['a dot', 'Zm9v.'],
  ])('with %s is refused', (_, text) => {
    expect(fromBase64url(text)).toBeUndefined()
  })

  test.each([[undefined], [null], [0], [['Zm9v']], [{}], [utf8('Zm9v')]])('is a string (%#)', value => {
    expect(fromBase64url(value)).toBeUndefined()
  })

  test('of half a mebibyte is read', () => {
    const bytes = new Uint8Array(1 << 19).map((_, index) => index)
    expect(Buffer.compare(fromBase64url(toBase64url(bytes)) ?? Buffer.of(), bytes)).toBe(0)
  })
})

describe('an integer', () => {
  test.each([8, 32, 64])('that fits into %i bytes comes back', length => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << BigInt(length * 8)) - 1n }), integer => {
        const bytes = integerToBytes(integer, length)
        expect(bytes).toHaveLength(length)
        expect(bytesToInteger(bytes)).toBe(integer)
        expect(Buffer.from(bytes).toString('hex')).toBe(integer.toString(16).padStart(length * 2, '0'))
      }),
    )
  })

  test('that is too large loses its upper bits', () => {
    expect(integerToBytes((1n << 64n) + 5n, 8)).toEqual(new Uint8Array([0, 0, 0, 0, 0, 0, 0, 5]))
  })

  test('is read from a part of a larger buffer', () => {
    const bytes = new Uint8Array(24).fill(255).fill(0, 8, 15).fill(7, 15, 16)
    expect(bytesToInteger(bytes.subarray(8, 16))).toBe(7n)
  })
})

describe('text', () => {
  test('comes back from its bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(fromUtf8(utf8(text))).toBe(text)
      }),
    )
  })

  test('keeps a byte order mark, so that it is seen', () => {
    expect(fromUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x41]))).toBe('\ufeffA')
  })

  test.each([
    ['a byte that never occurs', [0xff]],
    ['a continuation without a beginning', [0x80]],
    ['a beginning without its continuation', [0xe4, 0xbc]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a code point beyond the last', [0xf4, 0x90, 0x80, 0x80]],
  ])('is not read from %s', (_, bytes) => {
    expect(fromUtf8(new Uint8Array(bytes))).toBeUndefined()
  })

  test('of a JSON value is what ECMAScript writes, in base64url', () => {
    fc.assert(
      fc.property(fc.object(), value => {
        const text = fromUtf8(fromBase64url(jsonToBase64url(value)) ?? new Uint8Array())
        expect(text).toBe(JSON.stringify(value))
      }),
    )
  })
})
