import { createVerifier } from '@qiyema/core/verify'
import { verifyWebhook } from '@qiyema/core/webhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSandbox, type Sandbox } from './sandbox.js'

const ASK = {
  purpose: 'loan-application',
  scopes: ['tax.summary'],
  until: '2026-06-30',
  reason: '用于贷款审批',
} as const

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox()
})
beforeEach(() => sandbox.reset())
afterAll(() => sandbox.close())

/** Bank 1 asks ent-02, whose representative says yes. */
async function consented() {
  const uscc = sandbox.usccOf('ent-02')
  const { id } = await sandbox
    .partner('bank-01')
    .client.consent.request({ ...ASK, scopes: ['tax.summary'], uscc })
  const scopes = ['tax.summary' as const]
  return sandbox.signIn('ent-02').consent.approve({ consentId: id, scopes, until: ASK.until })
}

describe('everybody in a sandbox', () => {
  it('sees what is public: cards, policies and loan products of the sample county', async () => {
    const { uscc } = await sandbox.anyone.card.readPublic({ uscc: sandbox.usccOf('ent-02') })
    expect(uscc).toBe(sandbox.usccOf('ent-02'))
    expect(await names(sandbox.anyone.policy.list())).toHaveLength(25)
    expect(await names(sandbox.anyone.finance.products.list())).toHaveLength(6)
  })

  it('verifies its codes under the root that it gives, by its clock', async () => {
    const { link } = await sandbox.signIn('ent-02').code.codes.issue({ kind: 'static', years: 1 })
    const verifier = createVerifier({
      trust: { url: `${sandbox.baseUrl}/.well-known/trust-list`, root: sandbox.trustRoot },
      fetch: (url, init) => sandbox.fetch(new Request(url, init)),
      now: () => sandbox.clock.now() / 1000,
    })
    expect((await verifier.refresh()).problems).toEqual([])
    expect(await verifier.verify(link)).toMatchObject({ outcome: 'valid', assurance: 'registered' })
  })

  it.each([
    ['ent-02', { enterprise: { enterpriseId: 'ent-02', role: 'representative' } }],
    ['adm-02', { enterprise: { enterpriseId: 'ent-02', role: 'administrator' } }],
    ['hdl-02', { enterprise: { role: 'handler', items: ['finance', 'consent'] } }],
    ['off-code', { officer: { departmentId: 'dep-zw', roles: ['code-officer'] } }],
  ])('signs in as %s', async (who, expected) => {
    expect(await sandbox.signIn(who).identity.read()).toMatchObject(expected)
  })

  it('signs in as whoever is trusted with something in the test itself', async () => {
    const { person } = await sandbox.signIn('ent-02').identity.delegations.grant({
      name: '报销办事人（示例）',
      phone: '10000000777',
      role: 'handler',
      items: ['card'],
      until: '2026-12-31',
    })
    expect(await sandbox.signIn(person.id).identity.read()).toMatchObject({ enterprise: { items: ['card'] } })
  })

  it('is a partner with a key of its own, or a browser at its page', async () => {
    const consent = await consented()
    const widget = sandbox.widget({ bank: 'bank-01', enterprise: 'ent-02', components: ['qym-consent'] })
    expect(await widget.consent.read({ consentId: consent.id })).toMatchObject({
      id: consent.id,
      state: 'active',
    })
    const other = sandbox.partner('bank-02').client.consent.read({ consentId: consent.id })
    await expect(other).rejects.toMatchObject({ status: 404 })
  })

  it('is somebody of the sample county, or there is an error that says so', () => {
    expect(() => sandbox.partner('bank-99')).toThrow(/no partner bank-99/)
    expect(() => sandbox.usccOf('ent-99')).toThrow(/no enterprise ent-99/)
    expect(() => sandbox.signIn('ent-99')).toThrow(/no enterprise ent-99/)
    expect(() => sandbox.signIn('rep-99')).toThrow(/nobody rep-99/)
  })
})

describe('time in a sandbox', () => {
  it('begins on 2 March 2026 and stands still', () => {
    expect(new Date(sandbox.clock.now()).toISOString()).toBe('2026-03-02T01:00:00.000Z')
  })

  it('ends a consent when its term is over, and clients go on with what they have to renew', async () => {
    const { id } = await consented()
    const { client: bank } = sandbox.partner('bank-01')
    expect((await bank.consent.facts({ consentId: id })).facts).not.toEqual([])
    await sandbox.clock.set('2026-07-01T00:00:00+08:00')
    await expect(bank.consent.facts({ consentId: id })).rejects.toMatchObject({
      problem: { code: 'consent_ended' },
    })
    expect(await sandbox.signIn('ent-02').consent.read({ consentId: id })).toMatchObject({ state: 'expired' })
  })
})

