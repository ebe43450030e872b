/** Digits and fields: what one says the other says, column by column and at every limit. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  digitsOf,
  FIELDS,
  filled,
  HOLDER,
  head,
  holderColumns,
  integerOf,
  nameColumns,
  PRESENTATION,
  pointOf,
  SIGNATURE,
} from '../../../test/wire-columns.js'
import { usccFromInteger } from '../../uscc.js'
import { isRefusal } from './refusal.js'
import { type CodeFields, decodeDigits, EPOCH, encodeDigits, nameFault } from './wire.js'

const HOLDERS = Array.from({ length: 8 }, (_, number) => pointOf(number))

const anySignature = fc.uint8Array({ minLength: 64, maxLength: 64 }).map(given => new Uint8Array(given))

const anyName = fc
  .array(fc.integer({ min: 0x20, max: 0xfffd }), { minLength: 1, maxLength: 50 })
  .map(units =>
    String.fromCharCode(...units)
      .normalize('NFC')
      .slice(0, 50),
  )
  .filter(name => nameFault(name) === undefined)

/** Every field over its whole range. A holder and a name together are bounded by the 701 digits. */
const anyFields: fc.Arbitrary<CodeFields> = fc
  .record({
    kidPrefix: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    uscc: fc.bigInt({ min: 0n, max: 31n ** 17n - 1n }).map(integer => usccFromInteger(integer) ?? ''),
    issuedAt: fc.integer({ min: 0, max: 2 ** 24 - 1 }).map(minutes => EPOCH + minutes * 60),
    lifetimeClass: fc.nat(15),
    list: fc.nat(15),
    index: fc.nat(2 ** 20 - 1),
    signature: anySignature,
    name: fc.option(anyName, { nil: undefined }),
    holder: fc.option(fc.constantFrom(...HOLDERS), { nil: undefined }),
    shown: fc.record({
      after: fc.nat(2 ** 28 - 1),
      nonce: fc.nat(2 ** 30 - 1),
      signature: anySignature,
    }),
  })
  .map(({ name, holder, shown: { after, nonce, signature }, ...fields }) => ({
    ...fields,
    ...(name !== undefined && { name }),
    ...(holder && { holder, presentation: { presentedAt: fields.issuedAt + after, nonce, signature } }),
  }))

test.each([
  ['a code', 0n, {}],
  ['a code with a name', 1n, { name: '企A' }],
  ['a code with a holder', 2n, { holder: HOLDER, presentation: PRESENTATION }],
  ['a code with both', 3n, { name: '企A', holder: HOLDER, presentation: PRESENTATION }],
])('the digits of %s are the columns of the format, most significant first', (_, template, changes) => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const subject = [...FIELDS.uscc.slice(0, 17)].reduce(
    (sum, digit) => sum * 31n + BigInt(alphabet.indexOf(digit)),
    0n,
  )
  const digits = digitsOf([
    ...head({ template, subject }),
    ...('name' in changes ? nameColumns('企A') : []),
    ...('holder' in changes ? holderColumns(HOLDER) : []),
    SIGNATURE,
    ...('holder' in changes
      ? ([
          [86_400n, 28],
          [123_456_789n, 30],
          [integerOf(PRESENTATION.signature), 512],
        ] as const)
      : []),
  ])
  expect(encodeDigits({ ...FIELDS, ...changes })).toBe(digits)
  expect(decodeDigits(digits)).toEqual({ ...FIELDS, ...changes })
})

test('fields come back from their digits', () => {
  fc.assert(
    fc.property(anyFields, fields => {
      expect(decodeDigits(encodeDigits(fields))).toEqual(fields)
    }),
    { numRuns: 300 },
  )
})

test('whatever digits are read, the same ones are written of what they say', () => {
  const likely = fc
    .tuple(fc.bigInt({ min: 0n, max: 2n ** 681n - 1n }), fc.constantFrom(0n, 0n, 0n, 1n, 2n, 3n, 4n))
    .map(([rest, template]) =>
      digitsOf([
        [template, 4],
        [rest, 681],
      ]),
    )
  let read = 0
  fc.assert(
    fc.property(likely, digits => {
      const fields = decodeDigits(digits)
      if (isRefusal(fields)) return
      read++
      expect(encodeDigits(fields)).toBe(digits)
    }),
    { numRuns: 400 },
  )
  expect(read).toBeGreaterThan(20)
})

