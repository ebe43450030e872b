/** The sample county's golden policies, as its enterprises get them from the platform. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { golden } from '../../test/golden/county.js'
import { openWorld, type World } from '../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld({ start: `${golden.asOf}T01:00:00Z` })
})
afterAll(() => world.close())

describe.each(golden.enterprises)('$id', ({ id, policies }) => {
  test.each(Object.entries(policies))('and %s', async (policyId, expected) => {
    const match = await world.operator(id).policy.matches.make({ policyId })
    const missing = match.missing.map(({ fact }) => fact)
    const failed = match.conditions
      .filter(({ state }) => state === 'not-met')
      .map(({ fact, op, value }) => `${fact} ${op} ${JSON.stringify(value)}`)
    const reasons = expected.because ?? []
    const amountFen = match.estimate?.amount?.amountFen
    expect({
      result: match.result,
      missing: match.result === 'need-info' ? missing : undefined,
      estimateYuan: match.result === 'yes' ? (amountFen === undefined ? null : amountFen / 100) : undefined,
    }).toEqual({
      result: expected.result,
      missing: expected.missing,
      estimateYuan: expected.estimateYuan,
    })
    // An `any` is counted in the golden file; the answer has each of its conditions.
    expect(failed).toEqual(expect.arrayContaining(reasons.filter(reason => !reason.startsWith('none of'))))
    expect(failed.length > 0 || match.result !== 'no').toBe(true)
  })
})
