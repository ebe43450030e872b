/** A transport with an origin to call, and the two calls that most tests make. */
import type { SendRequest } from '../src/client/message.js'
import type { TransportOptions } from '../src/client/ports.js'
import { createRetryBudget } from '../src/client/retry-budget.js'
import { createTransport } from '../src/client/transport.js'
import { type Answering, answerJson, type Origin, startOrigin } from './origin.js'

export const read: SendRequest = {
  method: 'GET',
  path: '/v1/card',
  pathTemplate: '/v1/card',
  isRepeatable: true,
  answer: 'json',
}

/** Without an idempotency key. */
export const write: SendRequest = {
  method: 'POST',
  path: '/v1/needs',
  pathTemplate: '/v1/needs',
  body: { note: '企业码' },
  isRepeatable: false,
  answer: 'json',
}

export const busy: Answering = (_arrived, _number, response) =>
  answerJson(response, { type: 'about:blank', code: 'unavailable', title: '', status: 503 }, 503)

const origins: Origin[] = []

/** Starts an origin and makes a transport to it. Retries wait a hundredth of the longest. */
export async function callOrigin(answering: Answering, options: Partial<TransportOptions> = {}) {
  const origin = await startOrigin(answering)
  origins.push(origin)
  const transport = createTransport({
    baseUrl: origin.url,
    random: () => 0.01,
    budget: createRetryBudget(),
    ...options,
  })
  return { origin, transport }
}

/** For after each test. */
export async function closeOrigins(): Promise<void> {
  for (const origin of origins.splice(0)) await origin.close()
}
