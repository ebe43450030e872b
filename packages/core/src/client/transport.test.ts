import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { busy, callOrigin, closeOrigins, read, write } from '../../test/called-origin.js'
import { answerJson } from '../../test/origin.js'
import { createVirtualClock } from '../../test/virtual-clock.js'
import type { AttemptEvent } from './ports.js'
import { createRetryBudget } from './retry-budget.js'
import { createTransport } from './transport.js'

afterEach(closeOrigins)

it('sends JSON and a query, and gives JSON with its tag and its request id', async () => {
  const { origin, transport } = await callOrigin((_arrived, _number, response) => {
    response.setHeader('etag', '"7"')
    response.setHeader('x-request-id', 'req_01jcz3')
    answerJson(response, { id: 'need_1' }, 201)
  })
  const result = await transport.send({
    ...write,
    query: { region: '330100', kind: ['a', 'b'], isOpen: true, cursor: undefined },
    idempotencyKey: 'key-1',
    ifMatch: '"6"',
  })
  expect(result).toEqual({ status: 201, body: { id: 'need_1' }, etag: '"7"', requestId: 'req_01jcz3' })
  expect(origin.arrived).toMatchObject([
    {
      method: 'POST',
      url: '/v1/needs?region=330100&kind=a&kind=b&isOpen=true',
      body: '{"note":"企业码"}',
      headers: {
        accept: 'application/json, application/problem+json',
        'content-type': 'application/json',
        'idempotency-key': 'key-1',
        'if-match': '"6"',
      },
    },
  ])
  expect(origin.arrived[0]?.headers).not.toHaveProperty('cookie')
})

it('keeps the path of the base address and refuses one that would carry tokens in the clear', async () => {
  const { origin, transport } = await callOrigin((_arrived, _number, response) => answerJson(response, {}))
  await createTransport({ baseUrl: `${origin.url}/county/` }).send(read)
  expect(origin.arrived[0]?.url).toBe('/county/v1/card')
  for (const baseUrl of ['http://qym.example', 'https://a:b@qym.example', 'https://qym.example/?a', 'qym'])
    expect(() => createTransport({ baseUrl })).toThrow(expect.objectContaining({ code: 'ERR_OPTIONS' }))
  for (const path of ['v1/card', '.evil.example/', '/v1/card?a=b', '/v1\\card'])
    await expect(transport.send({ ...read, path })).rejects.toMatchObject({ code: 'ERR_OPTIONS' })
})

it('gives bytes, or nothing, when that is asked for', async () => {
  const { transport } = await callOrigin((_arrived, _number, response) => response.end('BEGIN:VCARD'))
  const { body } = await transport.send({ ...read, answer: 'bytes' })
  expect(new TextDecoder().decode(body as Uint8Array)).toBe('BEGIN:VCARD')
  expect(await transport.send({ ...read, answer: 'none' })).toEqual({ status: 200, body: undefined })
})

it('gives 304 to who asked with a tag, and takes it for a wrong answer otherwise', async () => {
  const { transport } = await callOrigin((_arrived, _number, response) => response.writeHead(304).end())
  const conditional = { ...read, headers: { 'If-None-Match': '"7"' } }
  expect(await transport.send(conditional)).toEqual({ status: 304, body: undefined })
  await expect(transport.send(read)).rejects.toMatchObject({ code: 'ERR_ANSWER', status: 304 })
})

it('gives a refusal as a problem with what the platform said', async () => {
  const { transport } = await callOrigin((_arrived, _number, response) => {
    const errors = [{ pointer: '/amountFen', code: 'too_big', detail: '…' }]
    const problem = { type: 'about:blank', code: 'invalid_fields', title: '有内容需要修改', status: 422 }
    answerJson(response, { ...problem, requestId: 'req_01jcz4', errors }, 422)
  })
  await expect(transport.send(write)).rejects.toMatchObject({
    code: 'ERR_PROBLEM',
    status: 422,
    requestId: 'req_01jcz4',
    attempts: 1,
    problem: { code: 'invalid_fields', errors: [{ pointer: '/amountFen', code: 'too_big' }] },
  })
})

it.each([
  ['a page', 200, 'text/html', '<!doctype html>'],
  ['a problem that claims success', 200, 'application/problem+json', '{"code":"invalid_fields"}'],
  ['no body', 200, 'application/json', ''],
  ['bytes that are no UTF-8', 200, 'application/json', Buffer.from([0x22, 0xff, 0x22])],
  ['a refusal in JSON of somebody else', 400, 'application/json', '{"error":"no"}'],
])('takes %s for an answer off the contract', async (_name, status, type, body) => {
  const { transport } = await callOrigin((_arrived, _number, response) =>
    response.writeHead(status, { 'content-type': type }).end(body),
  )
  await expect(transport.send(write)).rejects.toMatchObject({ code: 'ERR_ANSWER', status })
})

it('follows no redirect, so that no other origin sees token, proof or key', async () => {
  const { origin: other } = await callOrigin((_arrived, _number, response) => answerJson(response, {}))
  const { transport } = await callOrigin((_arrived, _number, response) =>
    response.writeHead(307, { location: other.url }).end(),
  )
  await expect(transport.send({ ...write, idempotencyKey: 'key-1' })).rejects.toMatchObject({
    code: 'ERR_ANSWER',
    status: 307,
    attempts: 1,
    data: { reason: 'redirect' },
  })
  expect(other.arrived).toEqual([])
})

