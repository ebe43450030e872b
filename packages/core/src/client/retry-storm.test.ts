/** Promise 4: no retry storm. An outage of three seconds, seen by the clients of one process, in virtual time. */
import { expect, it } from 'vitest'
import { createVirtualClock, type VirtualClock } from '../../test/virtual-clock.js'
import { createTransport } from './transport.js'

const CLIENTS = 200
const OUTAGE = { from: 3_000, until: 6_000 }
const LASTS = 10_000

interface Storm {
  readonly intents: number
  readonly requests: number
  readonly intentsInOutage: number
  readonly requestsInOutage: number
}

/**
 * Each client wants something every second, at a moment of its own; the platform answers 503 while it is down. Each has a
 * transport of its own, and nothing in common with the others but the budget that is there by default.
 */
async function weather(clock: VirtualClock): Promise<Storm> {
  const startsAt = clock.now()
  const count = { intents: 0, requests: 0, intentsInOutage: 0, requestsInOutage: 0 }
  const isDown = () => clock.now() - startsAt >= OUTAGE.from && clock.now() - startsAt < OUTAGE.until
  let drawn = 0
  const client = async (number: number) => {
    const transport = createTransport({
      baseUrl: 'https://qym.example',
      now: clock.now,
      sleep: clock.sleep,
      // Evenly spread and the same in every run.
      random: () => (drawn = (drawn + 0.618_033_988_75) % 1),
      async fetch() {
        count.requests++
        if (isDown()) count.requestsInOutage++
        const status = isDown() ? 503 : 200
        await clock.sleep(20)
        return new Response('{}', { status, headers: { 'content-type': 'application/json' } })
      },
    })
    await clock.sleep((number * 1_000) / CLIENTS)
    const calls: Promise<unknown>[] = []
    for (; clock.now() - startsAt < LASTS; await clock.sleep(1_000)) {
      count.intents++
      if (isDown()) count.intentsInOutage++
      calls.push(
        transport
          .send({
            method: 'GET',
            path: '/v1/card',
            pathTemplate: '/v1/card',
            isRepeatable: true,
            answer: 'json',
          })
          .catch(() => {}),
      )
    }
    await Promise.all(calls)
  }
  await clock.run(Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number))))
  return count
}

it('makes at most 1.25 times the requests while the platform is down, and over the whole time', {
  timeout: 30_000,
}, async ({ task }) => {
  const storm = await weather(createVirtualClock())
  const inOutage = storm.requestsInOutage / storm.intentsInOutage
  const overall = storm.requests / storm.intents
  task.meta.figure = `${inOutage.toFixed(3)} × the requests in the outage, ${overall.toFixed(3)} × over the whole time`
  expect(storm.intentsInOutage).toBe(CLIENTS * 3)
  expect(inOutage).toBeLessThanOrEqual(1.25)
  expect(overall).toBeLessThanOrEqual(1.25)
  // Retries there are: the budget is what holds them, not their absence.
  expect(storm.requestsInOutage).toBeGreaterThan(storm.intentsInOutage)
})
