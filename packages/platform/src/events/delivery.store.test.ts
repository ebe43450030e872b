/** How events reach partners: signed, in order, again and again until they are taken or it is given up. */
import { verifyWebhook } from '@qiyema/core/webhooks'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openWebhookDesk, type WebhookDesk } from '../../test/webhook-desk.js'
import { DELIVER } from './queue.js'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const URL = 'https://hooks.bank.example/qiyema'

let desk: WebhookDesk
let partner: Awaited<ReturnType<WebhookDesk['partner']>>

beforeAll(async () => {
  desk = await openWebhookDesk()
  partner = await desk.partner()
}, 60_000)
afterAll(() => desk.close())

let endpoint: Awaited<ReturnType<typeof partner.webhook.endpoints.create>>

beforeEach(async () => {
  await desk.store.transact({ kind: 'platform' }, async db => {
    await db.deleteFrom('jobs').where('name', '=', 'webhook.deliver').execute()
    await db.deleteFrom('webhook_endpoints').execute()
  })
  desk.receiversAnswer(() => 204)
  endpoint = await partner.webhook.endpoints.create({ url: URL, events: ['application.state'] })
  desk.received.length = 0
})

const numbers = () => desk.received.map(({ event }) => event.data.number)
const deliveries = async () => (await partner.webhook.deliveries.list({ endpointId: endpoint.id })).items

describe('what is sent', () => {
  test('is the event as the contract has it, with headers by Standard Webhooks', async () => {
    await desk.emit('loan_1', 1)
    await desk.jobs.runDue()
    const [one] = desk.received
    expect(one?.url).toBe(URL)
    expect(one?.headers.get('content-type')).toBe('application/json')
    expect(one?.headers.get('webhook-id')).toBe(one?.event.id)
    expect(JSON.parse(one?.body ?? '')).toEqual({
      type: 'application.state',
      id: expect.stringMatching(/^evt_/),
      at: desk.clock.now.toISOString(),
      resource: 'loan_1',
      data: { number: 1 },
    })
  })

  test('is verified by our SDK with the secret and with the public key, each alone', async () => {
    await desk.emit('loan_1', 1)
    await desk.jobs.runDue()
    const [one] = desk.received
    if (!one) throw new Error('Nothing was sent.')
    const now = () => desk.clock.now.getTime()
    for (const key of [endpoint.secret, endpoint.publicKey]) {
      const { id } = await verifyWebhook(one.body, one.headers, key, { now })
      expect(id).toBe(one.event.id)
    }
  })

  test('is verified by the standardwebhooks package', async () => {
    await desk.emit('loan_1', 1)
    await desk.jobs.runDue()
    const [one] = desk.received
    const verifier = new Webhook(endpoint.secret)
    const headers = Object.fromEntries(one?.headers ?? [])
    // It knows no clock but the machine's.
    vi.useFakeTimers({ now: desk.clock.now, toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    expect(verifier.verify(one?.body ?? '', headers)).toMatchObject({ resource: 'loan_1' })
    expect(() => verifier.verify(`${one?.body} `, headers)).toThrow()
  })

  test('is signed with the old secret too for a day after it was rotated, and not after', async () => {
    const rotated = await partner.webhook.endpoints.rotateSecret({ endpointId: endpoint.id })
    expect(rotated.secret).not.toBe(endpoint.secret)
    await desk.emit('loan_1', 1)
    await desk.jobs.runDue()
    await desk.advance(24 * HOUR)
    await desk.emit('loan_1', 2)
    await desk.jobs.runDue()
    const now = (at: Date) => ({ now: () => at.getTime() })
    const [first, second] = desk.received
    if (!first || !second) throw new Error('Two are sent.')
    for (const secret of [endpoint.secret, rotated.secret])
      await verifyWebhook(first.body, first.headers, secret, now(first.at))
    await verifyWebhook(second.body, second.headers, rotated.secret, now(second.at))
    await expect(
      verifyWebhook(second.body, second.headers, endpoint.secret, now(second.at)),
    ).rejects.toMatchObject({ code: 'ERR_WEBHOOK_SIGNATURE' })
  })

  test('goes only to partners that the event names, and to endpoints that want its type', async () => {
    const other = await desk.partner('par_other')
    await other.webhook.endpoints.create({ url: 'https://other.example/', events: ['application.state'] })
    await partner.webhook.endpoints.create({ url: 'https://codes.example/', events: ['code.revoked'] })
    await desk.emit('loan_1', 1)
    await desk.jobs.runDue()
    expect(desk.received.map(({ url }) => url)).toEqual([URL])
  })
})

describe('an event', () => {
  test('is not told of when what it tells of was taken back', async () => {
    const work = desk.store.transact({ kind: 'enterprise', enterpriseId: 'ent_maker' }, async db => {
      const event = {
        type: 'application.state',
        resource: 'loan_1',
        partners: ['par_bank'],
        data: {},
      } as const
      await desk.events.emit(db, event, desk.clock.now)
      throw new Error('Taken back.')
    })
    await expect(work).rejects.toThrow('Taken back.')
    await desk.advance(HOUR)
    expect(desk.received).toEqual([])
    expect(await deliveries()).toEqual([])
  })

  test('is kept though nobody wants to hear of it', async () => {
    await desk.emit('loan_quiet', 1, { partners: [] })
    const rows = await desk.store.transact({ kind: 'platform' }, db =>
      db.selectFrom('events').select('data').where('resource', '=', 'loan_quiet').execute(),
    )
    expect(rows).toEqual([{ data: { number: 1 } }])
  })
})

describe('success', () => {
  test.each([200, 202, 204, 299])('is %i', async status => {
    desk.receiversAnswer(() => status)
    await desk.emit('loan_1', 1)
    await desk.jobs.runDue()
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 1, lastStatus: status }])
  })

  test.each([301, 302, 307, 400, 404, 409, 429, 500, 503])('is not %i', async status => {
    desk.receiversAnswer(() => status)
    await desk.emit('loan_1', 1)
    await desk.jobs.runDue()
    expect(await deliveries()).toMatchObject([{ state: 'waiting', attempts: 1, lastStatus: status }])
  })

  test('is not silence', async () => {
    desk.receiversAnswer(() => {
      throw new Error('No route to host')
    })
    await desk.emit('loan_1', 1)
    await desk.jobs.runDue()
    const [one] = await deliveries()
    expect(one).toMatchObject({ state: 'waiting', attempts: 1 })
    expect(one).not.toHaveProperty('lastStatus')
  })
})