it('sends a POST without a key once, with one again, and the same key and body each time', async () => {
  const { origin, transport } = await callOrigin((arrived, number, response) =>
    number < 4 ? busy(arrived, number, response) : answerJson(response, {}),
  )
  await expect(transport.send(write)).rejects.toMatchObject({ status: 503, attempts: 1 })
  await transport.send({ ...write, idempotencyKey: 'key-1' })
  const repeated = origin.arrived.slice(1).map(({ headers, body }) => [headers['idempotency-key'], body])
  expect(repeated).toEqual(Array(3).fill(['key-1', '{"note":"企业码"}']))
})

it('waits while its own first request is still worked on', async () => {
  const { transport } = await callOrigin((_arrived, number, response) =>
    number === 1
      ? answerJson(response, { type: 'about:blank', code: 'idempotency_in_progress' }, 409)
      : answerJson(response, { id: 'need_1' }),
  )
  expect((await transport.send({ ...write, idempotencyKey: 'key-1' })).body).toEqual({ id: 'need_1' })
})

it('obeys Retry-After up to 30 seconds and reports what is beyond', async () => {
  const clock = createVirtualClock()
  const arrivals: number[] = []
  const answers = (header: string) => {
    arrivals.length = 0
    return createTransport({
      baseUrl: 'https://qym.example',
      ...clock,
      random: () => 0,
      budget: createRetryBudget(),
      async fetch() {
        arrivals.push(clock.now())
        if (arrivals.length > 1) return Response.json({})
        return new Response('', { status: 429, headers: { 'retry-after': header } })
      },
    })
  }
  await clock.run(answers('30').send(read))
  expect((arrivals[1] ?? 0) - (arrivals[0] ?? 0)).toBe(30_000)
  await clock.run(answers(new Date(clock.now() + 12_000).toUTCString()).send(read))
  expect((arrivals[1] ?? 0) - (arrivals[0] ?? 0)).toBe(12_000)

  const startsAt = clock.now()
  await expect(clock.run(answers('31').send(read))).rejects.toMatchObject({
    status: 429,
    attempts: 1,
    retryAt: new Date(startsAt + 31_000).toISOString(),
  })
  expect(clock.now()).toBe(startsAt)
})

it('stops at once when its caller does: under way, between attempts, and while a token is awaited', async () => {
  const stopped = { code: 'ERR_ABORTED' }
  const underWay = new AbortController()
  const { transport } = await callOrigin(() => setTimeout(() => underWay.abort(), 5))
  await expect(transport.send({ ...read, signal: underWay.signal })).rejects.toMatchObject(stopped)

  const between = new AbortController()
  const waiting = await callOrigin(
    (_arrived, _number, response) => {
      response.setHeader('retry-after', '20')
      busy(_arrived, _number, response)
    },
    { hooks: { onAttempt: () => setTimeout(() => between.abort(), 5) } },
  )
  await expect(waiting.transport.send({ ...read, signal: between.signal })).rejects.toMatchObject(stopped)

  const awaited = new AbortController()
  const unanswered = createTransport({
    baseUrl: 'https://qym.example',
    authorise: () => new Promise(() => setTimeout(() => awaited.abort(), 5)),
  })
  await expect(unanswered.send({ ...read, signal: awaited.signal })).rejects.toMatchObject(stopped)
})

it('ends in time even when fetch or the session never does and heeds no signal', async () => {
  const deaf = { baseUrl: 'https://qym.example', deadlineMilliseconds: 30, budget: createRetryBudget() }
  const never = () => new Promise<never>(() => {})
  await expect(createTransport({ ...deaf, fetch: never }).send(read)).rejects.toMatchObject({
    code: 'ERR_TIMEOUT',
  })
  await expect(createTransport({ ...deaf, authorise: never }).send(read)).rejects.toMatchObject({
    code: 'ERR_TIMEOUT',
    attempts: 0,
  })
  const fetch = async () => new Response(new ReadableStream({ pull: never }))
  await expect(createTransport({ ...deaf, fetch }).send(read)).rejects.toMatchObject({ code: 'ERR_TIMEOUT' })
})

it('spends on retries and is refunded by successes only', async () => {
  const entries: string[] = []
  const budget = {
    spend: () => entries.push('spend') < 3,
    refund: () => void entries.push('refund'),
  }
  const { transport } = await callOrigin(
    (arrived, number, response) =>
      number === 2 ? answerJson(response, {}) : busy(arrived, number, response),
    { budget },
  )
  await transport.send(read)
  expect(entries).toEqual(['spend', 'refund'])
  await expect(transport.send(read)).rejects.toMatchObject({ status: 503, attempts: 1 })
  expect(entries).toEqual(['spend', 'refund', 'spend'])
})

it('traces every attempt, and what a trace throws costs no answer', async () => {
  const events: AttemptEvent[] = []
  const { transport } = await callOrigin(
    (arrived, number, response) =>
      number === 1 ? busy(arrived, number, response) : answerJson(response, {}),
    {
      hooks: {
        onAttempt(event) {
          events.push(event)
          throw new Error('the tracer is broken')
        },
      },
    },
  )
  await transport.send({ ...read, path: '/v1/cards/1', pathTemplate: '/v1/cards/{uscc}' })
  expect(events).toMatchObject([
    { method: 'GET', pathTemplate: '/v1/cards/{uscc}', attempt: 1, status: 503, code: 'ERR_PROBLEM' },
    { method: 'GET', pathTemplate: '/v1/cards/{uscc}', attempt: 2, status: 200, code: undefined },
  ])
})

it('says what became of a connection that nobody answers', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  server.close()
  const transport = createTransport({ baseUrl: `http://127.0.0.1:${port}`, budget: createRetryBudget() })
  await expect(transport.send(write)).rejects.toMatchObject({
    code: 'ERR_NETWORK',
    attempts: 1,
    status: undefined,
    data: { reason: 'ECONNREFUSED' },
  })
})
