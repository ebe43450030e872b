import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, dividedBy, exact, minus, plus, roundedDown, roundedTo, times, ZERO } from './exact.js'

const decimal = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, places]) => Number(`${digits}e-${places}`))

describe('exact arithmetic', () => {
  test('a number is the decimal it shows, with and without an exponent', () => {
    expect(exact(0.1)).toEqual({ numerator: 1n, denominator: 10n })
    expect(exact(1.5e-7)).toEqual({ numerator: 15n, denominator: 10n ** 8n })
    expect(exact(2e21)).toEqual({ numerator: 2n * 10n ** 21n, denominator: 1n })
    expect(exact(-0.25)).toEqual({ numerator: -25n, denominator: 100n })
    expect(exact(-0)).toEqual({ numerator: 0n, denominator: 1n })
  })

  test('what is no finite number is refused', () => {
    for (const number of [Number.NaN, Infinity, -Infinity]) expect(() => exact(number)).toThrow(RangeError)
    expect(() => dividedBy(exact(1), ZERO)).toThrow(RangeError)
  })

  test('tenths add up, where doubles do not', () => {
    expect(0.1 + 0.2 === 0.3).toBe(false)
    expect(compare(plus(exact(0.1), exact(0.2)), exact(0.3))).toBe(0)
  })

  test('minus undoes plus, and division undoes multiplication', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(compare(minus(plus(exact(a), exact(b)), exact(b)), exact(a))).toBe(0)
        if (b !== 0) expect(compare(dividedBy(times(exact(a), exact(b)), exact(b)), exact(a))).toBe(0)
      }),
    )
  })

  test('comparison agrees with that of the numbers', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(compare(exact(a), exact(b))).toBe(Math.sign(a - b) + 0)
      }),
    )
  })

  test('rounding down goes to the lower whole number on both sides of zero', () => {
    expect(roundedDown(exact(2.9))).toBe(2n)
    expect(roundedDown(exact(-2.1))).toBe(-3n)
    expect(roundedDown(exact(-3))).toBe(-3n)
  })

  test('rounding to decimals takes halves upward, of the decimal and not of the double', () => {
    expect(roundedTo(exact(1.005), 2)).toBe(1.01)
    expect(roundedTo(exact(66.665), 2)).toBe(66.67)
    expect(roundedTo(exact(66.664999), 2)).toBe(66.66)
  })
})
