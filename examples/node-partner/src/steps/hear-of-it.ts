/** The bank was told of all that, by webhooks: genuine ones, in order, and nobody else's. */
import assert from 'node:assert/strict'
import { LOAN_STATES } from '../loan-states.ts'
import type { Webhooks } from '../receive-webhooks.ts'
import { say } from '../tell.ts'
import type { GivenConsent } from './ask-consent.ts'
import type { BankApplication } from './claim-need.ts'
import type { PostedNeed } from './post-need.ts'

/** What the bank should have heard of. */
export interface Happened {
  readonly consent: GivenConsent
  readonly need: PostedNeed
  readonly application: BankApplication
}

export async function hearOfIt(webhooks: Webhooks, { consent, need, application }: Happened): Promise<void> {
  await webhooks.until('consent.active', consent.id)
  await webhooks.until('need.posted', need.id)
  await webhooks.until('application.state', application.id, { state: 'paid-out' })
  const states = webhooks.toldOf(application.id).map(({ data }) => data.state)
  assert.deepEqual([...new Set(states)], LOAN_STATES)
  say('The bank was told of the consent, of the need, and of each step of the loan, in order.')
  say('@qiyema/core/webhooks and standardwebhooks verified each of them, and agree.')

  const forged = await fetch(webhooks.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'evt_forged',
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      'webhook-signature': `v1,${'A'.repeat(43)}=`,
    },
    body: JSON.stringify({ type: 'application.state', resource: application.id, data: { state: 'signed' } }),
  })
  assert.equal(forged.status, 400)
  say('One that somebody else sent is refused.')
}
