/** Promise 1: the client survives faults. Twenty of them, on real sockets, for a GET and for a POST with a key. */
import { afterEach, describe, expect, it } from 'vitest'
import { type Fault, type FaultProxy, startFaultProxy } from '../../test/fault-proxy.js'
import { type Answering, answerJson, type Origin, startOrigin } from '../../test/origin.js'
import { ApiError, type ApiErrorCode } from './errors.js'
import { createRetryBudget } from './retry-budget.js'
import { createTransport } from './transport.js'

const DEADLINE_MILLISECONDS = 900
const ATTEMPT_MILLISECONDS = 300
const OVERRUN_MILLISECONDS = 250

interface Case {
  readonly name: string
  readonly fault?: (connection: number) => Fault
  readonly answering?: Answering
  /** What is wanted: the answer, or an error of this code. */
  readonly wanted: 'answer' | ApiErrorCode
  readonly attempts?: number
  /** Takes work and does not wait: a busy machine has longer for it. */
  readonly isWork?: boolean
}

const well: Answering = (_arrived, _number, response) =>
  answerJson(response, { id: 'need_1', note: '企'.repeat(200) })
const once =
  (fault: Fault) =>
  (connection: number): Fault =>
    connection === 1 ? fault : { kind: 'none' }
const always = (fault: Fault) => () => fault
/** The first time; well after that. */
const problem =
  (status: number, headers: Record<string, string> = {}): Answering =>
  (arrived, number, response) => {
    if (number > 1) return well(arrived, number, response)
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    answerJson(response, { type: 'about:blank', code: 'unavailable', title: '', status }, status)
  }

const cases: readonly Case[] = [
  {
    name: 'a connection reset as it stands, once',
    fault: once({ kind: 'reset', when: 'connected' }),
    wanted: 'answer',
    attempts: 2,
  },
  {
    name: 'connections reset as they stand, always',
    fault: always({ kind: 'reset', when: 'connected' }),
    wanted: 'ERR_NETWORK',
  },
  {
    name: 'a reset when the request arrives, once',
    fault: once({ kind: 'reset', when: 'asked' }),
    wanted: 'answer',
    attempts: 2,
  },
  {
    name: 'a reset in the headers of the answer, once',
    fault: once({ kind: 'tear', afterBytes: 30 }),
    wanted: 'answer',
    attempts: 2,
  },
  {
    name: 'a reset in the body of the answer, once',
    fault: once({ kind: 'tear', afterBytes: 400 }),
    wanted: 'answer',
    attempts: 2,
  },
  {
    name: 'an answer lost after the effect, once',
    fault: once({ kind: 'lost-answer' }),
    wanted: 'answer',
    attempts: 2,
  },
  {
    name: 'a body cut short of its length, once',
    fault: once({ kind: 'cut', afterBytes: 400 }),
    wanted: 'answer',
    attempts: 2,
  },
  {
    name: 'a body cut short that never told its length, once',
    answering(arrived, number, response) {
      if (number > 1) return well(arrived, number, response)
      response.useChunkedEncodingByDefault = false
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"need_')
    },
    wanted: 'answer',
    attempts: 2,
  },
  {
    name: 'a stall before the answer, once',
    fault: once({ kind: 'stall', afterBytes: 0 }),
    wanted: 'answer',
    attempts: 2,
  },
  {
    name: 'a stall in the headers, always',
    fault: always({ kind: 'stall', afterBytes: 30 }),
    wanted: 'ERR_TIMEOUT',
  },
  {
    name: 'a stall in the body, once',
    fault: once({ kind: 'stall', afterBytes: 400 }),
    wanted: 'answer',
    attempts: 2,
  },
  {
    name: 'a stall in the body, always',
    fault: always({ kind: 'stall', afterBytes: 400 }),
    wanted: 'ERR_TIMEOUT',
  },
  {
    name: 'a body that trickles longer than anyone waits',
    fault: always({ kind: 'slice', bytes: 1, pauseMilliseconds: 25 }),
    wanted: 'ERR_TIMEOUT',
  },
  {
    name: 'an answer late, but in time, in small pieces',
    fault: always({ kind: 'slice', bytes: 100, pauseMilliseconds: 2 }),
    wanted: 'answer',
    attempts: 1,
  },
  {
    name: 'a whole answer on a connection that never closes',
    fault: always({ kind: 'slow-close' }),
    wanted: 'answer',
    attempts: 1,
  },
  {
    name: 'something that is not HTTP, always',
    fault: always({ kind: 'garbage' }),
    wanted: 'ERR_NETWORK',
    isWork: true,
  },
  {
    name: 'an answer without end',
    answering(_arrived, _number, response) {
      response.writeHead(200, { 'content-type': 'application/json' })
      const pour = () => {
        while (!response.destroyed && response.write('[0],'.repeat(10_000)));
      }
      response.on('drain', pour)
      pour()
    },
    wanted: 'ERR_TOO_LARGE',
    attempts: 1,
    isWork: true,
  },
  {
    name: '503 with Retry-After: 0, once',
    answering: problem(503, { 'retry-after': '0' }),
    wanted: 'answer',
    attempts: 2,
  },
  {
    name: '503 with Retry-After: 3600',
    answering: problem(503, { 'retry-after': '3600' }),
    wanted: 'ERR_PROBLEM',
    attempts: 1,
  },
  {
    name: 'a problem, 422',
    answering: problem(422),
    wanted: 'ERR_PROBLEM',
    attempts: 1,
  },
]

