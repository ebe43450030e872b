/** The clients, against a server on a socket: what they send for an operation, what they make of its answer, and how they sign in. */
import { decodeProtectedHeader, type JWK } from 'jose'
import { afterEach, describe, expect, test } from 'vitest'
import { type Arrived, answerJson, type Origin, startOrigin } from '../../test/origin.js'
import { generateIssuerKey } from '../code/sign/issuer-key.js'
import { VERSIONS } from '../contract/version.js'
import { type Client, createClient } from './client.js'
import { createPartnerClient } from './partner-client.js'
import { etagOf } from './resources.js'
import { createRetryBudget } from './retry-budget.js'

const USCC = '91330100799655058B'
const LATER = '2027-01-01T00:00:00Z'
const CARD = {
  uscc: USCC,
  name: { 'zh-CN': '示例企业' },
  registrationStatus: 'active',
  products: [],
  strengths: [],
  honours: [],
  pictures: [],
  provenance: {},
  updatedAt: LATER,
}
const origins: Origin[] = []
afterEach(async () => {
  for (const origin of origins.splice(0)) await origin.close()
})

type Answers = Readonly<
  Record<string, (arrived: Arrived, nth: number) => { status?: number; body?: unknown; etag?: string }>
>

/** A server that answers by method and path, and tells how often each was asked. */
async function serve(answers: Answers) {
  const asked = new Map<string, Arrived[]>()
  const origin = await startOrigin((arrived, _, response) => {
    const place = `${arrived.method} ${arrived.url.split('?')[0]}`
    const earlier = asked.get(place) ?? []
    asked.set(place, [...earlier, arrived])
    const {
      status = 200,
      body,
      etag,
    } = answers[place]?.(arrived, earlier.length + 1) ?? { status: 404, body: {} }
    if (etag) response.setHeader('etag', etag)
    if (body === undefined) response.writeHead(status).end()
    else answerJson(response, body, status)
  })
  origins.push(origin)
  const client = createClient({ baseUrl: origin.url, budget: createRetryBudget(), random: () => 0.01 })
  return { origin, client, asked: (place: string) => asked.get(place) ?? [] }
}

describe('a call', () => {
  test('puts each member where the contract has it', async () => {
    const { client, asked } = await serve({
      'POST /v1/policies/pol-01/matches': () => ({ status: 404, body: {} }),
    })
    const input = { policyId: 'pol-01', declared: { 'project.filed': true } }
    await expect(client.policy.matches.make(input)).rejects.toMatchObject({ status: 404 })
    const [first] = asked('POST /v1/policies/pol-01/matches')
    expect(JSON.parse(first?.body ?? '')).toEqual({ declared: input.declared })
    expect(first?.headers['idempotency-key']).toMatch(/^[\w-]{20,}$/)
  })

  test('sends no idempotency key where none is asked for, and the caller’s own where it gives one', async () => {
    const { client, asked } = await serve({
      [`GET /v1/cards/${USCC}`]: () => ({ body: CARD }),
      'POST /v1/loan-needs/need_1/withdraw': () => ({
        status: 409,
        body: { code: 'impossible_step', status: 409 },
      }),
    })
    await client.card.readPublic({ uscc: USCC })
    expect(asked(`GET /v1/cards/${USCC}`)[0]?.headers).not.toHaveProperty('idempotency-key')
    const withdrawn = client.finance.needs.withdraw({ needId: 'need_1' }, { idempotencyKey: 'intent-1' })
    await expect(withdrawn).rejects.toMatchObject({
      code: 'ERR_PROBLEM',
      problem: { code: 'impossible_step' },
    })
    expect(asked('POST /v1/loan-needs/need_1/withdraw')[0]?.headers['idempotency-key']).toBe('intent-1')
  })

  test('cannot be led to another path by what stands in a parameter', async () => {
    const { client, origin } = await serve({})
    await expect(client.policy.read({ policyId: '../v1/me?x=1#' })).rejects.toMatchObject({ status: 404 })
    expect(origin.arrived[0]?.url).toBe('/v1/policies/..%2Fv1%2Fme%3Fx%3D1%23')
  })

  test('tells the version of an answer, which an edit gives back', async () => {
    const { client, asked } = await serve({
      'GET /v1/card': () => ({ body: CARD, etag: '"7"' }),
      'PATCH /v1/card': () => ({ body: CARD, etag: '"8"' }),
    })
    const card = await client.card.read()
    expect(etagOf(card)).toBe('"7"')
    const ifMatch = etagOf(card) ?? ''
    const edited = await client.card.update({ contactRole: '企业服务专员' }, { ifMatch })
    expect(etagOf(edited)).toBe('"8"')
    expect(asked('PATCH /v1/card')[0]).toMatchObject({
      body: '{"contactRole":"企业服务专员"}',
      headers: { 'if-match': '"7"' },
    })
  })

  test('takes new members and new values of a choice, and nothing that is not the contract', async () => {
    const { client } = await serve({
      [`GET /v1/cards/${USCC}`]: (_, nth) =>
        nth === 1
          ? { body: { ...CARD, registrationStatus: 'dreaming', mood: 1 } }
          : { body: { ...CARD, uscc: 5 } },
    })
    expect(await client.card.readPublic({ uscc: USCC })).toMatchObject({ registrationStatus: 'dreaming' })
    const broken = client.card.readPublic({ uscc: USCC })
    await expect(broken).rejects.toMatchObject({ code: 'ERR_ANSWER', data: { reason: 'uscc' } })
  })

  test('gives texts as texts, and nothing where nothing is meant', async () => {
    const { client } = await serve({
      [`GET /v1/cards/${USCC}/vcard`]: () => ({ body: 'a card' }),
      'DELETE /v1/webhook-endpoints/whe_1': () => ({ status: 204 }),
    })
    expect(await client.card.vcard({ uscc: USCC })).toBe('"a card"')
    expect(await client.webhook.endpoints.remove({ endpointId: 'whe_1' })).toBeUndefined()
  })
})

