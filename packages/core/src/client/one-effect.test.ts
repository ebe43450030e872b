/** Promise 2: one intent, one effect. A proxy resets or delays 30 % of connections; `QIYEMA_FULL=1` makes it 10,000 intents. */
import { expect, it } from 'vitest'
import { type Fault, startFaultProxy } from '../../test/fault-proxy.js'
import { createEffects, startOrigin } from '../../test/origin.js'
import { ApiError } from './errors.js'
import { newIdempotencyKey } from './idempotency.js'
import { createRetryBudget } from './retry-budget.js'
import { createTransport, type Transport } from './transport.js'

const isFull = process.env.QIYEMA_FULL === '1'
const INTENTS = isFull ? 10_000 : 400
const AT_ONCE = 40
const ATTEMPT_MILLISECONDS = 250

/** A small generator, so that a run can be repeated: the same faults in the same order. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Of ten: one and a half are reset, evenly as they stand, before and after the effect; one and a half come up to 400 ms late. */
function faultFrom(random: () => number): Fault {
  const drawn = random()
  if (drawn < 0.05) return { kind: 'reset', when: 'connected' }
  if (drawn < 0.1) return { kind: 'reset', when: 'asked' }
  if (drawn < 0.15) return { kind: 'lost-answer' }
  if (drawn < 0.3) return { kind: 'latency', milliseconds: random() * 400 }
  return { kind: 'none' }
}

/** As a program does that means it: again with the same key, when the client has given up for now. */
async function submit(transport: Transport, idempotencyKey: string, number: number): Promise<unknown> {
  for (;;) {
    try {
      const { body } = await transport.send({
        method: 'POST',
        path: '/v1/needs',
        pathTemplate: '/v1/needs',
        body: { number },
        idempotencyKey,
        isRepeatable: false,
        answer: 'json',
      })
      return body
    } catch (error) {
      if (!(error instanceof ApiError) || error.code === 'ERR_ANSWER') throw error
    }
  }
}

it(`makes exactly ${INTENTS} effects of ${INTENTS} intents through a proxy that resets or delays 30 %`, {
  timeout: isFull ? 600_000 : 180_000,
}, async ({ task }) => {
  const random = createRandom(20_261_123)
  const effects = createEffects()
  const origin = await startOrigin((arrived, _number, response) => {
    void effects.answer(arrived, response, new Promise(resolve => setImmediate(resolve)))
  })
  const proxy = await startFaultProxy(origin.port, () => faultFrom(random))
  const transport = createTransport({
    baseUrl: proxy.url,
    attemptMilliseconds: ATTEMPT_MILLISECONDS,
    deadlineMilliseconds: 10_000,
    random,
    budget: createRetryBudget(),
  })
  const answers: unknown[] = []
  let next = 0
  const worker = async () => {
    while (next < INTENTS) answers.push(await submit(transport, newIdempotencyKey(), next++))
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  } finally {
    await proxy.close()
    await origin.close()
  }
  task.meta.figure = `${effects.count} effects of ${INTENTS} intents, by ${origin.arrived.length} requests that arrived`
  expect(effects.count).toBe(INTENTS)
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(INTENTS)
  // Otherwise nothing was put to the test.
  const keys = new Set(origin.arrived.map(({ headers }) => headers['idempotency-key']))
  expect(keys.size).toBe(INTENTS)
  expect(origin.arrived.length).toBeGreaterThan(INTENTS * 1.04)
})
