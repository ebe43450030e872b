/** People, their browsers and a provider, through the whole platform. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  CLIENT_ID,
  CLIENT_SECRET,
  openIdentityProvider,
  SUBJECT,
  type TestProvider,
} from '../../test/identity-provider.js'
import {
  beginAddress,
  clientOf,
  newVerifier,
  post,
  RETURN_TO,
  returned,
  signedInBy,
} from '../../test/sign-in-desk.js'
import { BASE_URL, openWorld, type World } from '../../test/world.js'
import { createOidcProvider } from './oidc.js'
import { type KnownBy, registerSubject } from './subjects.js'

let server: TestProvider
let world: World
let bySubject: World

beforeAll(async () => {
  server = await openIdentityProvider()
  world = await openWorldBy('phone')
  bySubject = await openWorldBy('subject')
})
afterEach(() => server.behave({}))
afterAll(async () => {
  await world.close()
  await bySubject.close()
  await server.close()
})

async function openWorldBy(knownBy: KnownBy): Promise<World> {
  const { issuer } = server
  const credential = { secret: CLIENT_SECRET }
  const provider = createOidcProvider({ issuer, clientId: CLIENT_ID, credential })
  return openWorld({ signIn: { oidc: { provider, knownBy }, returnTo: [RETURN_TO] } })
}

function proves(phone: string): void {
  server.behave({ idToken: { phone_number: phone, phone_number_verified: true } })
}

/** A browser that an application has sent to sign in. */
async function begin({ app }: World = world, more: Readonly<Record<string, string>> = {}) {
  const { verifier, challenge } = await newVerifier()
  const answer = await app.request(beginAddress(challenge, { state: 'its own', ...more }))
  const setCookie = answer.headers.get('set-cookie') ?? ''
  return { answer, setCookie, cookie: setCookie.split(';')[0] ?? '', verifier, challenge }
}

/** The browser's way through the provider, and back to the platform. */
async function comeBack(
  { answer, cookie }: { readonly answer: Response; readonly cookie: string },
  { app }: World = world,
) {
  const callback = await server.visit(answer.headers.get('location') ?? '')
  return { callback, answer: await app.request(callback.href, { headers: { cookie } }) }
}

describe('somebody whom the provider proves', () => {
  test('is signed in at the application that sent them, as the registry knows them by their number', async () => {
    proves('+8610000000002')
    const begun = await begin()
    expect(begun.answer.status).toBe(303)
    const { answer } = await comeBack(begun)
    expect(answer.status).toBe(303)
    const { address, query } = returned(answer)
    expect(address).toBe('https://desk.example/signed-in')
    expect(query.get('state')).toBe('its own')
    const code = query.get('code')
    const swapped = await post(world, '/sign-in/token', { code, code_verifier: begun.verifier })
    const me = await clientOf(world, await signedInBy(swapped)).identity.read()
    expect(me.person.id).toBe('per-rep02')
    expect(me.enterprise?.enterpriseId).toBe('ent-02')
  })

  test('is an officer with what the registry says, whatever the provider says', async () => {
    server.behave({
      idToken: {
        phone_number: '10000000903',
        phone_number_verified: true,
        roles: ['auditor'],
        as: 'operator',
      },
    })
    const begun = await begin()
    const { query } = returned((await comeBack(begun)).answer)
    const swapped = await post(world, '/sign-in/token', {
      code: query.get('code'),
      code_verifier: begun.verifier,
    })
    const me = await clientOf(world, await signedInBy(swapped)).identity.read()
    expect(me.officer).toEqual({ departmentId: 'dep-sw', regions: ['330521'], roles: ['data-officer'] })
  })

  test('is known by a registered subject where numbers are not told', async () => {
    const refused = await comeBack(await begin(bySubject), bySubject)
    expect(returned(refused.answer).query.get('error')).toBe('unknown_person')
    const registered = { issuer: server.issuer, subject: SUBJECT, personId: 'per-rep02' }
    await bySubject.store.transact({ kind: 'platform' }, db => registerSubject(db, registered))
    const { query } = returned((await comeBack(await begin(bySubject), bySubject)).answer)
    expect(query.get('code')).toMatch(/^[\w-]{43}$/)
  })

  test.each([
    ['whom the registry does not know', '10000009999', {}],
    ['who may not sign in as what was asked for', '10000000002', { as: 'dep-jx' }],
  ])('but %s comes back without a code', async (_who, phone, more) => {
    proves(phone)
    const { answer } = await comeBack(await begin(world, more))
    expect(Object.fromEntries(returned(answer).query)).toEqual({
      from: 'qiyema',
      error: 'unknown_person',
      state: 'its own',
    })
  })

  test('leaves neither number nor code in the log', async () => {
    proves('10000000002')
    const { answer, callback } = await comeBack(await begin())
    const lines = world.lines.join('\n')
    expect(lines).toContain('sign-in.finish')
    for (const secret of [
      '10000000002',
      callback.searchParams.get('code'),
      returned(answer).query.get('code'),
    ])
      expect(lines).not.toContain(secret)
  })
})

