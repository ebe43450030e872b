/** Endpoints that do not answer do not hold up the others. */
import { describe, expect, test } from 'vitest'
import { createEndpointHealth } from './endpoint-health.js'
import { MAX_ATTEMPTS, nextAttemptAt } from './schedule.js'

const NOW = new Date('2026-03-02T01:00:00Z')
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)

const ENTERED = { kind: 'entered' }
const BUSY = { kind: 'busy' }

function silent(times: number) {
  const health = createEndpointHealth(() => 0)
  for (let time = 0; time < times; time++) {
    health.enter('whe_1', NOW)
    health.report('whe_1', false, NOW)
    health.leave('whe_1')
  }
  return health
}

describe('an endpoint', () => {
  test('has three senders at a time, and a fourth when one has left', () => {
    const health = createEndpointHealth(() => 0)
    for (let sender = 0; sender < 3; sender++) expect(health.enter('whe_1', NOW)).toEqual(ENTERED)
    expect(health.hasRoom('whe_1')).toBe(false)
    expect(health.enter('whe_1', NOW)).toEqual(BUSY)
    expect(health.enter('whe_2', NOW)).toEqual(ENTERED)
    health.leave('whe_1')
    expect(health.hasRoom('whe_1')).toBe(true)
    expect(health.enter('whe_1', NOW)).toEqual(ENTERED)
  })

  test('tells those who are there, once, that somebody was turned away', () => {
    const health = createEndpointHealth(() => 0)
    for (let sender = 0; sender < 3; sender++) health.enter('whe_1', NOW)
    expect(health.wasMissed('whe_1')).toBe(false)
    health.enter('whe_1', NOW)
    expect(health.wasMissed('whe_1')).toBe(true)
    expect(health.wasMissed('whe_1')).toBe(false)
  })

  test('that was silent three times is asked on', () => {
    expect(silent(3).enter('whe_1', NOW)).toEqual(ENTERED)
  })

  test('that was silent four times is left alone for five seconds, then asked by one', () => {
    const health = silent(4)
    expect(health.enter('whe_1', later(4))).toEqual({ kind: 'paused', until: later(6) })
    expect(health.enter('whe_1', later(5))).toEqual(ENTERED)
    expect(health.enter('whe_1', later(5))).toEqual(BUSY)
  })

  test('that stays silent is left alone for longer each time, a minute at most', () => {
    const health = silent(4)
    let now = NOW
    const pauses: number[] = []
    for (let time = 0; time < 6; time++) {
      now = new Date(now.getTime() + 61_000)
      expect(health.enter('whe_1', now)).toEqual(ENTERED)
      health.report('whe_1', false, now)
      health.leave('whe_1')
      const until = health.pausedUntil('whe_1', now)
      pauses.push(((until?.getTime() ?? 0) - now.getTime()) / 1000 - 1)
    }
    expect(pauses).toEqual([10, 20, 40, 60, 60, 60])
  })

  test('that answers again is as any other, also when it answers with a refusal', () => {
    const health = silent(4)
    health.enter('whe_1', later(5))
    health.report('whe_1', true, later(5))
    health.leave('whe_1')
    for (let sender = 0; sender < 3; sender++) expect(health.enter('whe_1', later(5))).toEqual(ENTERED)
  })
})

describe('tries', () => {
  test('are ten, over 75 hours, a twentieth sooner or later', () => {
    const total = (random: () => number) => {
      let time = NOW
      for (let attempts = 1; attempts < MAX_ATTEMPTS; attempts++) time = nextAttemptAt(attempts, time, random)
      return (time.getTime() - NOW.getTime()) / 3_600_000
    }
    expect(MAX_ATTEMPTS).toBe(10)
    expect(total(() => 0.5)).toBeCloseTo(75.58, 1)
    expect(total(() => 0)).toBeCloseTo(75.58 * 0.95, 1)
    expect(total(() => 1)).toBeCloseTo(75.58 * 1.05, 1)
    expect(() => nextAttemptAt(MAX_ATTEMPTS, NOW, () => 0)).toThrow(RangeError)
  })
})
