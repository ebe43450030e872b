/** JSON from outside: an object without repeated members, or nothing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from './bytes.js'
import { asObject, isWhole, readJsonObject } from './json.js'

const read = (text: string) => readJsonObject(utf8(text))

describe('an object', () => {
  test.each([
    ['without members', '{}'],
    ['with one', '{"a":1}'],
    ['with white space around', ' \r\n\t{ "a" : 1 } '],
    ['with a colon in a string', '{"a":"b:c","d":":"}'],
    ['with a colon in a name', '{"a:b":1,":":2}'],
    ['with an escaped quotation mark before a colon', '{"a":"\\":","b\\":":1}'],
    ['with a backslash at the end of a string', '{"a":"\\\\","b":"\\\\\\\\"}'],
    ['with the same name on two levels', '{"a":{"a":{"a":1}}}'],
    ['with the same name in objects side by side', '{"a":{"b":1},"c":{"b":1}}'],
    ['with the same name in objects of one array', '{"a":[{"b":1},{"b":1},[{"b":[]}]]}'],
    ['with names that differ in case', '{"a":1,"A":1}'],
    ['with names that are indices', '{"1":1,"0":1}'],
    ['with the name __proto__', '{"__proto__":{"a":1},"b":2}'],
    ['with an empty name', '{"":1}'],
    ['with line separators in a string', '{"a":"\u2028\u2029"}'],
  ])('%s is read', (_, text) => {
    expect(read(text)).toEqual(JSON.parse(text))
  })

  test('that ECMAScript wrote comes back', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
        const text = JSON.stringify(value)
        expect(JSON.stringify(read(text))).toBe(text)
      }),
    )
  })

  test('with a string as long as a full status list is read', () => {
    const lst = 'A'.repeat(700_000)
    expect(read(`{"status_list":{"bits":2,"lst":"${lst}"}}`)).toEqual({ status_list: { bits: 2, lst } })
  })

  test('of thousands of members is read', () => {
    const members = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`m${index}`, [index]]))
    expect(read(JSON.stringify(members))).toEqual(members)
  })
})

describe('a member that stands twice is refused', () => {
  test.each([
    ['with another value', '{"a":1,"a":2}'],
    ['with the same value', '{"a":1,"a":1}'],
    ['apart from the first', '{"a":1,"b":2,"c":3,"a":4}'],
    ['spelt with an escape', '{"a":1,"\\u0061":2}'],
    ['spelt with escapes both times', '{"\\u0061":1,"\\u0061":2}'],
    ['an escaped solidus', '{"/":1,"\\/":2}'],
    ['in an inner object', '{"a":{"b":1,"b":2}}'],
    ['in an inner object, by an escape', '{"a":{"b":1,"\\u0062":2}}'],
    ['in an object of an array', '{"a":[1,{"b":1,"b":2}]}'],
    ['deep inside', `${'{"a":'.repeat(50)}{"b":1,"b":2}${'}'.repeat(50)}`],
    ['the empty name', '{"":1,"":2}'],
    ['__proto__', '{"__proto__":1,"__proto__":2}'],
    ['__proto__ as an object', '{"__proto__":{},"__proto__":{}}'],
    ['constructor', '{"constructor":1,"constructor":2}'],
    ['an index', '{"0":1,"0":2}'],
    ['with its first value an object', '{"a":{"x":1,"y":2},"a":1}'],
    ['beside a string full of colons', '{"a":":::","a":1}'],
    ['beside an escaped quotation mark', '{"a":"\\"","a":1}'],
    ['with white space before its colon', '{"a":1,"a" \n:\t2}'],
    ['three times', '{"a":1,"a":2,"a":3}'],
  ])('%s', (_, text) => {
    expect(JSON.parse(text)).toBeTypeOf('object')
    expect(read(text)).toBeUndefined()
  })

  test('wherever in an object it was put', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
        fc.nat(),
        fc.jsonValue(),
        (object, position, value) => {
          const names = Object.keys(object)
          const name = names[position % names.length] ?? ''
          const text = `{${JSON.stringify(name)}:${JSON.stringify(value)},${JSON.stringify(object).slice(1)}`
          expect(read(text)).toBeUndefined()
        },
      ),
    )
  })
})

describe('refused is', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' '],
    ['null', 'null'],
    ['an array', '[]'],
    ['an array of an object', '[{"a":1}]'],
    ['a string', '"{}"'],
    ['a number', '1'],
    ['true', 'true'],
    ['text behind the object', '{}x'],
    ['a second object', '{}{}'],
    ['a NUL behind the object', '{}\0'],
    ['a byte order mark before it', '\ufeff{}'],
    ['a comment', '{/**/}'],
    ['a comma at the end', '{"a":1,}'],
    ['single quotation marks', "{'a':1}"],
    ['a name without quotation marks', '{a:1}'],
    ['a control character in a string', '{"a":"\n"}'],
    ['NaN', '{"a":NaN}'],
    ['a leading zero', '{"a":01}'],
    ['an object that is not closed', '{"a":1'],
    ['a string that is not closed', '{"a":"b}'],
  ])('%s', (_, text) => {
    expect(read(text)).toBeUndefined()
  })

  test.each([
    ['UTF-8 that is none', [0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]],
    ['UTF-16', [0x7b, 0x00, 0x7d, 0x00]],
    ['a surrogate in UTF-8', [0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]],
  ])('%s', (_, bytes) => {
    expect(readJsonObject(new Uint8Array(bytes))).toBeUndefined()
  })

  test.each([
    ['arrays a hundred thousand deep', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['objects a hundred thousand deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['brackets that nobody closes', '['.repeat(1_000_000)],
    ['quotation marks that nobody closes', `{${'"\\'.repeat(500_000)}`],
  ])('what would need too deep a stack: %s', (_, text) => {
    expect(read(text)).toBeUndefined()
  })
})

test('only an object that is no array counts as one', () => {
  for (const value of [{}, { a: 1 }, Object.create(null)]) expect(asObject(value)).toBe(value)
  for (const value of [null, undefined, [], [{}], 'a', 1, true, () => ({})])
    expect(asObject(value)).toBeUndefined()
})

test.each([
  [0, undefined, true],
  [-0, undefined, true],
  [2 ** 53 - 1, undefined, true],
  [2 ** 53, undefined, false],
  [15, 16, true],
  [16, 16, false],
  [-1, undefined, false],
  [1.5, undefined, false],
  [Number.NaN, undefined, false],
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, false],
  ['1', undefined, false],
  [1n, undefined, false],
  [null, undefined, false],
  [[1], undefined, false],
])('whether %s below %s is a whole number: %s', (value, limit, expected) => {
  expect(isWhole(value, limit)).toBe(expected)
})
