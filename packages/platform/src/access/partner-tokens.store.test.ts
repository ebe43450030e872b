/** A partner’s way in: one assertion, one token, and every assertion that is not exactly right refused. */
import { createClientAssertion, createPartnerClient } from '@qiyema/core/partner'
import { exportJWK } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  assertionOf,
  BASE_URL,
  type Desk,
  grant,
  openDesk,
  type PartnerKey,
  registerPartner,
} from '../../test/desk.js'
import { openTestStore } from '../../test/test-store.js'
import type { Store } from '../store/store.js'

let store: Store
let bank: PartnerKey
let modern: PartnerKey
let desk: Desk

beforeAll(async () => {
  store = await openTestStore()
  bank = await registerPartner(store, { scopes: ['statistics', 'bulk'] })
  modern = await registerPartner(store, { partnerId: 'par_modern', alg: 'EdDSA' })
}, 60_000)
afterAll(() => store.close())
beforeEach(async () => {
  desk = await openDesk({ store })
})

async function outcome(form: Record<string, string>) {
  const answer = await grant(desk, form)
  const { error } = (await answer.json()) as { error?: string }
  return error === undefined ? answer.status : `${answer.status} ${error}`
}

async function withAssertion(claims = {}, header = {}, form = {}, key = bank) {
  return outcome({ client_assertion: await assertionOf(desk, key, claims, header), ...form })
}

const seconds = () => Math.floor(desk.clock.now.getTime() / 1000)

describe('a right assertion', () => {
  test('gets a bearer token for five minutes, kept by nobody', async () => {
    const answer = await grant(desk, { client_assertion: await assertionOf(desk, bank) })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const body = (await answer.json()) as { access_token: string }
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'statistics bulk',
    })
    const get = () =>
      desk.app.request(`${BASE_URL}/v1/loan-queue`, {
        headers: { authorization: `Bearer ${body.access_token}` },
      })
    expect((await get()).status).toBe(200)
    desk.clock.now = new Date(desk.clock.now.getTime() + 300_000)
    expect((await get()).status).toBe(401)
  })

  test.each([{}, { typ: 'JWT' }, { typ: undefined }])('may be typed as libraries do: %j', async header => {
    expect(await withAssertion({}, header)).toBe(200)
  })

  test('may be signed with Ed25519', async () => {
    expect(await withAssertion({}, {}, {}, modern)).toBe(200)
  })

  test('may come from a clock ten seconds ahead', async () => {
    const ahead = { iat: seconds() + 10, nbf: seconds() + 10, exp: seconds() + 70 }
    expect(await withAssertion(ahead)).toBe(200)
  })

  test('may ask for less than its partner has, and for no more', async () => {
    expect(await withAssertion({}, {}, { scope: 'bulk' })).toBe(200)
    expect(await withAssertion({}, {}, { scope: 'bulk everything' })).toBe('400 invalid_scope')
  })

  test('is what our own client makes', async () => {
    const key = { ...(await exportJWK(bank.privateKey)), kid: bank.jwk.kid ?? '' }
    const form = await createClientAssertion({
      clientId: bank.partnerId,
      audience: BASE_URL,
      key,
      now: () => desk.clock.now.getTime(),
    })
    expect(await outcome({ ...form })).toBe(200)
    const client = createPartnerClient({
      baseUrl: BASE_URL,
      clientId: bank.partnerId,
      key,
      now: () => desk.clock.now.getTime(),
      fetch: async request => desk.app.fetch(request),
    })
    expect((await client.finance.queue.list()).items).toHaveLength(1)
  })
})