let origin: Origin
let proxy: FaultProxy
/** How long each took that came out as it is wanted. */
const took: number[] = []

afterEach(async () => {
  await proxy.close()
  await origin.close()
})

describe.each(['GET', 'POST'] as const)('a %s', method => {
  it.each(cases)(
    'comes through $name: $wanted',
    async ({ fault, answering = well, wanted, attempts, isWork }) => {
      const patience = isWork ? 10 : 1
      const deadlineMilliseconds = DEADLINE_MILLISECONDS * patience
      origin = await startOrigin(answering)
      proxy = await startFaultProxy(origin.port, fault ?? always({ kind: 'none' }))
      const seen: number[] = []
      const transport = createTransport({
        baseUrl: proxy.url,
        deadlineMilliseconds,
        attemptMilliseconds: ATTEMPT_MILLISECONDS * patience,
        random: () => 0.1,
        budget: createRetryBudget(),
        hooks: { onAttempt: ({ attempt }) => seen.push(attempt) },
      })
      const startedAt = performance.now()
      const outcome = await transport
        .send({
          method,
          path: '/v1/needs',
          pathTemplate: '/v1/needs',
          isRepeatable: method === 'GET',
          answer: 'json',
          ...(method === 'POST' && { idempotencyKey: 'key-1', body: { amountFen: 100 } }),
        })
        .catch((error: unknown) => error)
      const elapsed = performance.now() - startedAt

      if (wanted === 'answer') expect(outcome).toMatchObject({ status: 200, body: { id: 'need_1' } })
      else expect(outcome).toMatchObject({ name: 'ApiError', code: wanted })
      if (attempts !== undefined) expect(seen).toHaveLength(attempts)
      if (outcome instanceof ApiError) expect(outcome.attempts).toBe(seen.length)
      // Fetch itself may open connections that it sends nothing on, but never sends twice.
      expect(origin.arrived.length).toBeLessThanOrEqual(seen.length)
      expect(proxy.connections).toBeGreaterThanOrEqual(seen.length)
      expect(elapsed).toBeLessThan(deadlineMilliseconds + OVERRUN_MILLISECONDS)
      took.push(elapsed)
    },
  )
})

it('gives what is wanted in every case', async ({ task }) => {
  task.meta.figure = `${took.length} of ${cases.length * 2} wanted outcomes; the longest took ${Math.round(Math.max(...took))} ms of ${DEADLINE_MILLISECONDS}`
  expect(took).toHaveLength(cases.length * 2)
})