describe('at their limits', () => {
  test.each<[string, Partial<CodeFields>]>([
    ['the lowest key id', { kidPrefix: 0 }],
    ['the highest key id', { kidPrefix: 2 ** 32 - 1 }],
    ['the lowest subject', { uscc: '000000000000000000' }],
    ['the highest subject', { uscc: usccFromInteger(31n ** 17n - 1n) ?? '' }],
    ['the first minute', { issuedAt: EPOCH }],
    ['the last minute', { issuedAt: EPOCH + (2 ** 24 - 1) * 60 }],
    ['the shortest lifetime', { lifetimeClass: 0 }],
    ['the longest lifetime', { lifetimeClass: 15 }],
    ['the first list', { list: 0 }],
    ['the last list', { list: 15 }],
    ['the first position', { index: 0 }],
    ['the last position', { index: 2 ** 20 - 1 }],
    ['a signature of zeros', { signature: filled(64, 0) }],
    ['a signature of ones', { signature: filled(64, 255) }],
    ['a name of one unit', { name: 'A' }],
    ['a name of 63 units', { name: '企'.repeat(63) }],
    ['a name beyond the first plane', { name: '\u{20000}'.repeat(31) }],
    [
      'a presentation at once with number 0',
      {
        holder: HOLDER,
        presentation: { presentedAt: FIELDS.issuedAt, nonce: 0, signature: filled(64, 0) },
      },
    ],
    [
      'the last presentation with the highest number',
      {
        holder: HOLDER,
        presentation: {
          presentedAt: FIELDS.issuedAt + 2 ** 28 - 1,
          nonce: 2 ** 30 - 1,
          signature: filled(64, 255),
        },
      },
    ],
  ])('%s comes back', (_, changes) => {
    const fields = { ...FIELDS, ...changes }
    expect(decodeDigits(encodeDigits(fields))).toEqual(fields)
  })
})

describe('a name', () => {
  test.each([
    ['rare ideographs', '\u{20bb7}\u{2a6d6}'],
    ['composed accents', 'Caf\u00e9'],
    ['an emoji', '\u{1f3e2}'],
    ['spaces', ' A\u3000B '],
    ['single quotation marks, tags and ampersands', "<b>'&'</b>"],
    ['a soft hyphen and a joiner', 'A\u00ad\u200dB'],
    ['a private-use character', '\ue000'],
    ['line separators, which JSON does not escape', 'A\u2028\u2029B'],
  ])('may have %s', (_, name) => {
    expect(nameFault(name)).toBeUndefined()
    const fields = { ...FIELDS, name }
    expect(decodeDigits(encodeDigits(fields))).toEqual(fields)
  })

  test.each([
    ['nothing', ''],
    ['64 units', '企'.repeat(64)],
    ['32 characters of two units', '\u{20000}'.repeat(32)],
  ])('may not have %s', (_, name) => {
    expect(nameFault(name)).toBeTypeOf('string')
  })

  test.each([
    ['a quotation mark', 'A"B'],
    ['a backslash', 'A\\B'],
    ['a NUL', 'A\0B'],
    ['a line end', 'A\nB'],
    ['a delete character', 'A\x7fB'],
    ['a control character of the second block', 'A\x85B'],
    ['the first half of a pair alone', 'A\ud840'],
    ['the second half of a pair alone', '\udc00A'],
    ['the halves of a pair exchanged', '\udc00\ud840'],
    ['a decomposed accent', 'Cafe\u0301'],
    ['an Angstrom sign, which has another spelling', '\u212b'],
    ['a compatibility ideograph, which has another spelling', '\uf900'],
  ])('may not have %s, and digits with it are malformed', (_, name) => {
    expect(nameFault(name)).toBeTypeOf('string')
    const digits = digitsOf([...head({ template: 1n }), ...nameColumns(name), SIGNATURE])
    expect(decodeDigits(digits)).toMatchObject({ refusal: 'malformed' })
  })
})

test('with a holder a name of 50 units is the longest that 701 digits have room for', () => {
  const withName = (length: number) => ({
    ...FIELDS,
    name: '企'.repeat(length),
    holder: HOLDER,
    presentation: PRESENTATION,
  })
  expect(decodeDigits(encodeDigits(withName(50)))).toEqual(withName(50))
  expect(decodeDigits(encodeDigits(withName(51)))).toMatchObject({ refusal: 'malformed' })
})
