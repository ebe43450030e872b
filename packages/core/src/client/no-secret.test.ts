/** Promise 3: no secret in an error or a trace. Everything that goes out or comes in holds one; none is found afterwards. */
import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ApiError } from './errors.js'
import type { AttemptEvent } from './ports.js'
import { readProblem, readRequestId } from './problem.js'
import { createRetryBudget } from './retry-budget.js'
import { createTransport, type Transport } from './transport.js'

const TOKEN = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJlbnRfMSJ9.c2VjcmV0LXNpZ25hdHVyZS1zZWNyZXQ'
const OPAQUE = 'Zq8x-4TnW_p0RsL2vKc7Yb1M'
const PHONE = '13800138000'
const SPACED_PHONE = '138 0013 8000'
const IDENTITY = '33010219900101123X'
const CARD = '6222021001122334455'
const SECRETS = [TOKEN, OPAQUE, PHONE, SPACED_PHONE, IDENTITY, CARD]
const LEAKED = new RegExp(SECRETS.map(secret => secret.slice(0, 11)).join('|'))

const everySecret = SECRETS.join(' / ')
const leakyHeaders = {
  'x-request-id': PHONE,
  etag: `"${TOKEN}"`,
  location: `https://evil.example/?t=${TOKEN}`,
}

function answered(status: number, contentType: string, body: string): () => Promise<Response> {
  return async () => new Response(body, { status, headers: { ...leakyHeaders, 'content-type': contentType } })
}

const leakyProblem = JSON.stringify({
  type: `https://qym.example/problems/invalid_fields?phone=${PHONE}#${TOKEN}`,
  code: 'invalid_fields',
  title: `Refused for ${PHONE}`,
  status: 422,
  detail: everySecret,
  requestId: IDENTITY,
  state: OPAQUE,
  possible: [TOKEN, 'withdraw'],
  errors: [
    { pointer: `/people/${IDENTITY}`, code: 'required', value: PHONE },
    { pointer: '/phone', code: TOKEN, detail: `${PHONE} is no phone` },
  ],
  debug: { headers: { authorization: `Bearer ${TOKEN}` } },
})

const endings: Readonly<Record<string, (request: Request) => Promise<Response>>> = {
  'a problem that says everything back': answered(422, 'application/problem+json', leakyProblem),
  'a problem in the place of an answer': answered(200, 'application/problem+json', leakyProblem),
  "a gateway's page": answered(502, 'text/html', everySecret),
  'another status with JSON': answered(400, 'application/json', JSON.stringify({ error: everySecret })),
  'a refused token': answered(401, 'application/problem+json', leakyProblem),
  'broken JSON': answered(200, 'application/json', `{"phone":"${PHONE}", ${TOKEN}`),
  'a redirect': answered(307, 'text/plain', everySecret),
  'an answer too long': answered(200, 'application/json', everySecret.repeat(20_000)),
  'a fault of fetch that shows the request': async request => {
    throw Object.assign(new TypeError(`fetch failed: ${request.url} ${TOKEN}`), {
      request,
      cause: Object.assign(new Error(everySecret), { code: 'ECONNRESET', headers: request.headers }),
    })
  },
  'a fault with a code that is none': async () => {
    throw Object.assign(new Error(), { code: TOKEN })
  },
  'no answer': request =>
    new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(request))),
}

/** Everything of a value that a log could show. */
function shown(value: unknown): string {
  const lines = [
    inspect(value, { depth: 20, showHidden: true, getters: true, maxStringLength: null }),
    JSON.stringify(value),
    String(value),
  ]
  if (value instanceof Error) lines.push(value.stack ?? '', value.message, shown(value.cause ?? null))
  return lines.join('\n')
}

function leakySend(transport: Transport, signal?: AbortSignal) {
  return transport.send({
    method: 'POST',
    path: `/v1/people/${PHONE}`,
    pathTemplate: '/v1/people/{phone}',
    query: { identity: IDENTITY, token: TOKEN },
    headers: { 'x-card': CARD },
    body: { phone: PHONE, spaced: SPACED_PHONE, identity: IDENTITY, card: CARD, opaque: OPAQUE },
    idempotencyKey: OPAQUE,
    ifMatch: `"${TOKEN}"`,
    isRepeatable: true,
    answer: 'json',
    ...(signal && { signal }),
  })
}

