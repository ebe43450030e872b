/** 码上政策: which policies the enterprise fits, why, and what one may come to. */
import assert from 'node:assert/strict'
import type { Enterprise } from '../cast.ts'
import { say } from '../tell.ts'

/** A subsidy for software, by how much was spent on it: nobody but the enterprise knows. */
const SOFTWARE = 'pol-02'
/** A reward for the first year above scale. */
const FIRST_YEAR_ABOVE_SCALE = 'pol-15'
const SPENT_YUAN = 600_000

export async function matchPolicies({ client: { policy } }: Enterprise): Promise<void> {
  const fitting: string[] = []
  for await (const item of policy.list({ match: 'yes' })) fitting.push(item.title['zh-CN'])
  assert.ok(fitting.length > 0)
  say(`${fitting.length} policies fit as things are, such as ${fitting[0]}.`)

  const { items: found } = await policy.list({ text: '软件投入' })
  assert.ok(found.some(({ id }) => id === SOFTWARE))
  const open = await policy.matches.make({ policyId: SOFTWARE })
  assert.equal(open.result, 'need-info')
  assert.deepEqual(
    open.missing.map(({ fact }) => fact),
    ['project.softwareYuan'],
  )
  say(`One that was searched for asks for what is not known yet: ${open.missing[0]?.label['zh-CN']}.`)

  const settled = await policy.matches.make({
    policyId: SOFTWARE,
    declared: { 'project.softwareYuan': SPENT_YUAN },
  })
  assert.equal(settled.result, 'yes')
  for (const { state, source, asOf } of settled.conditions) assert.ok(state === 'met' && source && asOf)
  const { amount, steps } = settled.estimate ?? assert.fail('what it may come to')
  assert.deepEqual(amount, { amountFen: SPENT_YUAN * 0.25 * 100, currency: 'CNY' })
  say(`With 600,000 yuan declared it says yes, condition by condition, and an estimate: ${steps[0]}.`)

  const refused = await policy.matches.make({ policyId: FIRST_YEAR_ABOVE_SCALE })
  assert.equal(refused.result, 'no')
  const reasons = refused.conditions.filter(({ state }) => state === 'not-met')
  assert.deepEqual(
    reasons.map(({ fact, known }) => [fact, known]),
    [['ops.firstYearAboveScale', false]],
  )
  say(`Another says no, and why: ${reasons[0]?.label['zh-CN']}.`)

  assert.deepEqual(await policy.matches.read({ matchId: settled.id }), settled)
  say('An answer can be asked for again, and is the same.')
}
