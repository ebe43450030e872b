import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_JSON_DEPTH, readStrictJson } from './strict-json.js'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readStrictJson(bytesOf(text))
const refused = (fault: string, pointer = '') => ({ isJson: false, pointer, fault })

test.each([
  ['a member twice', '{"a":1,"a":1}', refused('duplicate_member', '/a')],
  ['a member twice, spelt in two ways', '{"a":1,"\\u0061":2}', refused('duplicate_member', '/a')],
  ['a member twice, deep inside', '[{"b":{"c/d":1,"c/d":2}}]', refused('duplicate_member', '/0/b/c~1d')],
  ['a prototype', '{"a":{"__proto__":{"isAdmin":true}}}', refused('forbidden_member', '/a/__proto__')],
  ['NUL in a text', '{"a":["b","\\u0000"]}', refused('nul_character', '/a/1')],
  ['NUL in a name', '{"\\u0000":1}', refused('nul_character', '/\ufffd')],
  ['half a surrogate pair', '{"a":"\\ud83d"}', refused('lone_surrogate', '/a')],
  ['a surrogate pair turned round', '["\\ude00\\ud83d"]', refused('lone_surrogate', '/0')],
  ['an integer beyond 2^53', '{"a":9007199254740993}', refused('number_too_large', '/a')],
  ['2^53 itself', '9007199254740992', refused('number_too_large')],
  ['a negative one', '[-9007199254740993]', refused('number_too_large', '/0')],
  ['an integer in scientific notation', '[1e20]', refused('number_too_large', '/0')],
  ['more than a double holds', '[1e400]', refused('number_too_large', '/0')],
  ['a byte order mark', '\ufeff{}', refused('byte_order_mark')],
  ['nothing', '', refused('not_json')],
  ['a trailing comma', '{"a":1,}', refused('not_json')],
  ['a comment', '{} // yes', refused('not_json')],
  ['two values', '{}{}', refused('not_json')],
  ['single quotes', "{'a':1}", refused('not_json')],
  ['a bare control character', '["\u0001"]', refused('not_json')],
  ['NaN', '[NaN]', refused('not_json')],
  ['a number with a leading zero', '[01]', refused('not_json')],
  ['half a text', '{"a":"b', refused('not_json')],
])('refuses %s', (_, text, refusal) => {
  expect(read(text)).toEqual(refusal)
})

test.each([
  ['a surrogate on its own', [0x22, 0xed, 0xa0, 0x80, 0x22]],
  ['a byte that is none', [0x22, 0xff, 0x22]],
  ['a character cut off', [0x22, 0xe4, 0xbc, 0x22]],
  ['a character in more bytes than it needs', [0x22, 0xc0, 0xaf, 0x22]],
  ['another encoding', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
])('refuses bytes that are not UTF-8: %s', (_, bytes) => {
  expect(readStrictJson(new Uint8Array(bytes))).toEqual(refused('not_utf8'))
})

describe('depth', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

  test(`is ${MAX_JSON_DEPTH} at most`, () => {
    expect(read(nested(MAX_JSON_DEPTH)).isJson).toBe(true)
    expect(read(nested(MAX_JSON_DEPTH + 1))).toEqual(refused('too_deep', '/0'.repeat(MAX_JSON_DEPTH)))
  })

  test('of half a million is refused, not fallen over', () => {
    expect(read(nested(500_000)).isJson).toBe(false)
    expect(read('{"a":'.repeat(100_000))).toEqual(refused('not_json'))
  })
})

test.each([
  '{"a":{"a":1},"b":{"a":2}}',
  '{"a":"a","":"","constructor":null}',
  '["\\ud83d\\ude00", "\\u4f01", "😀", "\\"{[,:]}\\\\"]',
  '[9007199254740991, -9007199254740991, 0.1, 1e-7, 1.5e3, -0]',
  ' \t\r\n true ',
])('takes %s', text => {
  expect(read(text)).toEqual({ isJson: true, value: JSON.parse(text) })
})

test('takes whatever JSON.stringify makes of values that can be kept, unchanged', () => {
  const text = fc.string({ unit: 'binary' }).filter(one => !one.includes('\0'))
  const { value } = fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
      text,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        text.filter(name => name !== '__proto__'),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  }))
  fc.assert(
    fc.property(value, fc.constantFrom(0, 2), (given, indent) => {
      const written = JSON.stringify(given, undefined, indent)
      expect(read(written)).toEqual({ isJson: true, value: JSON.parse(written) })
    }),
    { numRuns: 1000 },
  )
})

test('never throws, whatever it is given', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    'a',
    '1',
    '-',
    'e',
    'null',
    ' ',
    '\\u00',
    '"a"',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), drawn => {
      const text = drawn.join('')
      const reading = read(text)
      if (reading.isJson) expect(reading.value).toEqual(JSON.parse(text))
    }),
    { numRuns: 3000 },
  )
})

test('reads a mebibyte in no time', () => {
  const long = JSON.stringify({
    text: '\\"'.repeat(120_000),
    list: Array.from({ length: 60_000 }, (_, index) => index),
  })
  expect(read(long).isJson).toBe(true)
  expect(read(`"${'a'.repeat(1_000_000)}"`).isJson).toBe(true)
})
