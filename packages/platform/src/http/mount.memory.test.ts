/** The contract on the network: addresses, problems, languages, versions, and what never gets out. */
import { contract, PROBLEMS, problem, VERSIONS } from '@qiyema/core/contract'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  BASE_URL,
  type Desk,
  exampleReply,
  openDesk,
  partnerToken,
  registerPartner,
  signIn,
} from '../../test/desk.js'
import { openTestStore } from '../../test/test-store.js'
import type { Store } from '../store/store.js'
import { ensureCurrent } from './conditional.js'
import type { Call } from './handler.js'
import { mount } from './mount.js'
import { PlatformProblem } from './problems.js'

let store: Store
let desk: Desk
let operator: string
let partner: string
/** What the public card's handler does in a test. */
let readCard: (input: Record<string, unknown>, call: Call) => Promise<object>
const card = () => exampleReply(contract.card.readPublic) as { body: Record<string, unknown> }

beforeAll(async () => {
  store = await openTestStore()
  desk = await openDesk({ store })
  partner = await partnerToken(desk, await registerPartner(store))
}, 60_000)
afterAll(() => store.close())
beforeEach(async () => {
  readCard = async () => card()
  const update = async (_: unknown, { ifMatch }: Call) => {
    ensureCurrent(ifMatch, 'v1')
    return { ...exampleReply(contract.card.update), etag: 'v2' }
  }
  const handlers = {
    'card.readPublic': (input: Record<string, unknown>, call: Call) => readCard(input, call),
    'card.update': update,
  }
  desk = await openDesk({
    store,
    handlers,
    limits: { officer: { requests: 2, seconds: 60 }, refused: { requests: 3, seconds: 60 } },
  })
  operator = await signIn(desk, { kind: 'operator', personId: 'per_1', enterpriseId: 'ent_1' })
})

const CARD = '/v1/cards/91330100799655058B'

function ask(path: string, init: RequestInit = {}) {
  return desk.app.request(BASE_URL + path, init)
}

function asOperator(method: string, body?: object, headers = {}): RequestInit {
  return {
    method,
    headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  }
}

async function problemOf(answer: Response | Promise<Response>) {
  const response = await answer
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  return problem.parse(await response.json())
}

