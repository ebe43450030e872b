import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type FailedAttempt,
  isPassingStatus,
  MAX_ATTEMPTS,
  readRetryAfter,
  waitBeforeRetry,
} from './retry.js'
import { createRetryBudget } from './retry-budget.js'

const failed: FailedAttempt = {
  attempt: 1,
  isRepeatable: true,
  isPassing: true,
  remainingMilliseconds: 60_000,
}
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

it('retries only what may arrive twice and may fare better later, and no more than eight times', () => {
  expect(waitBeforeRetry(failed, () => 0)).toBe(0)
  expect(waitBeforeRetry({ ...failed, isRepeatable: false }, () => 0)).toBeUndefined()
  expect(waitBeforeRetry({ ...failed, isPassing: false }, () => 0)).toBeUndefined()
  expect(waitBeforeRetry({ ...failed, attempt: MAX_ATTEMPTS - 1 }, () => 0)).toBe(0)
  expect(waitBeforeRetry({ ...failed, attempt: MAX_ATTEMPTS }, () => 0)).toBeUndefined()
})

it('takes exactly the statuses that pass for passing', () => {
  const passing = Array.from({ length: 600 }, (_, status) => status).filter(status => isPassingStatus(status))
  expect(passing).toEqual([408, 425, 429, 500, 502, 503, 504])
  expect(isPassingStatus(409, 'idempotency_in_progress')).toBe(true)
  expect(isPassingStatus(409, 'impossible_step')).toBe(false)
})

it('waits a random part of 100 ms, doubled with each attempt up to 5 s', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7].map(attempt => waitBeforeRetry({ ...failed, attempt }, () => 1))
  expect(longest).toEqual([100, 200, 400, 800, 1600, 3200, 5000])
  expect(waitBeforeRetry({ ...failed, attempt: 3 }, () => 0.25)).toBe(100)
})

it('never waits past the deadline, nor less than Retry-After, nor longer than that and the jitter', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 }),
      fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: undefined }),
      fc.integer({ min: -1_000, max: 60_000 }),
      chance,
      (attempt, retryAfterMilliseconds, remainingMilliseconds, drawn) => {
        const given = { ...failed, attempt, retryAfterMilliseconds, remainingMilliseconds }
        const wait = waitBeforeRetry(given, () => drawn)
        if (wait === undefined) return
        expect(wait).toBeLessThan(remainingMilliseconds)
        expect(wait).toBeGreaterThanOrEqual(retryAfterMilliseconds ?? 0)
        expect(wait).toBeLessThanOrEqual((retryAfterMilliseconds ?? 0) + 5_000)
        expect(retryAfterMilliseconds ?? 0).toBeLessThanOrEqual(30_000)
      },
    ),
  )
})

it('reads Retry-After as seconds or as an HTTP date by the clock that wrote it, and nothing else', () => {
  const answeredAt = Date.UTC(2026, 10, 23, 8, 0, 0)
  expect(readRetryAfter('120', answeredAt)).toBe(120_000)
  expect(readRetryAfter('0', answeredAt)).toBe(0)
  expect(readRetryAfter('Mon, 23 Nov 2026 08:00:09 GMT', answeredAt)).toBe(9_000)
  expect(readRetryAfter('Mon, 23 Nov 2026 07:00:00 GMT', answeredAt)).toBe(0)
  for (const header of [
    undefined,
    '',
    '-1',
    '1.5',
    '1e3',
    ' 1',
    '99999999999',
    '2026-11-23T08:00:09Z',
    'soon',
    'Mon, 99 Nov 2026 08:00:09 GMT',
  ])
    expect(readRetryAfter(header, answeredAt)).toBeUndefined()
})

it('allows a hundred retries at once and then one for every five successes, and never more than a hundred', () => {
  const budget = createRetryBudget()
  const spendAll = () => {
    let count = 0
    while (budget.spend()) count++
    return count
  }
  expect(spendAll()).toBe(100)
  for (let success = 0; success < 4; success++) budget.refund()
  expect(spendAll()).toBe(0)
  budget.refund()
  expect(spendAll()).toBe(1)
  for (let success = 0; success < 10_000; success++) budget.refund()
  expect(spendAll()).toBe(100)
})