describe('a list', () => {
  const pages: Answers = {
    'GET /v1/webhook-endpoints/whe_1/deliveries': ({ url }) => {
      const from = Number(new URL(url, 'http://a').searchParams.get('cursor') ?? 0)
      const items = [0, 1].map(offset => ({
        id: `whd_${from + offset}`,
        eventId: 'evt_1',
        type: 'need.posted',
        resource: 'need_1',
        state: 'delivered',
        attempts: 1,
        createdAt: LATER,
      }))
      return { body: { items, ...(from < 4 && { nextCursor: String(from + 2) }) } }
    },
  }

  test('gives its first page to who awaits', async () => {
    const { client, origin } = await serve(pages)
    const page = await client.webhook.deliveries.list({ endpointId: 'whe_1', limit: 2 })
    expect(page).toMatchObject({ items: [{ id: 'whd_0' }, { id: 'whd_1' }], nextCursor: '2' })
    expect(origin.arrived.map(({ url }) => url)).toEqual(['/v1/webhook-endpoints/whe_1/deliveries?limit=2'])
  })

  test('gives every item to who iterates, and fetches no page that nobody asks for', async () => {
    const { client, origin } = await serve(pages)
    const all: string[] = []
    for await (const { id } of client.webhook.deliveries.list({ endpointId: 'whe_1' })) all.push(id)
    expect(all).toEqual(['whd_0', 'whd_1', 'whd_2', 'whd_3', 'whd_4', 'whd_5'])
    expect(origin.arrived).toHaveLength(3)
    for await (const _ of client.webhook.deliveries.list({ endpointId: 'whe_1' })) break
    expect(origin.arrived).toHaveLength(4)
    client.webhook.deliveries.list({ endpointId: 'whe_1' })
    expect(origin.arrived).toHaveLength(4)
  })
})

describe('a session in a browser', () => {
  const session = {
    id: 'ses_1',
    enterprise: { uscc: USCC, name: { 'zh-CN': '示例企业' } },
    purpose: 'loan-application',
    components: [],
  }

  async function openSession() {
    let bootstraps = 0
    const served = await serve({
      'POST /v1/sessions/token': (_, nth) => ({
        body: {
          accessToken: `token-${nth}`,
          tokenType: 'DPoP',
          expiresAt: LATER,
          expiresInSeconds: 600,
          session,
        },
      }),
      'GET /v1/card': ({ headers }) =>
        headers.authorization === 'DPoP token-1'
          ? { status: 401, body: { code: 'token_expired', status: 401 } }
          : { body: CARD },
    })
    const client = createClient({
      baseUrl: served.origin.url,
      budget: createRetryBudget(),
      random: () => 0.01,
      session: async () => ({ bootstrap: `bootstrap-${++bootstraps}` }),
    })
    return { ...served, client, bootstraps: () => bootstraps }
  }

  test('begins once for all calls, with a key of this browser, and again once when its token is refused', async () => {
    const { client, asked, bootstraps } = await openSession()
    const cards = await Promise.all([client.card.read(), client.card.read(), client.card.read()])
    expect(cards).toHaveLength(3)
    expect(bootstraps()).toBe(2)
    const exchanges = asked('POST /v1/sessions/token')
    expect(exchanges.map(({ body }) => JSON.parse(body).bootstrap)).toEqual(['bootstrap-1', 'bootstrap-2'])
    const keys = new Set(exchanges.map(({ body }) => JSON.parse(body).key.x))
    expect(keys.size).toBe(1)
    for (const { headers } of [...exchanges, ...asked('GET /v1/card')]) {
      const { typ, jwk } = decodeProtectedHeader(String(headers.dpop))
      expect(typ).toBe('dpop+jwt')
      expect(keys).toContain((jwk as JWK).x)
    }
  })

  test('says so when the bank gives none', async () => {
    const { origin } = await serve({})
    const session = async () => Promise.reject(new Error('secret of the bank'))
    const client = createClient({ baseUrl: origin.url, session, budget: createRetryBudget() })
    await expect(client.card.read()).rejects.toMatchObject({ code: 'ERR_SESSION' })
    expect(origin.arrived).toEqual([])
  })
})

