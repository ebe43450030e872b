/** 报价: each bank makes its offer, out of a product of its own. */
import assert from 'node:assert/strict'
import { yuan } from '@qiyema/core/contract'
import { dayIn } from '../days.ts'
import { say } from '../tell.ts'
import type { BankApplication } from './claim-need.ts'

/** Out of the banks' products, in the order of the banks: rates are for a year, with every cost of the loan in them. */
const OFFERS = [
  { productId: 'prd-01', annualRate: 0.0355, repayment: 'repay-anytime' },
  { productId: 'prd-05', annualRate: 0.0365, repayment: 'repay-anytime' },
  { productId: 'prd-06', annualRate: 0.038, repayment: 'interest-monthly-principal-at-maturity' },
] as const

export async function makeOffers(applications: readonly BankApplication[]): Promise<void> {
  for (const [index, { id: applicationId, bank }] of applications.entries()) {
    const terms = OFFERS[index] ?? assert.fail('a bank that has something to offer')
    const offered = await bank.client.finance.applications.offer({
      applicationId,
      ...terms,
      amount: yuan(1_000_000),
      tenorMonths: 12,
      guarantee: 'credit',
      validUntil: dayIn(10),
    })
    assert.equal(offered.state, 'offered')
    // What a page shows of a loan shows this first, by PBoC announcement 2021 no. 3.
    assert.equal(offered.offer?.annualRate, terms.annualRate)
  }
  const rates = OFFERS.map(({ annualRate }) => `${(annualRate * 100).toFixed(2)} %`)
  say(`All three make an offer: ${rates.join(', ')} a year, all in.`)
}
