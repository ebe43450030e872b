import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysAfter, isWeekend, lastDayOf, legalDateAt, momentOf } from './shanghai-time.js'

const moment = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
})

describe('time in Shanghai', () => {
  test('a new day begins at four in the afternoon of UTC', () => {
    expect(legalDateAt(new Date('2026-12-31T15:59:59.999Z'))).toBe('2026-12-31')
    expect(legalDateAt(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01')
  })

  test('an hour on a date is eight hours earlier in UTC, in summer as in winter', () => {
    expect(momentOf('2026-01-31', '17:00')).toEqual(new Date('2026-01-31T09:00:00Z'))
    expect(momentOf('2026-07-31', '17:00')).toEqual(new Date('2026-07-31T09:00:00Z'))
    expect(momentOf('2026-01-31', '00:00')).toEqual(new Date('2026-01-30T16:00:00Z'))
  })

  test('the end of a day is the beginning of the next', () => {
    expect(momentOf('2024-02-28', '24:00')).toEqual(momentOf('2024-02-29', '00:00'))
  })

  test('every moment lies within the day it is dated', () => {
    fc.assert(
      fc.property(moment, at => {
        const date = legalDateAt(at)
        expect(momentOf(date, '00:00') <= at && at < momentOf(date, '24:00')).toBe(true)
      }),
    )
  })

  test('going back as many days as forward returns to the date', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -4000, max: 4000 }), (at, days) => {
        const date = legalDateAt(at)
        expect(daysAfter(daysAfter(date, days), -days)).toBe(date)
      }),
    )
  })

  test('seven days in a row have one Saturday and one Sunday', () => {
    const week = [0, 1, 2, 3, 4, 5, 6].map(day => daysAfter('2026-02-26', day))
    expect(week.filter(isWeekend)).toEqual(['2026-02-28', '2026-03-01'])
  })

  test('February has twenty-nine days in leap years only', () => {
    expect([2000, 2024, 2026, 2100].map(year => lastDayOf(year, 2))).toEqual([29, 29, 28, 28])
  })

  test('days and hours that do not exist are refused', () => {
    expect(() => daysAfter('2026-02-30', 1)).toThrow()
    for (const time of ['25:00', '24:01', '9:00', '17:60', '17.00', ''])
      expect(() => momentOf('2026-02-01', time)).toThrow()
  })
})
