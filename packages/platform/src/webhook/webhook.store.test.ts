/** Endpoints, secrets and deliveries as partners' servers meet them, over real clients. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { failureOf } from '../../test/failure-of.js'
import { openWebhookDesk, type WebhookDesk } from '../../test/webhook-desk.js'

const HOUR = 3600 * 1000
const URL = 'https://hooks.bank.example/qiyema'
const EVENTS = ['application.state'] as const

let desk: WebhookDesk
let partner: Awaited<ReturnType<WebhookDesk['partner']>>
let other: typeof partner

beforeAll(async () => {
  desk = await openWebhookDesk()
  partner = await desk.partner()
  other = await desk.partner('par_other')
}, 60_000)
afterAll(() => desk.close())
beforeEach(async () => {
  desk.receiversAnswer(() => 204)
  desk.received.length = 0
  await desk.store.transact({ kind: 'platform' }, async db => {
    await db.deleteFrom('webhook_endpoints').execute()
    await db.deleteFrom('jobs').execute()
  })
})

const register = (wishes: { url?: string; description?: string } = {}) =>
  partner.webhook.endpoints.create({ url: URL, events: [...EVENTS], ...wishes })

describe('registering', () => {
  test('gives a secret once, and the public key always', async () => {
    const made = await register({ description: '生产环境' })
    expect(made).toMatchObject({ url: URL, events: EVENTS, isEnabled: true, description: '生产环境' })
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(made.publicKey).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/)
    const { items } = await partner.webhook.endpoints.list()
    expect(items).toHaveLength(1)
    expect(items[0]).not.toHaveProperty('secret')
    expect(items[0]).toMatchObject({ id: made.id, publicKey: made.publicKey, retiringSecretsUntil: [] })
  })

  test('gives every endpoint a secret of its own, of which the database keeps nothing', async () => {
    const [one, two] = [await register(), await register()]
    expect(one.secret).not.toBe(two.secret)
    const kept = await desk.store.transact({ kind: 'platform' }, async db =>
      JSON.stringify([
        await db.selectFrom('webhook_secrets').selectAll().execute(),
        await db.selectFrom('webhook_endpoints').selectAll().execute(),
        await db.selectFrom('idempotency').selectAll().execute(),
      ]),
    )
    for (const { secret } of [one, two]) expect(kept).not.toContain(secret.slice('whsec_'.length))
  })

  test('twice with one key gives one endpoint and the same secret', async () => {
    const ask = () =>
      partner.webhook.endpoints.create(
        { url: URL, events: [...EVENTS] },
        { idempotencyKey: 'register-the-endpoint' },
      )
    const [one, two] = [await ask(), await ask()]
    expect(two).toEqual(one)
    expect((await partner.webhook.endpoints.list()).items).toHaveLength(1)
  })

  test('ends at sixteen, however many come at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => failureOf(register())))
    expect(outcomes.filter(code => code === 'none')).toHaveLength(16)
    expect(outcomes.filter(code => code === 'limit_reached')).toHaveLength(4)
    expect(await failureOf(other.webhook.endpoints.create({ url: URL, events: [...EVENTS] }))).toBe('none')
  })

  test.each([
    'http://localhost:4000/',
    'http://127.0.0.1/',
    'https://localhost/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://[fe80::1]/',
    'https://intranet/',
    'https://db.internal/',
    'https://printer.local/',
    'https://localhost./',
  ])('refuses %s, which is nobody else’s to call', async url => {
    expect(await failureOf(register({ url }))).toBe('address_refused')
    const { id } = await register()
    expect(await failureOf(partner.webhook.endpoints.update({ endpointId: id, url }))).toBe('address_refused')
  })

  test.each([
    [{ url: 'http://bank.example/' }, 'invalid_fields /url https_url'],
    [{ url: 'https://user:word@bank.example/' }, 'invalid_fields /url https_url'],
    [{ url: 'https://bank.example/?token=1' }, 'invalid_fields /url https_url'],
    [{ description: 'a\u0000b' }, 'malformed_request /description nul_character'],
    [{ description: '' }, 'invalid_fields /description too_short'],
  ])('refuses %j, and says which member', async (wishes, fault) => {
    expect(await failureOf(register(wishes))).toBe(fault)
  })
})

describe('changing', () => {
  test('changes what is given, and leaves the rest', async () => {
    const { id } = await register({ description: 'one' })
    const changed = await partner.webhook.endpoints.update({ endpointId: id, events: ['code.revoked'] })
    expect(changed).toMatchObject({ url: URL, description: 'one', events: ['code.revoked'], isEnabled: true })
    const disabled = await partner.webhook.endpoints.update({ endpointId: id, isEnabled: false })
    expect(disabled).toMatchObject({ events: ['code.revoked'], isEnabled: false })
    expect((await partner.webhook.endpoints.list()).items).toEqual([disabled])
  })

  test('with nothing changes nothing', async () => {
    const { id } = await register()
    const [before] = (await partner.webhook.endpoints.list()).items
    expect(await partner.webhook.endpoints.update({ endpointId: id })).toEqual(before)
  })
})

describe('rotating a secret', () => {
  test('gives a new one, and tells until when the old one signs', async () => {
    const { id, secret } = await register()
    const rotated = await partner.webhook.endpoints.rotateSecret({ endpointId: id })
    expect(rotated.secret).not.toBe(secret)
    const until = new Date(desk.clock.now.getTime() + 24 * HOUR).toISOString()
    expect(rotated.retiringSecretsUntil).toEqual([until])
  })

  test('is refused while three are in force, however many ask at once, and possible again a day later', async () => {
    const { id } = await register()
    const rotate = () => failureOf(partner.webhook.endpoints.rotateSecret({ endpointId: id }))
    const outcomes = await Promise.all([rotate(), rotate(), rotate(), rotate()])
    expect(outcomes.toSorted()).toEqual(['limit_reached', 'limit_reached', 'none', 'none'])
    desk.clock.now = new Date(desk.clock.now.getTime() + 24 * HOUR)
    expect(await rotate()).toBe('none')
  })
})

describe('the lists', () => {
  test('of endpoints comes in pages, the newest first, each once', async () => {
    const made: string[] = []
    for (let number = 0; number < 5; number++) {
      desk.clock.now = new Date(desk.clock.now.getTime() + 1)
      made.push((await register()).id)
    }
    const first = await partner.webhook.endpoints.list({ limit: 2 })
    const second = await partner.webhook.endpoints.list({ limit: 3, cursor: first.nextCursor })
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made.toReversed())
    expect(second.nextCursor).toBeUndefined()
  })

  test('of deliveries can be narrowed to a state, and takes no cursor of another list', async () => {
    const { id } = await register()
    desk.receiversAnswer(({ event }) => (event.resource === 'loan_1' ? 500 : 204))
    for (const resource of ['loan_1', 'loan_2', 'loan_3']) await desk.emit(resource, 1)
    await desk.jobs.runDue()
    const ask = (query: object) => partner.webhook.deliveries.list({ endpointId: id, ...query })
    expect((await ask({ state: 'waiting' })).items.map(({ resource }) => resource)).toEqual(['loan_1'])
    expect((await ask({ state: 'delivered' })).items).toHaveLength(2)
    const [page] = [await ask({ limit: 1 })]
    expect((await ask({ limit: 5, cursor: page.nextCursor })).items).toHaveLength(2)
    const elsewhere = await partner.webhook.endpoints.list({ limit: 1 })
    expect(elsewhere.nextCursor).toBeUndefined()
    expect(await failureOf(ask({ cursor: 'WyJjb2RlcyJd' }))).toBe('invalid_fields /cursor cursor')
  })
})

describe('sending again', () => {
  test('puts a delivery at the end of its resource’s queue, with all its tries before it', async () => {
    const { id: endpointId } = await register()
    await desk.emit('loan_1', 1)
    await desk.jobs.runDue()
    const [delivered] = (await partner.webhook.deliveries.list({ endpointId })).items
    desk.received.length = 0
    await desk.emit('loan_1', 2)
    const again = await partner.webhook.deliveries.replay({ deliveryId: delivered?.id ?? '' })
    expect(again).toMatchObject({ id: delivered?.id, state: 'waiting', attempts: 0 })
    expect(again).not.toHaveProperty('deliveredAt')
    await desk.jobs.runDue()
    expect(desk.received.map(({ event }) => event.data.number)).toEqual([2, 1])
    expect(desk.received[1]?.event.id).toBe(delivered?.eventId)
  })

  test('is impossible while it waits, and says so', async () => {
    const { id: endpointId } = await register()
    await desk.emit('loan_1', 1)
    const [waiting] = (await partner.webhook.deliveries.list({ endpointId })).items
    const replay = partner.webhook.deliveries.replay({ deliveryId: waiting?.id ?? '' })
    expect(await failureOf(replay)).toBe('impossible_step waiting ')
  })

  test('by several at once is done once', async () => {
    const { id: endpointId } = await register()
    await desk.emit('loan_1', 1)
    await desk.jobs.runDue()
    const [delivered] = (await partner.webhook.deliveries.list({ endpointId })).items
    desk.received.length = 0
    const deliveryId = delivered?.id ?? ''
    await Promise.all([1, 2, 3].map(() => failureOf(partner.webhook.deliveries.replay({ deliveryId }))))
    await desk.jobs.runDue()
    expect(desk.received).toHaveLength(1)
  })
})

test('another partner finds nothing of it', async () => {
  const { id: endpointId } = await register()
  await desk.emit('loan_1', 1)
  await desk.jobs.runDue()
  const [delivery] = (await partner.webhook.deliveries.list({ endpointId })).items
  expect((await other.webhook.endpoints.list()).items).toEqual([])
  const { endpoints, deliveries } = other.webhook
  for (const attempt of [
    () => endpoints.update({ endpointId, isEnabled: false }),
    () => endpoints.remove({ endpointId }),
    () => endpoints.rotateSecret({ endpointId }),
    () => deliveries.list({ endpointId }),
    () => deliveries.replay({ deliveryId: delivery?.id ?? '' }),
  ])
    expect(await failureOf(attempt())).toBe('not_found')
  const { items } = await partner.webhook.endpoints.list()
  expect(items).toMatchObject([{ id: endpointId, isEnabled: true, retiringSecretsUntil: [] }])
})

test('an endpoint that was removed is told nothing, and what was sent there is forgotten', async () => {
  const { id: endpointId } = await register()
  await desk.emit('loan_1', 1)
  await desk.jobs.runDue()
  await partner.webhook.endpoints.remove({ endpointId })
  expect(await failureOf(partner.webhook.deliveries.list({ endpointId }))).toBe('not_found')
  desk.received.length = 0
  await desk.emit('loan_1', 2)
  await desk.advance(HOUR)
  expect(desk.received).toEqual([])
})

test('for who tries things out, an endpoint may be on this machine', async () => {
  const tryout = await openWebhookDesk({ isLocalAccepted: true })
  const client = await tryout.partner()
  const { url } = await client.webhook.endpoints.create({
    url: 'http://localhost:4000/hooks',
    events: [...EVENTS],
  })
  expect(url).toBe('http://localhost:4000/hooks')
  await tryout.close()
})
