/** A provider that follows OpenID Connect, and one that does not, each on a real socket. */
import { decodeProtectedHeader } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  type Behaviour,
  CLIENT_ID,
  CLIENT_SECRET,
  newClientKey,
  openIdentityProvider,
  SUBJECT,
  type TestProvider,
} from '../../test/identity-provider.js'
import type { Ask, IdentityProvider } from './identity-provider.js'
import { createOidcProvider, type OidcOptions } from './oidc.js'

const ASK: Ask = {
  redirectUri: 'https://qym.example/sign-in/callback',
  state: 'state-'.padEnd(43, 's'),
  nonce: 'nonce-'.padEnd(43, 'n'),
  codeVerifier: 'verifier-'.padEnd(43, 'v'),
  language: 'zh-CN',
}
const PHONE = { phone_number: '10000000002', phone_number_verified: true }

let server: TestProvider
let elsewhere: TestProvider

beforeAll(async () => {
  server = await openIdentityProvider()
  elsewhere = await openIdentityProvider({ hasUserinfo: true })
})
afterEach(() => {
  server.behave({})
  elsewhere.behave({})
})
afterAll(async () => {
  await server.close()
  await elsewhere.close()
})

function providerOf({ issuer }: TestProvider, more: Partial<OidcOptions> = {}): IdentityProvider {
  return createOidcProvider({
    issuer,
    clientId: CLIENT_ID,
    credential: { secret: CLIENT_SECRET },
    ...more,
  })
}

/** Goes there and back. */
async function identify(provider: IdentityProvider, at = server) {
  return provider.finish(await at.visit(await provider.begin(ASK)), ASK)
}

describe('an honest provider', () => {
  test('is asked for a code, bound by state, nonce and challenge', async () => {
    const address = await providerOf(server).begin(ASK)
    expect(Object.fromEntries(address.searchParams)).toEqual({
      response_type: 'code',
      client_id: CLIENT_ID,
      redirect_uri: ASK.redirectUri,
      scope: 'openid phone',
      state: ASK.state,
      nonce: ASK.nonce,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      ui_locales: 'zh-CN',
    })
  })

  test('proves a subject, and a number that it has verified', async () => {
    server.behave({ idToken: PHONE })
    expect(await identify(providerOf(server))).toEqual({
      issuer: server.issuer,
      subject: SUBJECT,
      phone: '10000000002',
    })
  })

  test.each([
    ['+8610000000002', true, '10000000002'],
    ['+86 100-0000-0002', true, '10000000002'],
    ['10000000002', 'true', undefined],
    ['10000000002', false, undefined],
    ['+85210000000002', true, undefined],
    ['100000000021', true, undefined],
    [10000000002, true, undefined],
  ])('with the number %s, verified: %s, proves the number %s', async (claim, isVerified, phone) => {
    server.behave({ idToken: { phone_number: claim, phone_number_verified: isVerified } })
    expect((await identify(providerOf(server))).phone).toBe(phone)
  })

  test('may call its claims something else', async () => {
    server.behave({ idToken: { mobile: '10000000002', mobile_checked: true } })
    const claims = { phone: 'mobile', isPhoneVerified: 'mobile_checked' }
    expect((await identify(providerOf(server, { claims }))).phone).toBe('10000000002')
  })

  test('may tell the number only when asked for it', async () => {
    elsewhere.behave({ userinfo: PHONE })
    expect((await identify(providerOf(elsewhere), elsewhere)).phone).toBe('10000000002')
  })

  test('is shown the platform’s secret, or its key', async () => {
    const privateKey = await newClientKey()
    await identify(providerOf(server))
    await identify(providerOf(server, { credential: { privateKey } }))
    const [bySecret, byKey] = server.asked.filter(({ path }) => path === '/token').slice(-2)
    expect(bySecret?.authorization).toMatch(/^Basic /)
    const { form } = byKey ?? {}
    expect(decodeProtectedHeader(form?.get('client_assertion') ?? '')).toMatchObject({
      alg: 'ES256',
      kid: 'qiyema-1',
    })
    expect(form?.has('client_secret')).toBe(false)
  })

  test('may say no', async () => {
    const provider = providerOf(server)
    const callback = await server.visit(await provider.begin(ASK))
    callback.searchParams.delete('code')
    callback.searchParams.set('error', 'access_denied')
    await expect(provider.finish(callback, ASK)).rejects.toMatchObject({ reason: 'denied' })
  })
})

