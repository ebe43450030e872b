import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysAfter, legalDateAt, momentOf } from '../calendar/shanghai-time.js'
import { applicationWindow, windowAt } from './window.js'

const winter = applicationWindow.parse({ type: 'annual', from: '11-15', to: '01-31', closingHour: '17:00' })
const spring = applicationWindow.parse({ type: 'annual', from: '03-01', to: '04-30' })

describe('a window of every year', () => {
  test('opens with its first day and closes with the end of its last, in Shanghai', () => {
    expect(windowAt(spring, new Date('2026-02-28T15:59:59Z'))).toEqual({
      isOpen: false,
      opensAt: new Date('2026-02-28T16:00:00Z'),
    })
    expect(windowAt(spring, new Date('2026-02-28T16:00:00Z'))).toEqual({
      isOpen: true,
      closesAt: new Date('2026-04-30T16:00:00Z'),
    })
    expect(windowAt(spring, new Date('2026-04-30T16:00:00Z'))).toEqual({
      isOpen: false,
      opensAt: momentOf('2027-03-01', '00:00'),
    })
  })

  test('wraps the end of the year and closes at its hour', () => {
    const closesAt = momentOf('2026-01-31', '17:00')
    expect(windowAt(winter, momentOf('2025-11-15', '00:00'))).toEqual({ isOpen: true, closesAt })
    expect(windowAt(winter, momentOf('2025-12-31', '24:00'))).toEqual({ isOpen: true, closesAt })
    expect(windowAt(winter, momentOf('2026-01-31', '16:59'))).toEqual({ isOpen: true, closesAt })
    expect(windowAt(winter, closesAt)).toEqual({ isOpen: false, opensAt: momentOf('2026-11-15', '00:00') })
  })

  test('ends on 28 or 29 February, as the year has it', () => {
    const window = applicationWindow.parse({ type: 'annual', from: '02-29', to: '02-29' })
    expect(windowAt(window, momentOf('2024-01-01', '00:00'))).toMatchObject({
      opensAt: momentOf('2024-02-29', '00:00'),
    })
    expect(windowAt(window, momentOf('2026-01-01', '00:00'))).toMatchObject({
      opensAt: momentOf('2026-02-28', '00:00'),
    })
  })

  test('is open on exactly the days between its two, whether or not they wrap', () => {
    const day = fc.integer({ min: 0, max: 364 }).map(days => daysAfter('2026-01-01', days).slice(5))
    const date = fc.integer({ min: 0, max: 1460 }).map(days => daysAfter('2024-01-01', days))
    fc.assert(
      fc.property(day, day, date, fc.constantFrom('00:00', '12:00', '23:59'), (from, to, on, time) => {
        const window = applicationWindow.parse({ type: 'annual', from, to })
        const today = on.slice(5)
        const expected = from <= to ? from <= today && today <= to : today >= from || today <= to
        expect(windowAt(window, momentOf(on, time)).isOpen).toBe(expected)
      }),
    )
  })

  test('what it says of the next change comes true, and nothing changes before', () => {
    const date = fc.integer({ min: 0, max: 1460 }).map(days => daysAfter('2024-01-01', days))
    fc.assert(
      fc.property(fc.constantFrom(winter, spring), date, (window, on) => {
        const state = windowAt(window, momentOf(on, '12:00'))
        const change = state.isOpen ? state.closesAt : state.opensAt
        if (!change) throw new Error('a window of every year always changes')
        expect(windowAt(window, change).isOpen).toBe(!state.isOpen)
        expect(windowAt(window, new Date(change.getTime() - 1)).isOpen).toBe(state.isOpen)
      }),
    )
  })

  test('is never open while its policy is not in force', () => {
    const validity = { from: '2025-03-10', to: '2027-04-10' }
    expect(windowAt(spring, momentOf('2023-03-15', '12:00'), validity)).toEqual({
      isOpen: false,
      opensAt: momentOf('2025-03-10', '00:00'),
    })
    expect(windowAt(spring, momentOf('2027-03-15', '12:00'), validity)).toEqual({
      isOpen: true,
      closesAt: momentOf('2027-04-10', '24:00'),
    })
    expect(windowAt(spring, momentOf('2027-04-11', '00:00'), validity)).toEqual({ isOpen: false })
    expect(windowAt(spring, momentOf('2024-12-01', '00:00'), { from: '2025-05-01' })).toEqual({
      isOpen: false,
      opensAt: momentOf('2026-03-01', '00:00'),
    })
  })
})

describe('other windows', () => {
  test('one that is open all year has no end but that of its policy', () => {
    const window = applicationWindow.parse({ type: 'year-round' })
    const at = momentOf('2026-06-01', '00:00')
    expect(windowAt(window, at)).toEqual({ isOpen: true })
    expect(windowAt(window, at, { to: '2027-12-31' })).toEqual({
      isOpen: true,
      closesAt: momentOf('2027-12-31', '24:00'),
    })
    expect(windowAt(window, at, { from: '2026-06-02' })).toEqual({
      isOpen: false,
      opensAt: momentOf('2026-06-02', '00:00'),
    })
    expect(windowAt(window, at, { to: '2026-05-31' })).toEqual({ isOpen: false })
  })

  test('one with dates is open once', () => {
    const window = applicationWindow.parse({
      type: 'fixed',
      from: '2026-05-06',
      to: '2026-05-20',
      closingHour: '16:30',
    })
    expect(windowAt(window, momentOf('2026-05-05', '23:59'))).toEqual({
      isOpen: false,
      opensAt: momentOf('2026-05-06', '00:00'),
    })
    expect(windowAt(window, momentOf('2026-05-20', '16:29'))).toEqual({
      isOpen: true,
      closesAt: momentOf('2026-05-20', '16:30'),
    })
    expect(windowAt(window, momentOf('2026-05-20', '16:30'))).toEqual({ isOpen: false })
  })

  test('days that do not exist and ends before beginnings are refused', () => {
    for (const given of [
      { type: 'annual', from: '02-30', to: '03-01' },
      { type: 'annual', from: '13-01', to: '03-01' },
      { type: 'fixed', from: '2026-05-20', to: '2026-05-06' },
      { type: 'fixed', from: '2026-05-20', to: '2026-06-06', closingHour: '5 pm' },
      { type: 'monthly' },
    ])
      expect(applicationWindow.safeParse(given).success).toBe(false)
  })

  test('a date is dated by Shanghai when it is looked at from elsewhere', () => {
    const at = new Date('2025-12-31T17:00:00Z')
    expect(legalDateAt(at)).toBe('2026-01-01')
    expect(windowAt(applicationWindow.parse({ type: 'annual', from: '01-01', to: '01-01' }), at).isOpen).toBe(
      true,
    )
  })
})
