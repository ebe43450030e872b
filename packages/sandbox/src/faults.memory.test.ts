import { createClient } from '@qiyema/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSandbox, type Sandbox } from './sandbox.js'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox()
})
beforeEach(() => sandbox.reset())
afterAll(() => sandbox.close())

const card = () => new Request(`${sandbox.baseUrl}/v1/cards/${sandbox.usccOf('ent-02')}`)
const policies = () => new Request(`${sandbox.baseUrl}/v1/policies`)

describe('offline', () => {
  it('no call gets through, until it is switched off', async () => {
    const goOnline = sandbox.faults.goOffline()
    await expect(sandbox.fetch(card())).rejects.toThrow(TypeError)
    await expect(sandbox.fetch(policies())).rejects.toThrow(TypeError)
    goOnline()
    expect((await sandbox.fetch(card())).status).toBe(200)
  })

  it('for one operation, the others get through', async () => {
    sandbox.faults.goOffline({ operation: 'card.readPublic' })
    await expect(sandbox.fetch(card())).rejects.toThrow(TypeError)
    expect((await sandbox.fetch(policies())).status).toBe(200)
  })
})

describe('a failure', () => {
  it.each([500, 503] as const)('answers %i with a problem of the platform, so many times', async status => {
    sandbox.faults.fail({ status, times: 2 })
    const answers = [await sandbox.fetch(card()), await sandbox.fetch(card()), await sandbox.fetch(card())]
    expect(answers.map(answer => answer.status)).toEqual([status, status, 200])
    expect(answers[0]?.headers.get('content-type')).toBe('application/problem+json')
    expect(await answers[0]?.json()).toMatchObject({
      status,
      code: status === 500 ? 'internal' : 'unavailable',
    })
  })

  it('is met by clients that try again', async () => {
    const attempts: (number | undefined)[] = []
    const client = createClient({
      baseUrl: sandbox.baseUrl,
      fetch: sandbox.fetch,
      now: sandbox.clock.now,
      hooks: { onAttempt: ({ status }) => attempts.push(status) },
    })
    sandbox.faults.fail({ status: 503, times: 1 })
    await client.policy.list()
    expect(attempts).toEqual([503, 200])
  })
})

describe('a lost answer', () => {
  it('leaves one effect, for the client sends its key again', async () => {
    const { client } = sandbox.partner('bank-01')
    sandbox.faults.loseAnswer({ operation: 'webhook.endpoints.create', times: 1 })
    const url = 'https://bank-01.example/hook'
    const made = await client.webhook.endpoints.create({ url, events: ['need.posted'] })
    const { items } = await client.webhook.endpoints.list()
    expect(items.map(({ id }) => id)).toEqual([made.id])
  })

  it('has happened all the same', async () => {
    const { client } = sandbox.partner('bank-01')
    sandbox.faults.loseAnswer({ operation: 'webhook.endpoints.create' })
    const url = 'https://bank-01.example/hook'
    const leave = new AbortController()
    const made = client.webhook.endpoints.create({ url, events: ['need.posted'] }, { signal: leave.signal })
    const refused = expect(made).rejects.toThrow()
    const isThere = async () => expect((await client.webhook.endpoints.list()).items).toHaveLength(1)
    await vi.waitFor(isThere, { timeout: 20_000 })
    leave.abort()
    await refused
  })
})

describe('slowness', () => {
  it('keeps an answer back for as long as it is told', async () => {
    sandbox.faults.slow(80)
    const started = performance.now()
    await sandbox.fetch(card())
    expect(performance.now() - started).toBeGreaterThanOrEqual(75)
  })

  it('ends when it is switched off with all others, and when the sandbox is reset', async () => {
    sandbox.faults.slow(60_000)
    const first = sandbox.fetch(card())
    sandbox.faults.clear()
    expect((await first).status).toBe(200)
    sandbox.faults.slow(60_000)
    const second = sandbox.fetch(card())
    await sandbox.reset()
    expect((await second).status).toBe(200)
  })

  it('ends when nobody waits any more', async () => {
    sandbox.faults.slow(60_000)
    const leave = new AbortController()
    const answer = sandbox.fetch(new Request(card(), { signal: leave.signal }))
    leave.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
  })
})