describe('order', () => {
  test('of one resource is kept: what follows waits until the one before is delivered', async () => {
    desk.receiversAnswer(({ event }) => (event.data.number === 1 && desk.received.length < 3 ? 500 : 204))
    for (const number of [1, 2, 3]) await desk.emit('loan_1', number)
    await desk.advanceStepwise(HOUR)
    expect(numbers()).toEqual([1, 1, 1, 2, 3])
  })

  test('is kept by however many senders come at once, and none sends what another has', async () => {
    for (const number of [1, 2, 3, 4, 5]) await desk.emit('loan_1', number)
    const queue = { endpointId: endpoint.id, resource: 'loan_1' }
    desk.receiversAnswer(() => new Promise(settle => setTimeout(() => settle(204), 5)))
    await Promise.all([1, 2, 3].map(() => desk.work.handlers[DELIVER]?.(queue)))
    expect(numbers()).toEqual([1, 2, 3, 4, 5])
  })

  test('does not hold up other resources', async () => {
    desk.receiversAnswer(({ event }) => (event.resource === 'loan_1' ? 500 : 204))
    await desk.emit('loan_1', 1)
    await desk.emit('loan_2', 2)
    await desk.jobs.runDue()
    expect((await deliveries()).map(({ resource, state }) => `${resource} ${state}`).toSorted()).toEqual([
      'loan_1 waiting',
      'loan_2 delivered',
    ])
  })

  test('goes on behind what was parked', async () => {
    desk.receiversAnswer(({ event }) => (event.data.number === 1 ? 500 : 204))
    for (const number of [1, 2]) await desk.emit('loan_1', number)
    await desk.advanceStepwise(100 * HOUR)
    expect(numbers()).toEqual([...Array<number>(10).fill(1), 2])
  })
})