describe('an address', () => {
  test.each([
    '/',
    '/v1',
    '/v1/cards',
    `${CARD}/`,
    '/V1/cards/91330100799655058B',
    '//v1/me',
    '/v1/cards/a/b',
  ])('that is none (%s) is not found', async path => {
    expect(await problemOf(ask(path))).toMatchObject({ code: 'not_found', status: 404 })
  })

  test('whose parameter names nothing that could be is not found, and says why', async () => {
    expect(await problemOf(ask('/v1/cards/91330100799655058C'))).toMatchObject({
      code: 'not_found',
      errors: [{ pointer: '/uscc', code: 'uscc_check' }],
    })
    for (const uscc of ['%00', '..%2f..', '%ff', '%e4%bc%81', "'--"])
      expect(await problemOf(ask(`/v1/cards/${uscc}`))).toMatchObject({ code: 'not_found' })
  })

  test('that is written out comes before one that a parameter could stand in for', async () => {
    const answer = await ask('/v1/sessions/token', { method: 'DELETE' })
    expect(answer.headers.get('allow')).toBe('POST, OPTIONS')
  })

  test('answers other methods with those that there are', async () => {
    for (const method of ['PUT', 'POST', 'PROPFIND']) {
      const answer = await ask(CARD, { method })
      expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
      expect((await problemOf(answer)).code).toBe('method_not_allowed')
    }
    const options = await ask('/v1/policies/pol_1', { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, PUT, HEAD, OPTIONS'])
  })

  test('answers HEAD as GET, without a body', async () => {
    const [get, head] = [await ask(CARD), await ask(CARD, { method: 'HEAD' })]
    expect(head.status).toBe(200)
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
    expect(await head.text()).toBe('')
  })
})

describe('a problem', () => {
  test('has everything of RFC 9457, in Chinese unless another language was asked for', async () => {
    const answer = await ask('/v1/nothing')
    const body = await problemOf(answer)
    expect(body).toEqual({
      type: `${BASE_URL}/problems/not_found`,
      code: 'not_found',
      title: '没有找到',
      status: 404,
      requestId: answer.headers.get('x-request-id'),
    })
    expect([answer.headers.get('content-language'), answer.headers.get('cache-control')]).toEqual([
      'zh-CN',
      'no-store',
    ])
    const english = await ask('/v1/nothing', { headers: { 'accept-language': 'en-GB' } })
    expect(await problemOf(english)).toMatchObject({ title: 'Not found' })
    expect([english.headers.get('content-language'), english.headers.get('vary')]).toEqual([
      'en',
      'Accept-Language',
    ])
  })

  test('names every field that is wrong, in words', async () => {
    const init = asOperator('PUT', { categories: ['', 7], quiet: 1, more: true }, { 'accept-language': 'en' })
    expect(await problemOf(ask('/v1/policy-subscription', init))).toMatchObject({
      code: 'invalid_fields',
      errors: [
        {
          pointer: '/categories/0',
          code: 'too_short',
          detail: 'Too short: characters needed are 1 or more.',
        },
        {
          pointer: '/categories/1',
          code: 'wrong_type',
          detail: 'This has the wrong type; it should be string.',
        },
        { pointer: '/onlyMatching', code: 'required', detail: 'This is needed.' },
        { pointer: '/quiet', code: 'wrong_type', detail: 'This has the wrong type; it should be boolean.' },
        { pointer: '/more', code: 'unknown_member', detail: 'There is no such member here.' },
      ],
    })
  })

  test('names what is wrong in a query, and what has no place there', async () => {
    expect(await problemOf(ask('/v1/policies?limit=101&colour=red'))).toMatchObject({
      errors: [
        { pointer: '/limit', code: 'too_great' },
        { pointer: '/colour', code: 'unknown_member' },
      ],
    })
    expect(await problemOf(ask(`${CARD}?x=1`))).toMatchObject({
      errors: [{ pointer: '/x', code: 'unknown_member' }],
    })
    expect((await problemOf(ask('/v1/policies?limit=1&limit=2'))).code).toBe('malformed_request')
  })

  test('that a handler throws tells the state and what is possible, and takes back what was done', async () => {
    readCard = async (_, { db }) => {
      await db.insertInto('used_proofs').values({ proof: 'taken back', expires_at: new Date() }).execute()
      const detail = { 'zh-CN': '已关闭', en: 'It is closed' }
      throw new PlatformProblem('impossible_step', { state: 'closed', possible: ['reopen'], detail })
    }
    expect(await problemOf(ask(CARD))).toMatchObject({
      state: 'closed',
      possible: ['reopen'],
      detail: '已关闭',
      status: 409,
    })
    const held = await store.transact({ kind: 'platform' }, db =>
      db.selectFrom('used_proofs').where('proof', '=', 'taken back').selectAll().execute(),
    )
    expect(held).toEqual([])
  })

  test('has a title in both languages, and a status between 400 and 599', () => {
    for (const { status, title } of Object.values(PROBLEMS)) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(title['zh-CN']).toMatch(/\p{Script=Han}/u)
    }
  })
})

describe('a fault', () => {
  const SECRET = 'phone 13800000000 in select * from people'

  test.each([
    ['an error', () => new Error(SECRET), 500, 'internal'],
    [
      'a database error',
      () => Object.assign(new Error(SECRET), { code: '23505', detail: SECRET }),
      500,
      'internal',
    ],
    ['what is no error', () => SECRET, 500, 'internal'],
    [
      'a database that is full',
      () => Object.assign(new Error(SECRET), { code: '53300' }),
      503,
      'unavailable',
    ],
    [
      'a database that is gone',
      () => Object.assign(new Error(SECRET), { code: 'ECONNREFUSED' }),
      503,
      'unavailable',
    ],
    ['a deadlock', () => Object.assign(new Error(SECRET), { code: '40P01' }), 503, 'unavailable'],
  ])('of %s is told by its code and nothing else', async (_, make, status, code) => {
    readCard = async () => {
      throw make()
    }
    const answer = await ask(CARD)
    const text = await answer.text()
    expect([answer.status, (JSON.parse(text) as { code: string }).code]).toEqual([status, code])
    expect(answer.headers.get('retry-after')).toBe(status === 503 ? '1' : null)
    expect(text + [...answer.headers].join()).not.toMatch(/13800000000|select|at /)
    expect(desk.lines.join()).not.toMatch(/13800000000|select/)
    expect(desk.lines.some(line => line.includes('"fault"'))).toBe(true)
  })

  test('of an answer that is not the contract’s does not get out', async () => {
    readCard = async () => ({ body: { ...card().body, updatedAt: 'yesterday' } })
    expect((await problemOf(ask(CARD))).code).toBe('internal')
  })

  test('in a statement leaves the store as usable as before', async () => {
    readCard = async (_, { db }) => {
      await db
        .selectFrom('no_such_table' as 'sessions')
        .selectAll()
        .execute()
      return card()
    }
    expect((await ask(CARD)).status).toBe(500)
    readCard = async () => card()
    expect((await ask(CARD)).status).toBe(200)
  })
})

describe('an answer', () => {
  test('leaves out what the contract does not have', async () => {
    readCard = async () => ({ body: { ...card().body, internalScore: 7 } })
    const text = await (await ask(CARD)).text()
    expect(text).not.toContain('internalScore')
    expect(JSON.parse(text)).toEqual(card().body)
  })

  test('is kept from being sniffed, framed or run', async () => {
    for (const path of [CARD, '/v1/nothing', '/v1/me']) {
      const { headers } = await ask(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('strict-transport-security')).toContain('max-age=')
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
    }
  })

  test('of bytes has the type that the handler gives', async () => {
    const answer = await ask('/v1/pictures/pic_1')
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(await answer.text()).toBe('example')
  })

  test('is its caller’s alone, unless it is public', async () => {
    const caching = async (path: string, init = {}) => (await ask(path, init)).headers.get('cache-control')
    expect(await caching('/v1/card', asOperator('GET'))).toBe('no-store')
    expect(await caching('/v1/policies', asOperator('GET'))).toBe('no-store')
    expect(await caching('/v1/policies')).toBe('public, no-cache')
    expect((await ask('/v1/policies')).headers.get('vary')).toContain('Authorization')
  })
})

describe('a version', () => {
  test('that the caller has is not sent again', async () => {
    const etag = (await ask(CARD)).headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{22}"$/)
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await ask(CARD, { headers: { 'if-none-match': held } })
      expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([304, etag, ''])
    }
    readCard = async () => ({ body: { ...card().body, products: ['new'] } })
    expect((await ask(CARD, { headers: { 'if-none-match': etag } })).status).toBe(200)
  })

  test('that the handler names is the one', async () => {
    readCard = async () => ({ ...card(), etag: 'v7' })
    expect((await ask(CARD)).headers.get('etag')).toBe('"v7"')
  })

  test('must be named by an edit, and must be the one that stands', async () => {
    const edit = (headers: object) => ask('/v1/card', asOperator('PATCH', { phone: '0572-5123456' }, headers))
    expect((await problemOf(edit({}))).code).toBe('precondition_required')
    expect((await problemOf(edit({ 'if-match': '"v0"' }))).code).toBe('precondition_failed')
    const done = await edit({ 'if-match': '"v1"' })
    expect([done.status, done.headers.get('etag')]).toEqual([200, '"v2"'])
  })
})

