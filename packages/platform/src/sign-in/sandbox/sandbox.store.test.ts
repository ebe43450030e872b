import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  beginAddress,
  clientOf,
  newVerifier,
  post,
  RETURN_TO,
  returned,
  signedInBy,
} from '../../../test/sign-in-desk.js'
import { BASE_URL, openWorld, type World } from '../../../test/world.js'

let world: World

beforeAll(async () => {
  world = await openWorld({ signIn: { sandbox: true, returnTo: [RETURN_TO] } })
})
afterAll(() => world.close())

const representative = { person: 'per-rep02', enterprise: 'ent-02' }
const officer = { person: 'per-offpolicy', department: 'dep-jx' }

describe('tools and tests', () => {
  test('get a token that the contract takes, for the enterprise of their choice', async () => {
    const answer = await post(world, '/sign-in/sandbox', representative)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const signedIn = await signedInBy(answer)
    expect(signedIn).toEqual({
      token: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: '2026-03-02T09:00:00.000Z',
      expiresInSeconds: 28_800,
      person: { id: 'per-rep02', name: '法定代表人（示例）' },
    })
    const me = await clientOf(world, signedIn).identity.read()
    expect(me.enterprise).toMatchObject({ enterpriseId: 'ent-02', role: 'representative' })
  })

  test('get an officer’s token for a department, with the roles that the registry has', async () => {
    const signedIn = await signedInBy(await post(world, '/sign-in/sandbox', officer))
    const me = await clientOf(world, signedIn).identity.read()
    expect(me.officer).toEqual({ departmentId: 'dep-jx', regions: ['330521'], roles: ['policy-officer'] })
  })

  test.each([
    ['nobody', { person: 'per-nobody' }],
    ['somebody for an enterprise that never trusted them', { person: 'per-rep02', enterprise: 'ent-03' }],
    ['somebody for a department of others', { person: 'per-offpolicy', department: 'dep-zw' }],
    ['one person as two at once', { ...representative, department: 'dep-jx' }],
  ])('are not signed in as %s', async (_what, choice) => {
    const answer = await post(world, '/sign-in/sandbox', choice)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({
      code: 'invalid_fields',
      errors: [{ pointer: '/person', code: 'nobody_of_that' }],
    })
  })

  test.each([
    ['a member that nobody knows', { ...representative, admin: 'yes' }, 422],
    ['an id that is none', { person: "per-1' or '1'='1" }, 422],
    ['a NUL', { person: 'per-rep02\u0000' }, 400],
    ['a list', [representative], 422],
  ])('hear what is wrong with %s', async (_what, body, status) => {
    expect((await post(world, '/sign-in/sandbox', body)).status).toBe(status)
  })
})

describe('people at a browser', () => {
  const page = async (address: string, headers: Record<string, string> = {}) => {
    const answer = await world.app.request(address, { headers })
    return { answer, text: await answer.text() }
  }

  test('see everybody they may be, in a page that runs nothing and takes nothing from elsewhere', async () => {
    const { answer, text } = await page(`${BASE_URL}/sign-in`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(text.match(/<form /g)).toHaveLength(19)
    expect(text).toContain('name="person" value="per-adm02"')
    expect(text).toContain('name="department" value="dep-jx"')
    expect(text).not.toMatch(/<script|style="|\son\w+=|1000000\d{4}/)
  })

  test('read it in the language of the link, which keeps what the application asked for', async () => {
    const { challenge } = await newVerifier()
    const { answer, text } = await page(beginAddress(challenge, { state: 'a&b"<', lang: 'en' }), {
      'accept-language': 'zh-CN',
    })
    expect(answer.headers.get('content-language')).toBe('en')
    expect(text).toContain('Legal representative')
    const [, link = ''] = /class="other" href="([^"]*)"/.exec(text) ?? []
    expect(Object.fromEntries(new URLSearchParams(link.replaceAll('&amp;', '&')))).toEqual({
      return_to: RETURN_TO,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state: 'a&b"<',
      lang: 'zh-CN',
    })
    expect(text).toContain('name="state" value="a&amp;b&quot;&lt;"')
    expect(answer.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://desk.example;",
    )
  })

  test('see only those who may sign in as what is asked for', async () => {
    expect((await page(`${BASE_URL}/sign-in?as=dep-jx`)).text.match(/<form /g)).toHaveLength(1)
    expect((await page(`${BASE_URL}/sign-in?as=operator`)).text).not.toContain('name="department"')
    expect((await page(`${BASE_URL}/sign-in?as=dep-nowhere`)).text).toContain('没有可以这样登录的人')
  })

  const choose = (form: Readonly<Record<string, string>>, origin?: string) =>
    world.app.request(`${BASE_URL}/sign-in/sandbox`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { accept: 'text/html', ...(origin !== undefined && { origin }) },
    })

  test('are shown their token once, where no application asked', async () => {
    const answer = await choose({ ...representative, lang: 'zh-CN' }, BASE_URL)
    const text = await answer.text()
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(text).toContain('2026年3月2日 17:00</time>（北京时间）')
    const [, token = ''] = /<code class="token">([\w-]{43})</.exec(text) ?? []
    const me = await clientOf(world, {
      token,
      expiresAt: '',
      expiresInSeconds: 60,
      person: { id: '', name: '' },
    }).identity.read()
    expect(me.person.id).toBe('per-rep02')
  })

  test.each(['https://elsewhere.example', 'null'])('are not signed in by a page of %s', async origin => {
    const answer = await choose(representative, origin)
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'wrong_origin' })
  })

  test('go back to the application with a code, which its verifier swaps for the token, once', async () => {
    const { verifier, challenge } = await newVerifier()
    const form = { return_to: RETURN_TO, code_challenge: challenge, state: 'its own', ...representative }
    const answer = await choose(form, BASE_URL)
    expect(answer.status).toBe(303)
    const { address, query } = returned(answer)
    expect(address).toBe('https://desk.example/signed-in')
    expect(Object.fromEntries(query)).toEqual({
      from: 'qiyema',
      code: expect.stringMatching(/^[\w-]{43}$/),
      state: 'its own',
    })
    const swap = { code: query.get('code'), code_verifier: verifier }
    const swapped = await post(world, '/sign-in/token', swap)
    expect(swapped.status).toBe(200)
    const me = await clientOf(world, await signedInBy(swapped)).identity.read()
    expect(me.enterprise?.enterpriseId).toBe('ent-02')
    expect((await post(world, '/sign-in/token', swap)).status).toBe(401)
  })

  test.each([
    'https://elsewhere.example/signed-in',
    'https://desk.example/signed-in',
    'https://desk.example/signed-in?from=qiyema#x',
    '//desk.example/signed-in?from=qiyema',
    'javascript:alert(1)',
  ])('are not sent on to %s, which nobody has named', async address => {
    const { challenge } = await newVerifier()
    for (const answer of [
      await world.app.request(beginAddress(challenge, { return_to: address })),
      await choose({ ...representative, return_to: address, code_challenge: challenge }, BASE_URL),
    ]) {
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({
        errors: [{ pointer: '/return_to', code: 'not_registered_return' }],
      })
    }
  })
})
