import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientOf, newVerifier, post, RETURN_TO, returned, signedInBy } from '../../test/sign-in-desk.js'
import { BASE_URL, openWorld, type World } from '../../test/world.js'
import { createPlatform } from '../app.js'
import { createMemoryFiles } from '../files/memory-files.js'
import type { SignInOptions } from './method.js'
import { createOidcProvider } from './oidc.js'

let world: World

beforeAll(async () => {
  world = await openWorld({
    signIn: { sandbox: true, returnTo: [RETURN_TO] },
    limits: { refused: { requests: 5, seconds: 60 } },
  })
})
afterAll(() => world.close())

/** A code on its way to the application. */
async function newCode(choice: Readonly<Record<string, string>> = { person: 'per-hdl02' }) {
  const { verifier, challenge } = await newVerifier()
  const answer = await post(world, '/sign-in/sandbox', {
    return_to: RETURN_TO,
    code_challenge: challenge,
    ...choice,
  })
  return { code: returned(answer).query.get('code') ?? '', verifier }
}

const swap = (code: string, verifier: string, headers?: Record<string, string>) =>
  post(world, '/sign-in/token', { code, code_verifier: verifier }, headers)

/** Refusals are counted by address: each test has one of its own. */
const from = (address: string) => ({ 'x-test-address': address })

describe('a code', () => {
  test('is used up by whoever comes without its verifier', async () => {
    const { code, verifier } = await newCode()
    const { verifier: other } = await newVerifier()
    expect((await swap(code, other, from('thief'))).status).toBe(401)
    expect((await swap(code, verifier, from('thief'))).status).toBe(401)
  })

  test('is good for a minute', async () => {
    const { code, verifier } = await newCode()
    await world.advance(60_000)
    expect((await swap(code, verifier, from('late'))).status).toBe(401)
  })

  test('gives one token, however many come with it at once', async () => {
    const { code, verifier } = await newCode()
    const answers = await Promise.all(Array.from({ length: 4 }, () => swap(code, verifier, from('at once'))))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401])
  })

  test('lets nobody in whose delegation has ended meanwhile', async () => {
    const { code, verifier } = await newCode({ person: 'per-hdl02', enterprise: 'ent-02' })
    const representative = world.operator('ent-02')
    const { items } = await representative.identity.delegations.list({ state: 'active' })
    const handler = items.find(({ role }) => role === 'handler')
    await representative.identity.delegations.end({ delegationId: handler?.id ?? '' })
    expect((await swap(code, verifier, from('ended'))).status).toBe(401)
  })
})

test('what is over is forgotten', async () => {
  await newCode({ person: 'per-rep03' })
  await post(world, '/sign-in/sandbox', { person: 'per-rep03' })
  const left = () =>
    world.store.transact({ kind: 'platform' }, async db => ({
      codes: await db.selectFrom('sign_in_codes').select('person_id').execute(),
      signIns: await db.selectFrom('sign_ins').select('person_id').execute(),
    }))
  expect(await left()).toMatchObject({
    codes: expect.arrayContaining([{ person_id: 'per-rep03' }]),
    signIns: expect.arrayContaining([{ person_id: 'per-rep03' }]),
  })
  await world.advance(8 * 3600_000)
  expect(await left()).toEqual({ codes: [], signIns: [] })
})

