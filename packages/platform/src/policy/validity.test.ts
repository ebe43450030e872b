import { describe, expect, test } from 'vitest'
import { NEVER, periodAt, type Standing, validityAt } from './validity.js'

const at = (text: string) => new Date(text)
const STANDING: Standing = {
  publication: 'published',
  exhausted_at: null,
  effective_from: '2026-01-01',
  effective_to: '2026-12-31',
  superseded_by: null,
}

describe('how an item stands', () => {
  test.each<[string, Partial<Standing>, string]>([
    // The last day ends in Shanghai, eight hours before it ends in UTC.
    ['2026-12-31T15:59:59Z', {}, 'in-force'],
    ['2026-12-31T16:00:00Z', {}, 'expired'],
    ['2025-12-31T15:59:59Z', {}, 'upcoming'],
    ['2025-12-31T16:00:00Z', {}, 'in-force'],
    ['2026-06-01T00:00:00Z', { exhausted_at: at('2026-05-01T00:00:00Z') }, 'exhausted'],
    ['2026-06-01T00:00:00Z', { superseded_by: 'pol-02' }, 'superseded'],
    ['2026-06-01T00:00:00Z', { publication: 'withdrawn', superseded_by: 'pol-02' }, 'withdrawn'],
    ['2026-06-01T00:00:00Z', { publication: 'draft' }, 'upcoming'],
    ['2090-06-01T00:00:00Z', { effective_to: null }, 'in-force'],
  ])('at %s with %j: %s', (moment, changes, validity) => {
    expect(validityAt({ ...STANDING, ...changes }, at(moment))).toBe(validity)
  })
})

describe('the period of a window', () => {
  const winter = { type: 'annual', from: '11-15', to: '01-31' } as const

  test('is the one that is open', () => {
    expect(periodAt(winter, {}, at('2026-01-10T00:00:00Z')).closes).toEqual(at('2026-01-31T16:00:00Z'))
  })

  test('is else the next one, over the end of the year', () => {
    expect(periodAt(winter, {}, at('2026-03-10T00:00:00Z'))).toEqual({
      opens: at('2026-11-14T16:00:00Z'),
      closes: at('2027-01-31T16:00:00Z'),
    })
  })

  test('ends with the item', () => {
    const { closes } = periodAt(winter, { to: '2026-12-31' }, at('2026-03-10T00:00:00Z'))
    expect(closes).toEqual(at('2026-12-31T16:00:00Z'))
  })

  test('never comes again after one that was fixed, and never ends where nothing ends it', () => {
    const fixed = { type: 'fixed', from: '2026-01-01', to: '2026-01-31' } as const
    expect(periodAt(fixed, {}, at('2026-03-10T00:00:00Z'))).toEqual({ opens: NEVER, closes: NEVER })
    expect(periodAt({ type: 'year-round' }, {}, at('2026-03-10T00:00:00Z')).closes).toEqual(NEVER)
  })
})
