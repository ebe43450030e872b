/** 授信、签约、放款: three more states, which are never taken for each other. */
import assert from 'node:assert/strict'
import { yuan } from '@qiyema/core/contract'
import type { Bank, Enterprise } from '../cast.ts'
import { dayIn } from '../days.ts'
import { LOAN_STATES } from '../loan-states.ts'
import { refusalOf } from '../refusals.ts'
import { say } from '../tell.ts'
import type { BankApplication } from './claim-need.ts'

export async function payOut(
  enterprise: Enterprise,
  bank: Bank,
  { id: applicationId }: BankApplication,
): Promise<void> {
  const { applications } = bank.client.finance
  const tooEarly = applications.disburse({ applicationId, amount: yuan(1_000_000) })
  assert.equal(await refusalOf(tooEarly), 'impossible_step')

  const granted = await applications.grantCredit({
    applicationId,
    amount: yuan(1_000_000),
    until: dayIn(365),
  })
  assert.equal(granted.state, 'credit-granted')
  assert.deepEqual(granted.credit?.amount, yuan(1_000_000))
  assert.equal(granted.signedAt, undefined)
  say('Credit is granted, and nothing is signed.')

  const signed = await applications.sign({ applicationId })
  assert.equal(signed.state, 'signed')
  assert.equal(signed.disbursement, undefined)
  say('The contract is signed, and nothing is paid out.')

  const first = await applications.disburse({ applicationId, amount: yuan(400_000) })
  assert.equal(first.state, 'paid-out')
  assert.equal(first.disbursement?.state, 'partly')
  const tooMuch = applications.disburse({ applicationId, amount: yuan(700_000) })
  assert.equal(await refusalOf(tooMuch), 'invalid_fields')
  const second = await applications.disburse({ applicationId, amount: yuan(600_000) })
  assert.equal(second.disbursement?.state, 'fully')
  assert.deepEqual(second.disbursement?.paidOut, yuan(1_000_000))
  say('It is paid out in two parts, and not a fen more than was granted.')

  const { timeline } = await enterprise.client.finance.applications.read({ applicationId })
  const states = timeline.map(({ state }) => state)
  assert.deepEqual([...new Set(states)], LOAN_STATES)
  say(`The enterprise sees each step when it is taken: ${LOAN_STATES.join(', ')}.`)
}