describe('a limit', () => {
  test('is told with every answer, and refuses with the time to come back', async () => {
    const officer = await signIn(desk, {
      kind: 'officer',
      personId: 'per_2',
      departmentId: 'dep_1',
      regions: [],
      roles: [],
    })
    const get = () => ask('/v1/me', { headers: { authorization: `Bearer ${officer}` } })
    expect((await get()).headers.get('ratelimit')).toBe('"officer";r=1;t=60')
    await get()
    const answer = await get()
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '60'])
    expect((await problemOf(answer)).code).toBe('rate_limited')
  })

  test('is for those who guess, by where they come from', async () => {
    const guess = (address: string) =>
      ask('/v1/me', { headers: { authorization: `Bearer ${'A'.repeat(43)}`, 'x-test-address': address } })
    for (const status of [401, 401, 401, 429]) expect((await guess('one')).status).toBe(status)
    expect((await guess('two')).status).toBe(401)
  })
})

describe('a version', () => {
  test('is the newest unless another is named, and told with every answer', async () => {
    const answer = await ask(CARD)
    expect(answer.headers.get('qiyema-version')).toBe(VERSIONS[0])
    const named = await ask(CARD, { headers: { 'qiyema-version': VERSIONS[0] } })
    expect([named.status, named.headers.get('qiyema-version')]).toEqual([200, VERSIONS[0]])
  })

  test.each(['2020-01-01', 'latest', ''])('that never was is refused: %j', async version => {
    const answer = await ask(CARD, { headers: { 'qiyema-version': version } })
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'unsupported_version' }])
  })
})

test('a request is one line of the log, and nobody stands in it', async () => {
  const path = '/v1/delegations'
  const body = { name: '不在日志中', phone: '13900000000', role: 'administrator' }
  const init = asOperator('POST', body, { 'idempotency-key': 'a-key-of-this-test' })
  const { status } = await ask(`${path}`, init)
  const line = JSON.parse(desk.lines.at(-1) ?? '') as Record<string, unknown>
  expect(line).toEqual({
    time: expect.any(String),
    level: 'info',
    requestId: expect.any(String),
    operation: 'identity.delegations.grant',
    method: 'POST',
    status,
    ms: 0,
    caller: 'operator',
  })
  expect(desk.lines.join()).not.toMatch(/13900000000|不在|per_1|ent_1|a-key/)
})

test('a partner’s transaction is under the partner’s name', async () => {
  let rows: unknown
  const handlers = {
    'finance.queue.list': async (_: unknown, { db }: Call) => {
      rows = await db.selectFrom('partner_keys').select('kid').execute()
      return { body: { items: [] } }
    },
  }
  await registerPartner(store, { partnerId: 'par_neighbour' })
  desk = await openDesk({ store, handlers })
  const key = await registerPartner(store, { partnerId: 'par_mine' })
  await ask('/v1/loan-queue', { headers: { authorization: `Bearer ${await partnerToken(desk, key)}` } })
  expect(rows).toEqual([{ kid: 'par_mine-1' }])
  expect(partner).toBeDefined()
})

test('an operation without a handler does not mount', () => {
  const handlers = { session: {} } as never
  expect(() => mount(new Hono(), { session: contract.session }, handlers, desk.options)).toThrow(
    'session.open has no handler',
  )
})
