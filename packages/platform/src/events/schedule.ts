/** When a delivery that failed is tried again: ten tries over about 75 hours, as Standard Webhooks proposes. */

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DELAYS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const

export const MAX_ATTEMPTS = DELAYS.length + 1

/** The time of the next try after so many, up to a twentieth sooner or later so that not all come back at once. */
export function nextAttemptAt(attempts: number, now: Date, random: () => number): Date {
  const delay = DELAYS[attempts - 1]
  if (delay === undefined) throw new RangeError(`There is no try after the ${attempts}th.`)
  return new Date(now.getTime() + Math.round(delay * (0.95 + 0.1 * random())))
}
