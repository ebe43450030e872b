/**
 * Promise 12: a receiver fails 30 % of the time and is down for an hour, and every event arrives, in order per resource.
 * `QIYEMA_FULL=1` makes it 10,000 events.
 */
import { verifyWebhook } from '@qiyema/core/webhooks'
import { expect, test } from 'vitest'
import { openWebhookDesk, type Received } from '../../test/webhook-desk.js'

const isFull = process.env.QIYEMA_FULL === '1'
const EVENTS = isFull ? 10_000 : 100
const RESOURCES = EVENTS / 20
const MINUTE = 60_000
const EMITTED_OVER_MINUTES = 180
const DOWN_FROM_MINUTE = 60
const DOWN_TO_MINUTE = 120
/** After the last event: longer than all tries of one delivery take. */
const AFTER_HOURS = 100

/** A small generator, so that a run can be repeated: the same faults in the same order. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

test(`${EVENTS} events arrive, each in the order of its resource`, {
  timeout: isFull ? 3_600_000 : 180_000,
}, async ({ task }) => {
  const random = createRandom(12)
  const desk = await openWebhookDesk({ random })
  const partner = await desk.partner()
  const endpoint = await partner.webhook.endpoints.create({
    url: 'https://hooks.bank.example/',
    events: ['application.state'],
  })
  const start = desk.clock.now.getTime()
  const taken = new Map<string, number[]>()
  let refusals = 0

  desk.receiversAnswer(async received => {
    const minute = (received.at.getTime() - start) / MINUTE
    const isDown = minute >= DOWN_FROM_MINUTE && minute < DOWN_TO_MINUTE
    if (isDown || random() < 0.3) {
      refusals++
      return fail(isDown)
    }
    await ensureSigned(received)
    const { resource, data } = received.event
    taken.set(resource, [...(taken.get(resource) ?? []), data.number ?? -1])
    return 204
  })

  function fail(isDown: boolean): number {
    if (isDown || random() < 0.5) throw new Error('Nobody answers.')
    return 503
  }

  async function ensureSigned({ body, headers, at }: Received): Promise<void> {
    await verifyWebhook(body, headers, endpoint.secret, { now: () => at.getTime() })
  }

  for (let minute = 0, number = 0; minute < EMITTED_OVER_MINUTES; minute++) {
    const due = Math.ceil(((minute + 1) * EVENTS) / EMITTED_OVER_MINUTES)
    for (; number < due; number++)
      await desk.emit(`loan_${number % RESOURCES}`, Math.floor(number / RESOURCES))
    await desk.advance(MINUTE)
  }
  for (let hour = 0; hour < AFTER_HOURS && countTaken() < EVENTS; hour++)
    await desk.advanceStepwise(60 * MINUTE)

  function countTaken(): number {
    return [...taken.values()].reduce((sum, numbers) => sum + numbers.length, 0)
  }

  const states = await desk.store.transact({ kind: 'platform' }, db =>
    db
      .selectFrom('webhook_deliveries')
      .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute(),
  )
  task.meta.figure = `${countTaken()} of ${EVENTS} events taken after ${refusals} tries that failed`
  expect(states).toEqual([{ state: 'delivered', count: EVENTS }])
  expect(refusals).toBeGreaterThan(EVENTS * 0.3)
  const inOrder = Array.from({ length: EVENTS / RESOURCES }, (_, number) => number)
  expect(taken.size).toBe(RESOURCES)
  for (const [resource, numbers] of taken) expect([resource, numbers]).toEqual([resource, inOrder])
  await desk.close()
})