describe('nobody is proven by an id_token', () => {
  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

  test.each<[string, Partial<Behaviour>]>([
    ['that nobody has signed', { signature: 'none' }],
    ['that is signed with the shared secret', { signature: 'secret' }],
    ['that is signed with a stranger’s key', { signature: 'stranger' }],
    ['for another application', { idToken: { aud: 'another' } }],
    ['for several, of which another is meant', { idToken: { aud: [CLIENT_ID, 'another'], azp: 'another' } }],
    ['of another issuer', { idToken: { iss: 'https://id.example' } }],
    ['with another nonce', { idToken: { nonce: 'another' } }],
    ['without a nonce', { idToken: { nonce: undefined } }],
    ['that has expired', { idToken: { exp: inSeconds(-120) } }],
    ['that never expires', { idToken: { exp: undefined } }],
    ['that is not good yet', { idToken: { nbf: inSeconds(600) } }],
    ['without a subject', { idToken: { sub: undefined } }],
  ])('%s', async (_which, ways) => {
    server.behave({ ...ways, idToken: { ...PHONE, ...ways.idToken } })
    await expect(identify(providerOf(server))).rejects.toMatchObject({ reason: 'untrusted' })
  })
})

describe('nobody is proven by a way back', () => {
  test.each<[string, Partial<Behaviour>]>([
    ['with another state', { callback: { state: 'another' } }],
    ['of another provider: a mix-up', { callback: { iss: 'https://id.example' } }],
    ['with a code of nobody', { callback: { code: 'made up' } }],
    ['with a token in its address', { callback: { id_token: 'e30.e30.' } }],
  ])('%s', async (_which, ways) => {
    server.behave(ways)
    await expect(identify(providerOf(server))).rejects.toMatchObject({ reason: 'untrusted' })
  })

  test('without the provider’s name, where the provider says that it gives it', async () => {
    const provider = providerOf(server)
    const callback = await server.visit(await provider.begin(ASK))
    callback.searchParams.delete('iss')
    await expect(provider.finish(callback, ASK)).rejects.toMatchObject({ reason: 'untrusted' })
  })

  test('with a code that was used already', async () => {
    const provider = providerOf(server)
    const callback = await server.visit(await provider.begin(ASK))
    await provider.finish(callback, ASK)
    await expect(provider.finish(callback, ASK)).rejects.toMatchObject({ reason: 'untrusted' })
  })

  test('with a code from another browser, even where the provider forgets which it gave out', async () => {
    server.behave({ isForgetful: true })
    const provider = providerOf(server)
    const callback = await server.visit(await provider.begin(ASK))
    const other = { ...ASK, codeVerifier: 'other-'.padEnd(43, 'o') }
    await expect(provider.finish(callback, other)).rejects.toMatchObject({ reason: 'untrusted' })
    const nonce = { ...ASK, nonce: 'other-'.padEnd(43, 'o') }
    await expect(provider.finish(callback, nonce)).rejects.toMatchObject({ reason: 'untrusted' })
  })

  test('by what is told of another subject', async () => {
    elsewhere.behave({ userinfo: { ...PHONE, sub: 'another' } })
    const identified = identify(providerOf(elsewhere), elsewhere)
    await expect(identified).rejects.toMatchObject({ reason: 'untrusted' })
  })
})

describe('a provider that does not answer', () => {
  test('is asked again by the next person', async () => {
    const provider = providerOf(server)
    server.behave({ isDown: true })
    await expect(provider.begin(ASK)).rejects.toMatchObject({ reason: 'unavailable' })
    server.behave({})
    expect((await provider.begin(ASK)).origin).toBe(server.issuer)
  })

  test('when the person is back has proven nobody', async () => {
    const provider = providerOf(server)
    const callback = await server.visit(await provider.begin(ASK))
    server.behave({ isDown: true })
    await expect(provider.finish(callback, ASK)).rejects.toMatchObject({ reason: 'unavailable' })
  })

  test('calls itself another than was asked for, and is not asked', async () => {
    const provider = createOidcProvider({
      issuer: server.issuer.replace('127.0.0.1', 'localhost'),
      clientId: CLIENT_ID,
      credential: { secret: CLIENT_SECRET },
    })
    await expect(provider.begin(ASK)).rejects.toMatchObject({ reason: 'unavailable' })
  })
})

test.each(['http://id.example', 'id.example', 'ftp://id.example', ''])('%s is no issuer', issuer => {
  const credential = { secret: CLIENT_SECRET }
  const make = () => createOidcProvider({ issuer, clientId: CLIENT_ID, credential })
  expect(make).toThrow(expect.objectContaining({ code: 'ERR_OIDC_ISSUER' }))
})