describe('a way through the provider', () => {
  test('is bound to the browser by a cookie that only the platform gets, for ten minutes', async () => {
    const { setCookie } = await begin()
    expect(setCookie).toMatch(
      /^__Host-qiyema-sign-in=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    )
  })

  const isRefused = async (answer: Response) => {
    expect(answer.status).toBe(400)
    expect(answer.headers.has('location')).toBe(false)
    expect(await answer.text()).toContain('<h1>登录没有完成</h1>')
  }

  test('ends in no other browser', async () => {
    proves('10000000002')
    const thief = await begin()
    const { answer } = await begin()
    await isRefused((await comeBack({ answer, cookie: thief.cookie })).answer)
    await isRefused((await comeBack({ answer, cookie: '' })).answer)
    await isRefused((await comeBack({ answer, cookie: `${thief.cookie}; ${thief.cookie}` })).answer)
  })

  test('ends once', async () => {
    proves('10000000002')
    const begun = await begin()
    const { callback, answer } = await comeBack(begun)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0')
    await isRefused(await world.app.request(callback.href, { headers: { cookie: begun.cookie } }))
  })

  test('ends in time', async () => {
    const begun = await begin()
    await world.advance(600_000)
    await isRefused((await comeBack(begun)).answer)
  })

  test('is told of in the reader’s language', async () => {
    const answer = await world.app.request(`${BASE_URL}/sign-in/callback?lang=en`)
    expect(await answer.text()).toContain('<h1>You are not signed in</h1>')
  })

  test.each([
    ['proves nothing', { signature: 'stranger' }, 'server_error'],
    ['mixes its answers up', { callback: { iss: 'https://id.example' } }, 'server_error'],
    ['is down', { isDown: true }, 'temporarily_unavailable'],
  ] as const)('whose provider %s leads back to the application, with why', async (_what, ways, error) => {
    const begun = await begin()
    const callback = await server.visit(begun.answer.headers.get('location') ?? '')
    server.behave(ways)
    const again = await server.visit(begun.answer.headers.get('location') ?? '').catch(() => callback)
    const answer = await world.app.request(again.href, { headers: { cookie: begun.cookie } })
    const { address, query } = returned(answer)
    expect(address).toBe('https://desk.example/signed-in')
    expect(Object.fromEntries(query)).toEqual({ from: 'qiyema', error, state: 'its own' })
  })

  test.each([
    ['nowhere to return to', '', '/return_to'],
    ['no challenge', `?${new URLSearchParams({ return_to: RETURN_TO })}`, '/code_challenge'],
    [
      'a challenge that is the verifier itself',
      `?${new URLSearchParams({ return_to: RETURN_TO, code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' })}`,
      '/code_challenge_method',
    ],
  ])('does not begin with %s', async (_what, search, pointer) => {
    const answer = await world.app.request(`${BASE_URL}/sign-in${search}`)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ errors: [{ pointer }] })
  })
})