describe('a delivery that fails', () => {
  test('is tried ten times over about 75 hours under the same id, then parked', async () => {
    desk.receiversAnswer(() => 500)
    await desk.emit('loan_1', 1)
    await desk.advanceStepwise(200 * HOUR)
    expect(desk.received).toHaveLength(10)
    expect(new Set(desk.received.map(({ headers }) => headers.get('webhook-id'))).size).toBe(1)
    const hours = ((desk.received[9]?.at.getTime() ?? 0) - (desk.received[0]?.at.getTime() ?? 0)) / HOUR
    expect(hours).toBeGreaterThan(71)
    expect(hours).toBeLessThan(81)
    expect(await deliveries()).toMatchObject([{ state: 'parked', attempts: 10, lastStatus: 500 }])
  })

  test('is not lost with the job that was to send it', async () => {
    await desk.emit('loan_1', 1)
    await desk.store.transact({ kind: 'platform' }, db =>
      db.deleteFrom('jobs').where('name', '=', 'webhook.deliver').execute(),
    )
    await desk.advance(0)
    expect(desk.received).toEqual([])
    await desk.advance(2 * MINUTE)
    expect(numbers()).toEqual([1])
  })

  test('is sent again when its sender died over it', async () => {
    await desk.emit('loan_1', 1)
    await desk.store.transact({ kind: 'platform' }, async db => {
      // What is left behind by a process that was killed while it waited for the answer.
      const claimed_until = new Date(desk.clock.now.getTime() + 2 * MINUTE)
      await db.updateTable('webhook_deliveries').set({ attempts: 1, claimed_until }).execute()
    })
    await desk.advance(0)
    expect(desk.received).toEqual([])
    await desk.advance(MINUTE)
    await desk.advance(3 * MINUTE)
    expect(numbers()).toEqual([1])
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 2 }])
  })
})

describe('an endpoint', () => {
  test('that is gone is disabled by 410, and goes on where it was when it is enabled again', async () => {
    desk.receiversAnswer(() => 410)
    for (const number of [1, 2]) await desk.emit('loan_1', number)
    await desk.advance(0)
    expect(numbers()).toEqual([1])
    const { items } = await partner.webhook.endpoints.list()
    expect(items).toMatchObject([{ isEnabled: false }])
    await desk.emit('loan_1', 3)
    await desk.advance(HOUR)
    expect(numbers()).toEqual([1])
    desk.receiversAnswer(() => 204)
    await partner.webhook.endpoints.update({ endpointId: endpoint.id, isEnabled: true })
    await desk.advance(2 * MINUTE)
    await desk.advance(2 * MINUTE)
    expect(numbers()).toEqual([1, 1, 2])
  })

  test('that has moved gets what waited for it at its new address, soon', async () => {
    desk.receiversAnswer(({ url }) => (url === URL ? 503 : 204))
    await desk.emit('loan_1', 1)
    await desk.advanceStepwise(3 * HOUR)
    await partner.webhook.endpoints.update({ endpointId: endpoint.id, url: 'https://new.bank.example/' })
    const before = desk.received.length
    await desk.advanceStepwise(3 * MINUTE)
    expect(desk.received.slice(before).map(({ url }) => url)).toEqual(['https://new.bank.example/'])
  })

  test('that was removed while something was sent there takes it with it', async () => {
    desk.receiversAnswer(async () => {
      await partner.webhook.endpoints.remove({ endpointId: endpoint.id })
      return 500
    })
    await desk.emit('loan_1', 1)
    await desk.advance(HOUR)
    expect(numbers()).toEqual([1])
    await desk.advance(100 * HOUR)
    expect(numbers()).toEqual([1])
  })

  test('that is slow gets all, by few senders and few jobs: who finds them there leaves it to them', async () => {
    desk.receiversAnswer(() => new Promise(settle => setTimeout(() => settle(204), 5)))
    for (let number = 1; number <= 40; number++) await desk.emit(`loan_${number}`, number)
    await Promise.all(
      Array.from({ length: 12 }, (_, number) =>
        desk.work.handlers[DELIVER]?.({ endpointId: endpoint.id, resource: `loan_${number + 1}` }),
      ),
    )
    expect(numbers()).toHaveLength(40)
    expect(new Set(numbers()).size).toBe(40)
    const waiting = await desk.store.transact({ kind: 'platform' }, db =>
      db.selectFrom('jobs').select('key').where('name', '=', DELIVER).execute(),
    )
    // Those that came with the events, and one for another sender at most.
    expect(waiting.length).toBeLessThanOrEqual(41)
  })

  test('that is silent is left alone for a while, and holds up nobody', async () => {
    await partner.webhook.endpoints.create({ url: 'https://well.example/', events: ['application.state'] })
    desk.receiversAnswer(({ url }) => {
      if (url === URL) throw new Error('Silence')
      return 204
    })
    for (let number = 1; number <= 20; number++) await desk.emit(`loan_${number}`, number)
    await desk.jobs.runDue()
    const to = (url: string) => desk.received.filter(received => received.url === url).length
    expect(to('https://well.example/')).toBe(20)
    expect(to(URL)).toBe(4)
    desk.receiversAnswer(() => 204)
    await desk.advanceStepwise(HOUR)
    const states = (await deliveries()).map(({ state }) => state)
    expect(states).toEqual(Array<string>(20).fill('delivered'))
  })
})