describe('an assertion is refused', () => {
  const refused = '401 invalid_client'

  test('the second time', async () => {
    const form = { client_assertion: await assertionOf(desk, bank) }
    expect(await outcome(form)).toBe(200)
    expect(await outcome(form)).toBe(refused)
  })

  test('but once of many at the same time', async () => {
    const form = { client_assertion: await assertionOf(desk, bank) }
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => outcome(form)))
    expect(outcomes.filter(one => one === 200)).toHaveLength(1)
  })

  test.each([
    ['for another platform', { aud: 'https://other.example' }],
    ['for the token endpoint instead of the issuer', { aud: `${BASE_URL}/oauth/token` }],
    ['for several', { aud: [BASE_URL, 'https://other.example'] }],
    ['for nobody', { aud: undefined }],
    ['by another', { iss: 'par_other' }],
    ['by nobody', { iss: undefined }],
    ['of another', { sub: 'par_other' }],
    ['of nobody', { sub: undefined }],
    ['without a name', { jti: undefined }],
    ['without an end', { exp: undefined }],
    ['with an end that is no number', { exp: '2000000000' }],
    ['with a time that is no number', { iat: 'now' }],
  ])('%s', async (_, claims) => {
    expect(await withAssertion(claims)).toBe(refused)
  })

  test.each([
    ['after its end', () => ({ exp: seconds() })],
    ['with a life of more than five minutes', () => ({ exp: seconds() + 301 })],
    ['with a long life and no beginning', () => ({ iat: undefined, exp: seconds() + 400 })],
    ['from a clock more than ten seconds ahead', () => ({ iat: seconds() + 11, exp: seconds() + 60 })],
    ['from a clock a minute ahead', () => ({ iat: seconds() + 61, exp: seconds() + 120 })],
    ['before it begins', () => ({ nbf: seconds() + 30 })],
  ])('%s', async (_, claims) => {
    expect(await withAssertion(claims())).toBe(refused)
  })

  test.each([
    ['with another key’s name', { kid: 'par_modern-1' }],
    ['without a key’s name', { kid: undefined }],
    ['of another type', { typ: 'at+jwt' }],
    ['with a key of its own', { jwk: { kty: 'EC' } }],
  ])('%s', async (_, header) => {
    expect(await withAssertion({}, header)).toBe(refused)
  })

  test('signed with another’s key', async () => {
    const stolen = {
      ...bank,
      privateKey: (await registerPartner(store, { partnerId: 'par_thief' })).privateKey,
    }
    expect(await withAssertion({}, {}, {}, stolen)).toBe(refused)
  })

  test('without a signature', async () => {
    const [, claims] = (await assertionOf(desk, bank)).split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: bank.jwk.kid })).toString('base64url')
    expect(await outcome({ client_assertion: `${header}.${claims}.` })).toBe(refused)
  })

  test('that names another partner beside', async () => {
    expect(await withAssertion({}, {}, { client_id: 'par_modern' })).toBe(refused)
    expect(await withAssertion({}, {}, { client_id: bank.partnerId })).toBe(200)
  })

  test('of a partner that is suspended, or with a key that is retired', async () => {
    const gone = await registerPartner(store, { partnerId: 'par_gone' })
    const old = await registerPartner(store, { partnerId: 'par_old' })
    await store.transact({ kind: 'platform' }, async db => {
      const at = desk.clock.now
      await db
        .updateTable('partner_access')
        .set({ suspended_at: at })
        .where('partner_id', '=', 'par_gone')
        .execute()
      await db
        .updateTable('partner_keys')
        .set({ retired_at: at })
        .where('partner_id', '=', 'par_old')
        .execute()
    })
    expect(await withAssertion({}, {}, {}, gone)).toBe(refused)
    expect(await withAssertion({}, {}, {}, old)).toBe(refused)
  })
})

describe('a request for a token', () => {
  test.each([
    ['another grant', { grant_type: 'authorization_code' }, '400 unsupported_grant_type'],
    ['another way to prove oneself', { client_assertion_type: 'password' }, '401 invalid_client'],
    ['a secret', { client_secret: 'x' }, '400 invalid_request'],
  ])('with %s is refused', async (_, form, expected) => {
    expect(await withAssertion({}, {}, form)).toBe(expected)
  })

  test('without an assertion is refused, as OAuth and as a problem of ours', async () => {
    const answer = await grant(desk, { client_id: bank.partnerId })
    expect(await answer.json()).toMatchObject({
      error: 'invalid_client',
      code: 'unauthenticated',
      status: 401,
    })
  })

  test('in JSON, twice in one form, or by GET is refused', async () => {
    const ask = async (init: RequestInit) => (await desk.app.request(`${BASE_URL}/oauth/token`, init)).status
    const form = 'grant_type=client_credentials&grant_type=client_credentials'
    const type = 'application/x-www-form-urlencoded'
    expect(await ask({ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).toBe(
      415,
    )
    expect(await ask({ method: 'POST', body: form, headers: { 'content-type': type } })).toBe(400)
    expect(await ask({})).toBe(405)
  })
})

test('the platform describes its token endpoint, RFC 8414', async () => {
  const answer = await desk.app.request(`${BASE_URL}/.well-known/oauth-authorization-server`)
  expect(await answer.json()).toMatchObject({ issuer: BASE_URL, token_endpoint: `${BASE_URL}/oauth/token` })
})
