/** 抢单: of all banks that want it, the first three get it, and none of them learns who the others are. */
import assert from 'node:assert/strict'
import type { Bank } from '../cast.ts'
import { refusalOf } from '../refusals.ts'
import { say } from '../tell.ts'
import type { PostedNeed } from './post-need.ts'

/** A bank's own application for one need. */
export interface BankApplication {
  readonly id: string
  readonly bank: Bank
}

export async function claimNeed(
  { id: needId }: PostedNeed,
  banks: readonly Bank[],
  lateBank: Bank,
): Promise<readonly BankApplication[]> {
  for (const { client } of [...banks, lateBank]) {
    const { items } = await client.finance.queue.list({ limit: 100 })
    assert.ok(items.some(({ id }) => id === needId))
  }
  say('Four banks find it in their queues: what is needed, and neither by whom nor whom to call.')

  const claimed = await Promise.all(
    banks.map(async bank => ({ bank, answer: await bank.client.finance.queue.claim({ needId }) })),
  )
  for (const { bank, answer } of claimed) {
    assert.equal(answer.state, 'claimed')
    assert.ok(answer.contact?.phone)
    assert.equal(answer.clocks.find(({ name }) => name === 'contact')?.isOverdue, false)
    const strangers = banks.filter(other => other !== bank).map(({ clientId }) => clientId)
    assert.equal(
      strangers.some(stranger => JSON.stringify(answer).includes(stranger)),
      false,
    )
  }
  say('Three take it up at the same moment: each has three days to call, and knows nothing of the others.')

  const { finance } = lateBank.client
  assert.equal(await refusalOf(finance.queue.claim({ needId })), 'claims_exhausted')
  const { items } = await finance.queue.list({ limit: 100 })
  assert.equal(
    items.some(({ id }) => id === needId),
    false,
  )
  say('The fourth is too late, and finds it in its queue no more.')
  return claimed.map(({ bank, answer: { id } }) => ({ id, bank }))
}
