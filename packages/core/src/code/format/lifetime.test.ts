/** The sixteen lifetimes: their names, classes and seconds, against the table of the code format. */
import { expect, test } from 'vitest'
import { classOfSeconds, LIFETIMES, secondsOfClass } from './lifetime.js'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEAR = 365 * DAY

const TABLE = [
  ['1m', MINUTE],
  ['2m', 2 * MINUTE],
  ['5m', 5 * MINUTE],
  ['10m', 10 * MINUTE],
  ['30m', 30 * MINUTE],
  ['1h', HOUR],
  ['12h', 12 * HOUR],
  ['1d', DAY],
  ['7d', 7 * DAY],
  ['30d', 30 * DAY],
  ['90d', 90 * DAY],
  ['180d', 180 * DAY],
  ['1y', YEAR],
  ['2y', 2 * YEAR],
  ['3y', 3 * YEAR],
  ['5y', 5 * YEAR],
] as const

test('there are sixteen lifetimes, in the order of their classes', () => {
  expect(LIFETIMES).toEqual(TABLE.map(([name]) => name))
})

test.each(TABLE.map((row, lifetimeClass) => [...row, lifetimeClass] as const))(
  'the lifetime %s is %i seconds, class %i',
  (_, seconds, lifetimeClass) => {
    expect(secondsOfClass(lifetimeClass)).toBe(seconds)
    expect(classOfSeconds(seconds)).toBe(lifetimeClass)
    for (const beside of [seconds - 1, seconds + 1, -seconds]) expect(classOfSeconds(beside)).toBe(-1)
  },
)

test.each([0, Number.NaN, Number.POSITIVE_INFINITY, 60.5, 1e308])('no class has %s seconds', seconds => {
  expect(classOfSeconds(seconds)).toBe(-1)
})