describe('a partner’s server', () => {
  async function openBank(): Promise<{ bank: Client; asked: (place: string) => Arrived[] }> {
    const { origin, asked } = await serve({
      'POST /oauth/token': () => ({
        body: { access_token: 'partner-token', token_type: 'Bearer', expires_in: 300 },
      }),
      'GET /v1/loan-queue': () => ({ body: { items: [] } }),
    })
    const key = { ...(await generateIssuerKey()), kid: 'bank-2026' }
    const bank = createPartnerClient({
      baseUrl: origin.url,
      clientId: 'par_bank',
      key,
      budget: createRetryBudget(),
    })
    return { bank, asked }
  }

  test('proves itself with its key once, and calls with the token it gets', async () => {
    const { bank, asked } = await openBank()
    await Promise.all([bank.finance.queue.list(), bank.finance.queue.list()])
    const [request, ...others] = asked('POST /oauth/token')
    expect(others).toEqual([])
    const form = new URLSearchParams(request?.body)
    expect(form.get('grant_type')).toBe('client_credentials')
    expect(decodeProtectedHeader(form.get('client_assertion') ?? '')).toMatchObject({
      alg: 'ES256',
      kid: 'bank-2026',
    })
    for (const { headers } of asked('GET /v1/loan-queue'))
      expect(headers).toMatchObject({ authorization: 'Bearer partner-token', 'qiyema-version': VERSIONS[0] })
  })
})

describe('a client of somebody signed in', () => {
  test('shows the token of the sign-in, and asks for another when it is refused', async () => {
    const { origin, asked } = await serve({
      'GET /v1/loan-needs': (_, nth) =>
        nth === 1
          ? {
              status: 401,
              body: { code: 'unauthenticated', title: '', status: 401, requestId: 'r', type: 't' },
            }
          : { body: { items: [] } },
    })
    const tokens = ['first', 'second']
    const client = createClient({
      baseUrl: origin.url,
      random: () => 0.01,
      signIn: async () => ({ token: tokens.shift() ?? '', expiresInSeconds: 3600 }),
    })
    expect((await client.finance.needs.list()).items).toEqual([])
    const shown = asked('GET /v1/loan-needs').map(({ headers }) => headers.authorization)
    expect(shown).toEqual(['Bearer first', 'Bearer second'])
  })

  test('gets an answer that has items of its own as one answer, not as pages', async () => {
    const delegation = {
      id: 'del_01',
      person: { id: 'per_01', name: '办事人（示例）', phone: '100****0202' },
      role: 'handler',
      items: ['finance'],
      from: '2026-03-02T01:00:00.000Z',
      state: 'ended',
    }
    const { origin } = await serve({ 'POST /v1/delegations/del_01/end': () => ({ body: delegation }) })
    const client = createClient({
      baseUrl: origin.url,
      signIn: async () => ({ token: 'token', expiresInSeconds: 3600 }),
    })
    const { person, items } = await client.identity.delegations.end({ delegationId: 'del_01' })
    expect({ person, items }).toEqual({ person: delegation.person, items: ['finance'] })
  })

  test('has no session beside it', () => {
    const options = {
      baseUrl: 'https://qym.example',
      session: async () => ({ bootstrap: '' }),
      signIn: async () => ({ token: '', expiresInSeconds: 1 }),
    }
    expect(() => createClient(options)).toThrow(expect.objectContaining({ code: 'ERR_OPTIONS' }))
  })
})