describe('signing out', () => {
  test('ends the token, and is written down without it', async () => {
    const signedIn = await signedInBy(await post(world, '/sign-in/sandbox', { person: 'per-rep04' }))
    const client = clientOf(world, signedIn)
    await client.identity.read()
    const authorization = `Bearer ${signedIn.token}`
    const answer = await post(world, '/sign-out', {}, { authorization })
    expect(answer.status).toBe(204)
    await expect(client.identity.read()).rejects.toMatchObject({ problem: { code: 'unauthenticated' } })
    expect((await post(world, '/sign-out', {}, { authorization, ...from('twice') })).status).toBe(401)
    const rows = await world.store.transact({ kind: 'platform' }, db =>
      db.selectFrom('audit_rows').select('entry').execute(),
    )
    const entries = rows.map(({ entry }) => entry).filter(entry => entry.includes('per-rep04'))
    expect(entries.map(entry => JSON.parse(entry).action)).toEqual(['sign-in.open', 'sign-in.end'])
    expect(`${entries}${world.lines}`).not.toContain(signedIn.token)
  })

  test.each([
    ['no token', {}],
    ['a proof of another kind', { authorization: `DPoP ${'a'.repeat(43)}` }],
    ['a token of nobody', { authorization: `Bearer ${'a'.repeat(43)}` }],
  ])('with %s is refused', async (what, headers) => {
    const answer = await post(world, '/sign-out', {}, { ...headers, ...from(what) })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })
})

describe('pages of applications', () => {
  const preflight = (path: string, origin: string) =>
    world.app.request(BASE_URL + path, { method: 'OPTIONS', headers: { origin } })

  test.each(['/sign-in/token', '/sign-out', '/sign-in/sandbox'])('may call %s, others not', async path => {
    const answer = await preflight(path, 'https://desk.example')
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://desk.example')
    const refusal = await preflight(path, 'https://elsewhere.example')
    expect(refusal.status).toBe(403)
    expect(refusal.headers.has('access-control-allow-origin')).toBe(false)
  })

  test('read why a code was refused', async () => {
    const headers = { origin: 'https://desk.example', ...from('a page') }
    const answer = await swap('a'.repeat(43), 'b'.repeat(43), headers)
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://desk.example')
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated' })
  })
})

test('whoever guesses is slowed down, and nobody else', async () => {
  const statuses: number[] = []
  for (let guess = 0; guess < 6; guess++)
    statuses.push((await swap('a'.repeat(43), 'b'.repeat(43), from('guesser'))).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  const { code, verifier } = await newCode({ person: 'per-rep05' })
  expect((await swap(code, verifier, from('somebody else'))).status).toBe(200)
})

test.each([
  ['GET', '/sign-in/token', 'POST, OPTIONS'],
  ['POST', '/sign-in', 'GET, HEAD'],
  ['DELETE', '/sign-out', 'POST, OPTIONS'],
])('%s of %s is told what is possible', async (method, path, allow) => {
  const answer = await world.app.request(BASE_URL + path, { method })
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe(allow)
})

describe('in production', () => {
  const oidc = {
    provider: createOidcProvider({
      issuer: 'https://id.example',
      clientId: 'qiyema',
      credential: { secret: 'a secret' },
    }),
    knownBy: 'phone',
  } as const

  const inProduction = (signIn: SignInOptions) =>
    createPlatform({
      baseUrl: BASE_URL,
      mode: 'production',
      store: world.store,
      keys: world.keys,
      jobs: world.jobs,
      files: createMemoryFiles(),
      sendWebhook: async () => ({ status: 204 }),
      now: world.now,
      signIn,
    })

  test.each([
    ['the sandbox’s sign-in', { sandbox: true }],
    ['the sandbox’s beside a provider', { sandbox: true, oidc }],
    ['no way to prove anything', { returnTo: [RETURN_TO] }],
  ])('no platform is made with %s', (_what, signIn) => {
    expect(() => inProduction(signIn)).toThrow(expect.objectContaining({ code: 'ERR_SIGN_IN' }))
  })

  test('the sandbox’s address is nobody’s', async () => {
    const production = inProduction({ oidc, returnTo: [RETURN_TO] })
    const answer = await post(production, '/sign-in/sandbox', { person: 'per-rep02' })
    expect(answer.status).toBe(404)
  })

  test.each([
    'http://desk.example/',
    'desk.example',
    'https://desk.example/#token',
    'https://a@desk.example/',
  ])('nobody is sent back to %s', address => {
    const make = () => inProduction({ oidc, returnTo: [RETURN_TO, address] })
    expect(make).toThrow(expect.objectContaining({ code: 'ERR_RETURN_TO' }))
  })
})
