import { describe, expect, it, vi } from 'vitest'
import { createClock } from './clock.js'

const START = '2026-03-02T09:00:00+08:00'

describe('the clock of a sandbox', () => {
  it('stands still where it starts', async () => {
    const { clock } = createClock(START, async () => {})
    const first = clock.now()
    await new Promise(resolve => setTimeout(resolve, 5))
    expect([first, clock.now()]).toEqual([Date.parse(START), Date.parse(START)])
  })

  it('goes on by a duration of all units, and then has done what is due', async () => {
    const seen: number[] = []
    const { clock } = createClock(START, async () => void seen.push(clock.now()))
    await clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4 })
    expect(new Date(clock.now()).toISOString()).toBe('2026-03-03T03:03:04.000Z')
    expect(seen).toEqual([clock.now()])
  })

  it('goes on to a moment, and never back', async () => {
    const { clock } = createClock(START, async () => {})
    await clock.set('2026-03-05T00:00:00Z')
    await expect(clock.set(new Date(START))).rejects.toThrow(RangeError)
    await expect(clock.advance({ days: -1 })).rejects.toThrow(RangeError)
    await expect(clock.advance({ days: Number.NaN })).rejects.toThrow(RangeError)
    expect(new Date(clock.now()).toISOString()).toBe('2026-03-05T00:00:00.000Z')
  })

  it('runs as the system’s does when it starts now, ahead by what it was moved', async () => {
    vi.useFakeTimers({ now: Date.parse('2027-01-01T00:00:00Z') })
    try {
      const { clock } = createClock('now', async () => {})
      await clock.advance({ hours: 1 })
      vi.setSystemTime(Date.parse('2027-01-01T00:10:00Z'))
      expect(new Date(clock.now()).toISOString()).toBe('2027-01-01T01:10:00.000Z')
    } finally {
      vi.useRealTimers()
    }
  })

  it('begins again', async () => {
    const { clock, restart } = createClock(START, async () => {})
    await clock.advance({ days: 1 })
    restart()
    expect(clock.now()).toBe(Date.parse(START))
  })

  it('refuses to start at what is no time', () => {
    expect(() => createClock('yesterday', async () => {})).toThrow(RangeError)
  })
})
