/** 接受报价: the enterprise compares, and takes the best; with that the others are closed. */
import assert from 'node:assert/strict'
import type { Bank, Enterprise } from '../cast.ts'
import { refusalOf } from '../refusals.ts'
import { say } from '../tell.ts'
import type { BankApplication } from './claim-need.ts'
import type { PostedNeed } from './post-need.ts'

export async function acceptOffer(
  { client: { finance } }: Enterprise,
  { id: needId }: PostedNeed,
  bank: Bank,
): Promise<BankApplication> {
  const { applications } = await finance.needs.read({ needId })
  const offered = await Promise.all(
    applications.map(({ id }) => finance.applications.read({ applicationId: id })),
  )
  const byRate = offered.toSorted((one, other) => rateOf(one) - rateOf(other))
  const [best = assert.fail('an offer'), ...others] = byRate
  assert.equal(best.bank.id, bank.clientId)

  const accepted = await finance.applications.accept({
    applicationId: best.id,
    offerId: best.offer?.id ?? '',
  })
  assert.equal(accepted.state, 'accepted')
  for (const { id, offer } of others) {
    assert.equal((await finance.applications.read({ applicationId: id })).state, 'closed')
    const tooLate = finance.applications.accept({ applicationId: id, offerId: offer?.id ?? '' })
    assert.equal(await refusalOf(tooLate), 'offer_closed')
  }
  assert.equal((await finance.needs.read({ needId })).state, 'accepted')
  say(`It accepts the best, of ${best.bank.name['zh-CN']}; the other offers are closed.`)
  return { id: best.id, bank }
}

function rateOf({ offer }: { readonly offer?: { readonly annualRate: number } | undefined }): number {
  return offer?.annualRate ?? Number.POSITIVE_INFINITY
}
