import { createClient } from '@qiyema/core'
import { createPartnerClient } from '@qiyema/core/partner'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { sandboxHandlers } from './msw.js'
import { createSandbox, type Sandbox } from './sandbox.js'

let sandbox: Sandbox
const elsewhere = http.all('https://elsewhere.example/*', () => new HttpResponse(null, { status: 418 }))
const server = setupServer(elsewhere)
beforeAll(async () => {
  sandbox = await createSandbox()
  server.use(...sandboxHandlers(sandbox))
  server.listen({ onUnhandledFrame: 'error' })
})
afterEach(() => sandbox.reset())
afterAll(async () => {
  server.close()
  await sandbox.close()
})

it('answers what the code under test fetches by itself', async () => {
  const answer = await fetch(`${sandbox.baseUrl}/v1/policies?limit=2`)
  expect(answer.status).toBe(200)
  expect((await answer.json()).items).toHaveLength(2)
})

it('answers clients that know nothing of it but the address and the time', async () => {
  const { clientId, key } = sandbox.partner('bank-01')
  const surroundings = { baseUrl: sandbox.baseUrl, now: sandbox.clock.now }
  const bank = createPartnerClient({ ...surroundings, clientId, key })
  const uscc = sandbox.usccOf('ent-02')
  const { state } = await bank.consent.request({
    uscc,
    purpose: 'loan-application',
    scopes: ['tax.summary'],
    until: '2026-06-30',
    reason: '用于贷款审批',
  })
  expect(state).toBe('requested')
  expect(await createClient(surroundings).card.readPublic({ uscc })).toMatchObject({ uscc })
})

it('needs no clock of its own where time begins now', async () => {
  const running = await createSandbox({ baseUrl: 'https://running.example', start: 'now' })
  server.use(...sandboxHandlers(running))
  const { clientId, key } = running.partner('bank-01')
  const bank = createPartnerClient({ baseUrl: running.baseUrl, clientId, key })
  expect((await bank.webhook.endpoints.list()).items).toEqual([])
  await running.close()
})

it('breaks connections as faults want it', async () => {
  sandbox.faults.goOffline({ times: 1 })
  await expect(fetch(`${sandbox.baseUrl}/v1/policies`)).rejects.toThrow(TypeError)
  expect((await fetch(`${sandbox.baseUrl}/v1/policies`)).status).toBe(200)
})

it('leaves other addresses to others', async () => {
  server.use(...sandboxHandlers(sandbox))
  expect((await fetch('https://elsewhere.example/v1/policies')).status).toBe(418)
})