async function failureOf(options: {
  readonly fetch: (request: Request) => Promise<Response>
  readonly authorise?: () => Promise<Record<string, string>>
  readonly signal?: AbortSignal
}) {
  const events: AttemptEvent[] = []
  const authorise = async () => ({ authorization: `Bearer ${TOKEN}`, dpop: TOKEN, 'x-opaque': OPAQUE })
  const transport = createTransport({
    baseUrl: 'https://qym.example',
    authorise,
    deadlineMilliseconds: 60,
    random: () => 0.01,
    budget: createRetryBudget(),
    hooks: { onAttempt: event => events.push(event) },
    ...options,
  })
  const error = await leakySend(transport, options.signal).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return { error, events }
}

it.each(Object.keys(endings))('shows no secret after %s', async name => {
  const fetch = endings[name]
  if (!fetch) throw new Error(name)
  const { error, events } = await failureOf({ fetch })
  expect(error).toBeInstanceOf(ApiError)
  expect(events.length).toBeGreaterThan(0)
  expect(shown(error)).not.toMatch(LEAKED)
  expect(shown(events)).not.toMatch(LEAKED)
})

it('shows no secret that a session, a reason to stop, or a wrong header holds', async () => {
  const fetch = answered(200, 'application/json', '{}')
  const session = await failureOf({
    fetch,
    async authorise() {
      throw Object.assign(new Error(everySecret), { token: TOKEN })
    },
  })
  expect(session.error).toMatchObject({ code: 'ERR_SESSION', attempts: 0 })
  const stopped = await failureOf({ fetch, signal: AbortSignal.abort(new Error(everySecret)) })
  expect(stopped.error).toMatchObject({ code: 'ERR_ABORTED', attempts: 0 })
  const malformed = await failureOf({
    fetch,
    authorise: async () => ({ authorization: `${TOKEN}\n${PHONE}` }),
  })
  expect(malformed.error).toMatchObject({ code: 'ERR_OPTIONS' })
  for (const { error } of [session, stopped, malformed]) expect(shown(error)).not.toMatch(LEAKED)
})

it('would find the token that a request shows', () => {
  const request = new Request('https://qym.example/', { headers: { authorization: `Bearer ${TOKEN}` } })
  expect(shown(Object.assign(new Error(), { request }))).toMatch(LEAKED)
})

it('keeps of a problem what a program and a person need', () => {
  const problem = readProblem(
    new TextEncoder().encode(
      JSON.stringify({
        type: 'https://qym.example/problems/impossible_step',
        code: 'impossible_step',
        title: '当前状态不能进行此操作',
        status: 418,
        detail: `The loan was signed on 2026-11-03 12:00; ask ${PHONE}.`,
        state: 'credit-granted',
        possible: ['disburse', 'withdraw'],
        errors: [{ pointer: '/borrower/registeredCapital/amountFen', code: 'too_big' }],
      }),
    ),
    409,
  )
  expect(problem).toEqual({
    type: 'https://qym.example/problems/impossible_step',
    code: 'impossible_step',
    title: '当前状态不能进行此操作',
    status: 409,
    detail: 'The loan was signed on 2026-11-03 12:00; ask ….',
    state: 'credit-granted',
    possible: ['disburse', 'withdraw'],
    errors: [{ pointer: '/borrower/registeredCapital/amountFen', code: 'too_big' }],
  })
})

it('reads any problem without throwing, and lets no telephone number through wherever it stands', () => {
  const phone = fc.stringMatching(/^1[3-9]\d{9}$/)
  const around = fc.stringMatching(/^[a-z（：，企/ -]{0,6}$/)
  fc.assert(
    fc.property(fc.jsonValue(), phone, around, around, (value, number, before, after) => {
      const text = `${before}${number}${after}`
      const body = {
        ...Object(value),
        code: text,
        title: text,
        detail: text,
        errors: [{ pointer: text }, value],
      }
      const problem = readProblem(new TextEncoder().encode(JSON.stringify(body)), 422)
      expect(JSON.stringify(problem)).not.toContain(number)
      expect(readRequestId(text)).toBeUndefined()
    }),
  )
})
