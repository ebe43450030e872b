import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCalendar, NATIONAL_CALENDAR } from './calendar.js'
import { daysAfter, isWeekend, momentOf } from './shanghai-time.js'
import {
  addWorkingDays,
  CalendarUnknownError,
  dueMoment,
  isWorkingDay,
  workingDaysBetween,
} from './working-days.js'

const day = fc.integer({ min: 0, max: 729 }).map(days => daysAfter('2025-01-01', days))

describe('the calendar of the State Council', () => {
  test('each year has the 248 working days that 13 public holidays leave', () => {
    for (const year of [2025, 2026]) {
      const days = Array.from({ length: 365 }, (_, index) => daysAfter(`${year}-01-01`, index))
      expect(days.filter(date => isWorkingDay(date))).toHaveLength(365 - 104 - 13)
    }
  })

  test('only weekend days are made up for, and none of them is in a holiday', () => {
    for (const date of NATIONAL_CALENDAR.makeUpWorkdays) {
      expect(isWeekend(date), date).toBe(true)
      expect(NATIONAL_CALENDAR.daysOff.has(date), date).toBe(false)
    }
  })

  test('a notice is refused when its days are of another year or its holiday ends before it begins', () => {
    const notice = { year: 2027, document: '示例', issuedOn: '2026-11-01', holidays: [], makeUpWorkdays: [] }
    const name = { zh: '元旦', en: 'New Year' }
    expect(() => createCalendar([{ ...notice, makeUpWorkdays: ['2026-11-30'] }])).toThrow()
    expect(() =>
      createCalendar([{ ...notice, holidays: [{ name, from: '2027-01-02', to: '2027-01-01' }] }]),
    ).toThrow()
    expect(() =>
      createCalendar([{ ...notice, holidays: [{ name, from: '2027-02-29', to: '2027-03-01' }] }]),
    ).toThrow()
    const calendar = createCalendar([
      { ...notice, holidays: [{ name, from: '2026-12-31', to: '2027-01-01' }] },
    ])
    expect([...calendar.daysOff]).toEqual(['2026-12-31', '2027-01-01'])
  })
})

describe('working days', () => {
  test('a holiday is off, a weekday is worked, and a Saturday that makes up for one is worked', () => {
    expect(isWorkingDay('2026-02-13')).toBe(true)
    expect(isWorkingDay('2026-02-14')).toBe(true)
    expect(isWorkingDay('2026-02-16')).toBe(false)
    expect(isWorkingDay('2026-02-24')).toBe(true)
    expect(isWorkingDay('2026-03-07')).toBe(false)
  })

  test('the day of the beginning is not counted', () => {
    expect(addWorkingDays('2026-03-05', 1)).toBe('2026-03-06')
    expect(addWorkingDays('2026-03-07', 1)).toBe('2026-03-09')
    expect(addWorkingDays('2026-03-07', 0)).toBe('2026-03-07')
  })

  test('counting goes over a holiday and takes the Saturday worked for it', () => {
    expect(addWorkingDays('2026-09-30', 3)).toBe('2026-10-10')
    expect(addWorkingDays('2025-09-26', 1)).toBe('2025-09-28')
    expect(addWorkingDays('2025-12-31', 1)).toBe('2026-01-04')
  })

  test('counting gives back what was added', () => {
    fc.assert(
      fc.property(day, fc.nat(200), (from, days) => {
        fc.pre(workingDaysBetween(from, '2026-12-31') >= days)
        expect(workingDaysBetween(from, addWorkingDays(from, days))).toBe(days)
      }),
    )
  })

  test('adding what was counted gives back the day, when it is worked', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [from = one, to = other] = [one, other].sort()
        fc.pre(from < to && isWorkingDay(to))
        expect(addWorkingDays(from, workingDaysBetween(from, to))).toBe(to)
      }),
    )
  })

  test('adding in two steps is adding at once, and the count backward is the count forward negated', () => {
    fc.assert(
      fc.property(day, fc.nat(40), fc.nat(40), (from, first, second) => {
        fc.pre(workingDaysBetween(from, '2026-12-31') >= first + second)
        const middle = addWorkingDays(from, first)
        expect(addWorkingDays(middle, second)).toBe(addWorkingDays(from, first + second))
        expect(workingDaysBetween(middle, from) + workingDaysBetween(from, middle)).toBe(0)
      }),
    )
  })

  test('beyond the last year that is published nothing is guessed', () => {
    expect(addWorkingDays('2026-12-30', 1)).toBe('2026-12-31')
    expect(() => addWorkingDays('2026-12-30', 2)).toThrow(CalendarUnknownError)
    expect(() => workingDaysBetween('2024-12-30', '2025-01-02')).toThrow('2024')
    try {
      isWorkingDay('2027-01-04')
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'calendar_unknown', year: 2027 })
    }
  })

  test('numbers of days that mean nothing are refused', () => {
    for (const days of [-1, 1.5, Number.NaN, Infinity, 5001])
      expect(() => addWorkingDays('2026-01-05', days)).toThrow(RangeError)
  })
})

describe('the moment something is due', () => {
  test('it is the closing hour of the last day, whatever hour it began', () => {
    const limit = { workingDays: 3, closingHour: '17:00' }
    const due = momentOf('2026-03-10', '17:00')
    expect(dueMoment(momentOf('2026-03-05', '00:00'), limit)).toEqual(due)
    expect(dueMoment(momentOf('2026-03-05', '23:59'), limit)).toEqual(due)
    expect(dueMoment(momentOf('2026-03-06', '00:00'), limit)).toEqual(momentOf('2026-03-11', '17:00'))
  })

  test('it begins on the date in Shanghai, not on that of UTC', () => {
    expect(dueMoment(new Date('2026-03-05T16:30:00Z'), { workingDays: 1 })).toEqual(
      momentOf('2026-03-09', '24:00'),
    )
  })
})
