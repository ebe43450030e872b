import { createClient } from '@qiyema/core'
import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { sandboxHandlers } from './msw.js'
import { createSandbox, type Sandbox } from './sandbox.js'

const ASK = { purpose: 'loan-application', until: '2026-06-30', reason: '用于贷款审批' } as const

let sandbox: Sandbox
const worker = setupWorker()
beforeAll(async () => {
  sandbox = await createSandbox()
  worker.use(...sandboxHandlers(sandbox))
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
}, 60_000)
beforeEach(() => sandbox.reset())
afterAll(async () => {
  await worker.stop()
  await sandbox.close()
})

/** A page of bank 1: it knows the platform's address and the time, and its bank opens sessions for it. */
function clientOfPage() {
  return createClient({
    baseUrl: sandbox.baseUrl,
    now: sandbox.clock.now,
    session: () =>
      sandbox.openWidgetSession({
        bank: 'bank-01',
        enterprise: 'ent-02',
        components: ['qym-business-card', 'qym-consent'],
        origin: location.origin,
      }),
  })
}

it('answers a page with the platform itself: what is public is fetched', async () => {
  const answer = await fetch(`${sandbox.baseUrl}/v1/policies?limit=3`)
  expect((await answer.json()).items).toHaveLength(3)
})

it('lets our client read a card and give a consent, with a session bound to the page', async () => {
  const uscc = sandbox.usccOf('ent-02')
  const { client: bank } = sandbox.partner('bank-01')
  const { id } = await bank.consent.request({ ...ASK, scopes: ['tax.summary', 'energy.summary'], uscc })
  const page = clientOfPage()
  expect(await page.card.read()).toMatchObject({ uscc })
  const given = await page.consent.approve({ consentId: id, scopes: ['tax.summary'], until: ASK.until })
  expect(given).toMatchObject({ state: 'active', granted: ['tax.summary'] })
  expect((await bank.consent.facts({ consentId: id })).facts).not.toEqual([])
})

it('refuses a session to a page of another site', async () => {
  const { client: bank } = sandbox.partner('bank-01')
  await bank.consent.request({ ...ASK, scopes: ['tax.summary'], uscc: sandbox.usccOf('ent-02') })
  const elsewhere = createClient({
    baseUrl: sandbox.baseUrl,
    now: sandbox.clock.now,
    session: () => sandbox.openWidgetSession({ bank: 'bank-01', enterprise: 'ent-02' }),
  })
  await expect(elsewhere.card.read()).rejects.toMatchObject({ problem: { code: 'wrong_origin' } })
})

it('drops connections as faults want it', async () => {
  sandbox.faults.goOffline({ times: 1 })
  await expect(fetch(`${sandbox.baseUrl}/v1/policies`)).rejects.toThrow(TypeError)
})
