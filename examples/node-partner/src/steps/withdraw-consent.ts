/** 撤回授权: in one step, and at once. */
import assert from 'node:assert/strict'
import type { Bank, Enterprise } from '../cast.ts'
import type { Webhooks } from '../receive-webhooks.ts'
import { refusalOf } from '../refusals.ts'
import { say } from '../tell.ts'
import type { GivenConsent } from './ask-consent.ts'
import type { OpenSession } from './open-session.ts'

export async function withdrawConsent(
  enterprise: Enterprise,
  bank: Bank,
  { id: consentId }: GivenConsent,
  session: OpenSession,
  webhooks: Webhooks,
): Promise<void> {
  const { consent } = enterprise.client
  const { items: readsBefore } = await consent.reads({ consentId })
  const withdrawn = await consent.withdraw({ consentId, reason: '不再需要' })
  assert.equal(withdrawn.state, 'withdrawn')
  assert.equal(await refusalOf(bank.client.consent.facts({ consentId })), 'consent_ended')
  assert.deepEqual((await consent.reads({ consentId })).items, readsBefore)
  say('From the moment the enterprise withdraws its consent the bank reads nothing.')

  // The page asks for another token, by a bootstrap that was used.
  assert.equal(await refusalOf(session.widgets.finance.products.list()), 'bootstrap_used')
  await webhooks.until('consent.withdrawn', consentId)
  await webhooks.until('session.ended', session.id)
  say('The session that rested on it has ended with it, and the bank is told of both.')
}
