/**
 * Exact arithmetic on decimals as people write them, so that 8 % of 5,000,000 yuan is 400,000 and not a cent beside it.
 * A ratio is two integers, its denominator positive.
 */

export interface Ratio {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const ZERO: Ratio = { numerator: 0n, denominator: 1n }

/**
 * The decimal that a number shows when it is written: 0.1 is one tenth, not the double nearest to it.
 *
 * @throws {RangeError} when the number is not finite
 *
 * @example
 * ```ts
 * exact(0.15) // { numerator: 15n, denominator: 100n }
 * ```
 */
export function exact(number: number): Ratio {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number))
  if (!match) throw new RangeError(`${number} is not a finite number`)

  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const digits = BigInt(sign + whole + fraction)
  const places = fraction.length - Number(exponent)
  return places < 0
    ? { numerator: digits * 10n ** BigInt(-places), denominator: 1n }
    : { numerator: digits, denominator: 10n ** BigInt(places) }
}

export function plus(a: Ratio, b: Ratio): Ratio {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  }
}

export function minus(a: Ratio, b: Ratio): Ratio {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator })
}

export function times(a: Ratio, b: Ratio): Ratio {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator }
}

/** @throws {RangeError} when the divisor is zero */
export function dividedBy(a: Ratio, b: Ratio): Ratio {
  if (b.numerator === 0n) throw new RangeError('division by zero')

  const sign = b.numerator < 0n ? -1n : 1n
  return {
    numerator: sign * a.numerator * b.denominator,
    denominator: sign * a.denominator * b.numerator,
  }
}

/** Negative when `a` is less, zero when equal, positive when more. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function smaller(a: Ratio, b: Ratio): Ratio {
  return compare(a, b) <= 0 ? a : b
}

export function larger(a: Ratio, b: Ratio): Ratio {
  return compare(a, b) >= 0 ? a : b
}

/** The greatest whole number that is not more. */
export function roundedDown({ numerator, denominator }: Ratio): bigint {
  const quotient = numerator / denominator
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient
}

/** The nearest number with so many decimals, halves upward, for showing. */
export function roundedTo(ratio: Ratio, decimals: number): number {
  const scale = 10n ** BigInt(decimals)
  const scaled = times(ratio, { numerator: scale, denominator: 1n })
  return Number(roundedDown(plus(scaled, { numerator: 1n, denominator: 2n }))) / Number(scale)
}
