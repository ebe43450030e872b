/** What a scanned text is, and whose: said of ours by the state of this moment, of others’ with their name, of nothing with an error. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOfficer, issued } from '../../test/code-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { BASE_URL, openWorld, type World } from '../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const resolve = (text: string) => world.anyone.code.resolve({ text })

test('a code in force tells whose it is, its state in the register, when that was looked up, and what the county offers', async () => {
  const { link, uscc } = await issued(world, 'ent-02')
  const resolution = await resolve(link ?? '')
  expect(resolution).toEqual({
    scheme: 'qiyema',
    outcome: 'valid',
    assurance: 'registered',
    asOf: world.now().toISOString(),
    enterprise: {
      uscc,
      name: expect.objectContaining({ 'zh-CN': '德清芯澜传感技术有限公司' }),
      formerNames: [],
      registrationStatus: 'active',
      cardUrl: `${BASE_URL}/v1/cards/${uscc}`,
    },
    offers: expect.arrayContaining([expect.objectContaining({ id: 'policies' })]),
  })
  const card = await world.app.request(resolution.enterprise?.cardUrl ?? '')
  expect(await card.json()).toMatchObject({ uscc })
})

test('a code is known in each of its spellings', async () => {
  const { link = '', digits = '', credential } = await issued(world, 'ent-02')
  for (const text of [link, `https://qym.example/q/${digits}`, digits, credential])
    expect(await resolve(text)).toMatchObject({ scheme: 'qiyema', outcome: 'valid' })
})

test('a code that somebody changed, cut or rehosted is ours no longer, and says nothing of an enterprise', async () => {
  const { link = '', digits = '' } = await issued(world, 'ent-02')
  const changedDigit = link.slice(0, -1) + String((Number(link.at(-1)) + 1) % 10)
  const inTheMiddle = `${link.slice(0, 120)}${(Number(link[120]) + 1) % 10}${link.slice(121)}`
  for (const text of [changedDigit, inTheMiddle, link.slice(0, -7), `${BASE_URL}/q/`, `${BASE_URL}/Q#x`]) {
    const resolution = await resolve(text)
    expect(resolution.scheme).toBe('qiyema')
    expect(resolution.outcome).not.toBe('valid')
    expect(resolution).not.toHaveProperty('enterprise')
    expect(resolution.offers).toEqual([])
  }
  expect(await resolve(`https://EVIL.EXAMPLE/Q/${digits}`)).toMatchObject({
    scheme: 'qiyema',
    outcome: 'host_mismatch',
  })
})

test('codes of others are called by their name', async () => {
  const schemes = await Promise.all(
    [
      'https://www.gsxt.gov.cn/index.html',
      'https://qr.alipay.com/abc',
      'https://u.wechat.com/abc',
      'https://shop.example/menu',
      '91330521PDY0000280',
      '名片',
      '',
    ].map(async text => (await resolve(text)).scheme),
  )
  expect(schemes).toEqual(['samr', 'alipay', 'wechat', 'other', 'other', 'other', 'other'])
})

test('a text that is longer than any code, or holds what no text does, is refused', async () => {
  expect(await failureOf(resolve('a\0b'))).toBe('malformed_request /text nul_character')
  expect(await failureOf(resolve('1'.repeat(8193)))).toMatch('invalid_fields /text')
  expect(await failureOf(resolve('1'.repeat(8192)))).toBe('none')
})

test('a partner verifies a hundred at once, in their order, by the state of this moment', async () => {
  const [kept, revoked] = [await issued(world, 'ent-04'), await issued(world, 'ent-04')]
  await codeOfficer(world).code.codes.revoke({ codeId: revoked.id, reason: 'misuse' })
  const { uscc, link = '' } = kept
  const texts = [link, revoked.link ?? '', 'https://qr.alipay.com/abc', 'x', ...Array(96).fill(link)]
  const { asOf, results } = await world.bank(1).code.verify({ texts })
  expect(asOf).toBe(world.now().toISOString())
  const valid = { outcome: 'valid', assurance: 'registered', uscc, registrationStatus: 'active' }
  expect(results).toEqual([
    valid,
    { outcome: 'revoked', uscc, registrationStatus: 'active' },
    { outcome: 'malformed' },
    { outcome: 'malformed' },
    ...Array(96).fill(valid),
  ])
  expect(await failureOf(world.bank(1).code.verify({ texts: [] }))).toMatch('invalid_fields /texts')
  expect(await failureOf(world.bank(1).code.verify({ texts: Array(101).fill(link) }))).toMatch(
    'invalid_fields /texts',
  )
  expect(await failureOf(world.operator('ent-04').code.verify({ texts: [link] }))).toBe('forbidden')
})
