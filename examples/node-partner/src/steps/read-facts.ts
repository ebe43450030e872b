/** 查看授权数据: each bank calls the enterprise, and reads what it was let read: raw facts, and nobody's opinion of them. */
import assert from 'node:assert/strict'
import { say } from '../tell.ts'
import type { BankApplication } from './claim-need.ts'

export async function readFacts(applications: readonly BankApplication[]): Promise<void> {
  for (const { id: applicationId, bank } of applications) {
    const { applications: ours } = bank.client.finance
    const contacted = await ours.contact({ applicationId, note: '已电话联系' })
    assert.equal(contacted.state, 'contacted')
    const { facts } = await ours.facts({ applicationId })
    assert.equal(facts.find(({ id }) => id === 'credit.seriousViolation')?.value, false)
    assert.equal(
      facts.some(({ id }) => id === 'ops.revenueYuan'),
      false,
    )
  }
  say('All three call, and read the raw facts that the need lets them read.')
}
