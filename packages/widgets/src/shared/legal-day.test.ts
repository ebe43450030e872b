import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayAt, daysAfter, lastDayOf, yearsAfter } from './legal-day.js'

it('counts days in Shanghai', () => {
  expect(dayAt(Date.parse('2026-03-01T15:59:59Z'))).toBe('2026-03-01')
  expect(dayAt(Date.parse('2026-03-01T16:00:00Z'))).toBe('2026-03-02')
})

it('names the last whole day before an end, and leaves what is no time as it is', () => {
  expect(lastDayOf('2026-06-30T16:00:00.000Z')).toBe('2026-06-30')
  expect(lastDayOf('soon')).toBe('soon')
})

it('names as last day of an end at midnight the day before it', () => {
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, day => {
      const text = day.toISOString().slice(0, 10)
      expect(lastDayOf(new Date(Date.parse(`${text}T16:00:00Z`)).toISOString())).toBe(text)
    }),
  )
})

it('counts on over months and leap years', () => {
  expect(daysAfter('2028-02-28', 2)).toBe('2028-03-01')
  expect(yearsAfter('2026-03-02', 3)).toBe('2029-03-02')
})
