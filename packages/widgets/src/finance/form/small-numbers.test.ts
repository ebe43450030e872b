import { expect, it } from 'vitest'
import { readMonths, readPercent } from './small-numbers.js'

it.each([
  ['12', 12],
  ['１２个月', 12],
  ['18 月', 18],
  ['1年', 12],
  ['一年半', 18],
  ['两年', 24],
  ['半年', 6],
  ['十二个月', 12],
])('understands %s as %d months', (text, months) => {
  expect(readMonths(text)).toBe(months)
})

it.each(['', '一', '十天', '12.5', '-3', '99999', '年'])('takes %s only for what it is', text => {
  expect([undefined, 1]).toContain(readMonths(text))
})

it('reads rates to the last digit, and nothing that is none', () => {
  expect(readPercent('4.35')).toBe(0.0435)
  expect(readPercent('４．３５％')).toBe(0.0435)
  expect(readPercent('百分之四')).toBeUndefined()
  expect(readPercent('1234')).toBeUndefined()
})