describe('webhooks of a sandbox', () => {
  const url = 'https://bank-01.example/qiyema'

  it('have been sent when the call that caused them is answered, and verify', async () => {
    const { client } = sandbox.partner('bank-01')
    const { secret } = await client.webhook.endpoints.create({ url, events: ['consent.active'] })
    const { id } = await consented()
    expect(sandbox.webhooks.sent).toMatchObject([{ url, type: 'consent.active', status: 204 }])
    const { body, headers } = await sandbox.webhooks.next('consent.active')
    const { event } = await verifyWebhook(body, headers, secret, { now: sandbox.clock.now })
    expect(event).toMatchObject({ type: 'consent.active', resource: id })
  })

  it('are given once each, to whoever waits for their type', async () => {
    const events = ['consent.active', 'consent.withdrawn'] as const
    await sandbox.partner('bank-01').client.webhook.endpoints.create({ url, events: [...events] })
    const withdrawn = sandbox.webhooks.next('consent.withdrawn')
    const { id } = await consented()
    await sandbox.signIn('ent-02').consent.withdraw({ consentId: id })
    expect([(await withdrawn).type, (await sandbox.webhooks.next()).type]).toEqual([...events].toReversed())
  })

  it('reach a receiver of the test’s own, which may call the platform before it answers; a refusal comes again', async () => {
    const states: string[] = []
    const own = await createSandbox({
      receiveWebhook: async request => {
        const { resource } = (await request.json()) as { resource: string }
        const { client } = own.partner('bank-01')
        states.push((await client.consent.read({ consentId: resource })).state)
        await client.consent.request({ ...ASK, scopes: ['tax.summary'], uscc: own.usccOf('ent-04') })
        return new Response(null, { status: states.length === 1 ? 500 : 204 })
      },
    })
    const { client } = own.partner('bank-01')
    await client.webhook.endpoints.create({ url, events: ['consent.active'] })
    const uscc = own.usccOf('ent-02')
    const { id } = await client.consent.request({ ...ASK, scopes: ['tax.summary'], uscc })
    await own.signIn('ent-02').consent.approve({ consentId: id, scopes: ['tax.summary'], until: ASK.until })
    await own.clock.advance({ minutes: 1 })
    expect(own.webhooks.sent.map(({ status }) => status)).toEqual([500, 204])
    expect(states).toEqual(['active', 'active'])
    await own.close()
  })
})

describe('a reset', () => {
  it('leaves nothing of what was done, and keeps clients that were made before', async () => {
    const { client } = sandbox.partner('bank-01')
    const representative = sandbox.signIn('ent-02')
    await client.webhook.endpoints.create({ url: 'https://bank-01.example/hook', events: ['consent.active'] })
    await consented()
    await sandbox.clock.advance({ days: 1 })
    sandbox.faults.goOffline()
    await sandbox.reset()
    expect(await names(representative.consent.list())).toEqual([])
    expect(await names(client.webhook.endpoints.list())).toEqual([])
    expect(sandbox.webhooks.sent).toEqual([])
    expect(new Date(sandbox.clock.now()).toISOString()).toBe('2026-03-02T01:00:00.000Z')
    expect(await consented()).toMatchObject({ state: 'active' })
  })

  it('waits for what is under way, so that nothing of it comes afterwards', async () => {
    const arrived = gate()
    const release = gate()
    const own = await createSandbox({
      receiveWebhook: async () => {
        arrived.open()
        await release.opened
        return new Response(null, { status: 204 })
      },
    })
    const { client } = own.partner('bank-01')
    await client.webhook.endpoints.create({ url: 'https://bank-01.example/hook', events: ['consent.active'] })
    const uscc = own.usccOf('ent-02')
    const { id } = await client.consent.request({ ...ASK, scopes: ['tax.summary'], uscc })
    const approving = own
      .signIn('ent-02')
      .consent.approve({ consentId: id, scopes: ['tax.summary'], until: ASK.until })
    await arrived.opened
    const resetting = own.reset()
    release.open()
    await Promise.all([approving, resetting])
    expect(own.webhooks.sent).toEqual([])
    expect(await names(client.consent.list())).toEqual([])
    await own.close()
  })
})

it('shares nothing with another sandbox: no data, no time, no keys', async () => {
  const other = await createSandbox({ baseUrl: 'https://other.example', start: '2026-09-01T00:00:00Z' })
  const { id } = await consented()
  await expect(other.signIn('ent-02').consent.read({ consentId: id })).rejects.toMatchObject({ status: 404 })
  expect(new Date(other.clock.now()).toISOString()).toBe('2026-09-01T00:00:00.000Z')
  expect(other.partner('bank-01').key).not.toEqual(sandbox.partner('bank-01').key)
  await other.close()
})

it('says in whose name it speaks: an address that nobody can have', () => {
  expect(new URL(sandbox.baseUrl).hostname).toMatch(/\.example$/)
})

async function names<Item>(pages: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of pages) items.push(item)
  return items
}

/** Something that others wait for until it is opened. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open: () => open() }
}
