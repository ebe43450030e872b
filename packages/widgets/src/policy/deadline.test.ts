import { expect, it } from 'vitest'
import { closingTime, windowOf } from './application-window.js'
import { countyDay, deadlineOf } from './deadline.js'

const at = (text: string) => Date.parse(text)

it('counts whole days of the county until the last day, which midnight still belongs to', () => {
  const item = { isOpen: true, closesAt: '2026-04-30T16:00:00Z' }
  expect(deadlineOf(item, at('2026-03-02T01:00:00Z'))).toEqual({
    kind: 'open',
    lastDay: '2026-04-30',
    days: 59,
  })
  expect(deadlineOf(item, at('2026-04-30T15:59:59Z'))).toEqual({
    kind: 'open',
    lastDay: '2026-04-30',
    days: 0,
  })
  // One o'clock in the morning in the county, when it is still yesterday in UTC.
  expect(deadlineOf(item, at('2026-04-28T17:00:00Z'))).toMatchObject({ days: 1 })
})

it('is over at its closing moment, even where the answer is older', () => {
  expect(deadlineOf({ isOpen: true, closesAt: '2026-04-30T09:00:00Z' }, at('2026-04-30T09:00:00Z'))).toEqual({
    kind: 'closed',
  })
})

it('says from when it is open, that it always is, and that it is no more', () => {
  const now = at('2026-03-02T01:00:00Z')
  expect(deadlineOf({ isOpen: false, opensAt: '2026-07-31T16:00:00Z' }, now)).toEqual({
    kind: 'opens',
    firstDay: '2026-08-01',
  })
  expect(deadlineOf({ isOpen: true }, now)).toEqual({ kind: 'always' })
  expect(deadlineOf({ isOpen: false }, now)).toEqual({ kind: 'closed' })
})

it('tells an hour that closes earlier than the day', () => {
  expect(closingTime({ closesAt: '2026-04-30T09:00:00Z' })).toBe('17:00')
  expect(closingTime({ closesAt: '2026-04-30T16:00:00Z' })).toBeUndefined()
  expect(closingTime({})).toBeUndefined()
})

it('reads the windows it knows, and no others', () => {
  expect(windowOf({ window: { type: 'annual', from: '11-15', to: '01-31' } })).toEqual({
    kind: 'annual',
    from: '11-15',
    to: '01-31',
  })
  expect(windowOf({ window: { type: 'lunar', from: 1 } })).toBeUndefined()
})

it('takes the day of the county, not that of the machine', () => {
  expect(countyDay(at('2026-03-01T16:00:00Z'))).toBe('2026-03-02')
})
