/** Digits that say nothing: reserved templates, columns off their limits, bits left over, other spellings of a number. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  digitsOf,
  FIELDS,
  HOLDER,
  head,
  holderColumns,
  nameColumns,
  SIGNATURE,
} from '../../../test/wire-columns.js'
import { isRefusal } from './refusal.js'
import { decodeDigits, encodeDigits } from './wire.js'

const DIGITS = encodeDigits(FIELDS)
const FIELD_PRIME = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n

test.each([4n, 5n, 7n, 8n, 12n, 15n])('digits of the reserved template %i are unsupported', template => {
  expect(decodeDigits(digitsOf([...head({ template }), SIGNATURE]))).toMatchObject({ refusal: 'unsupported' })
})

test.each([700, 1000, 2300])('digits of a reserved template are unsupported with %i bits too', length => {
  const digits = digitsOf([
    [15n, 4],
    [1n, length],
  ])
  expect(decodeDigits(digits)).toMatchObject({ refusal: 'unsupported' })
})

test('a second leading bit moves every column: of template 0 it makes the reserved 8', () => {
  expect(decodeDigits(digitsOf([...head({}), SIGNATURE], 3n))).toMatchObject({ refusal: 'unsupported' })
})

test.each([
  [31n ** 17n - 1n, false],
  [31n ** 17n, true],
  [31n ** 17n + 1n, true],
  [2n ** 85n - 1n, true],
])('digits of the subject %i are malformed: %s', (subject, isMalformed) => {
  const result = decodeDigits(digitsOf([...head({ subject }), SIGNATURE]))
  expect(isRefusal(result) && result.refusal === 'malformed').toBe(isMalformed)
})

test.each<[string, string]>([
  ['one bit too many', digitsOf([...head({}), SIGNATURE, [0n, 1]])],
  ['one bit too few', digitsOf([...head({}), [0n, 511]])],
  ['a byte too many', digitsOf([...head({}), SIGNATURE, [255n, 8]])],
  ['as many bits as there may be', digitsOf([...head({}), SIGNATURE, [0n, 1642]])],
  ['half a signature', digitsOf([...head({}), [0n, 400]])],
  ['a name that the template does not announce', digitsOf([...head({}), ...nameColumns('A'), SIGNATURE])],
  ['no name where the template announces one', digitsOf([...head({ template: 1n }), SIGNATURE])],
  ['a name longer than it says', digitsOf([...head({ template: 1n }), ...nameColumns('企业', 1), SIGNATURE])],
  ['a name shorter than it says', digitsOf([...head({ template: 1n }), ...nameColumns('企', 2), SIGNATURE])],
  ['a name without units', digitsOf([...head({ template: 1n }), [0n, 6], SIGNATURE])],
  ['no holder where the template announces one', digitsOf([...head({ template: 2n }), SIGNATURE])],
  [
    'a holder who does not present',
    digitsOf([...head({ template: 2n }), ...holderColumns(HOLDER), SIGNATURE]),
  ],
  ['neither name nor holder, where both are announced', digitsOf([...head({ template: 3n }), SIGNATURE])],
])('digits with %s are malformed', (_, digits) => {
  expect(digits).toMatch(/^[1-9][0-9]{150,700}$/)
  expect(decodeDigits(digits)).toMatchObject({ refusal: 'malformed' })
})

test.each([
  ['of a point', false, holderColumns(HOLDER)[0]?.[0] ?? 0n],
  ['of no point', true, 1n],
  ['of the size of the field', true, FIELD_PRIME],
  ['of a point with the size of the field added', true, 5n + FIELD_PRIME],
  ['of ones alone', true, 2n ** 256n - 1n],
])('digits whose holder key has the x %s are malformed: %s', (_, isMalformed, x) => {
  const digits = digitsOf([...head({ template: 2n }), [x, 256], [0n, 1], SIGNATURE, [0n, 570]])
  expect(isRefusal(decodeDigits(digits))).toBe(isMalformed)
})

test.each([
  ['a leading zero', `0${DIGITS}`],
  ['a space', ` ${DIGITS}`],
  ['a line end', `${DIGITS}\n`],
  ['a sign', `-${DIGITS}`],
  ['hexadecimal digits', `0x${BigInt(DIGITS).toString(16)}`],
  ['a decimal point', `${DIGITS}.0`],
  ['a separator', DIGITS.replace(/^(.)/, '$1_')],
  ['a full-width digit', DIGITS.replace(/\d$/, '\uff11')],
  ['nothing', ''],
  ['150 digits', '1'.repeat(150)],
  ['702 digits', '1'.repeat(702)],
  ['a million digits', '9'.repeat(1_000_000)],
])('a number spelt with %s is malformed', (_, digits) => {
  expect(decodeDigits(digits)).toMatchObject({ refusal: 'malformed' })
})

test('any digits at all give fields or a refusal, never an exception', () => {
  const anyDigits = fc.oneof(
    fc.bigInt({ min: 10n ** 150n, max: 10n ** 701n - 1n }).map(String),
    fc
      .tuple(fc.integer({ min: 500, max: 2328 }), fc.bigInt({ min: 0n, max: 2n ** 600n }))
      .map(([bits, low]) => String((1n << BigInt(bits)) + low)),
  )
  fc.assert(
    fc.property(anyDigits, digits => {
      const result = decodeDigits(digits)
      expect(isRefusal(result) ? result.detail : result.uscc).toBeTruthy()
    }),
    { numRuns: 500 },
  )
})
