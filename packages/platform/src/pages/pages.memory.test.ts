/** The pages as telephones, caches and search engines meet them: what they answer, and what they let happen. */
import { presentCode } from '@qiyema/core/present'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changed, issued, newHolder } from '../../test/code-scene.js'
import { BASE_URL, openWorld, type World } from '../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const open = async (url = '', headers: Record<string, string> = {}) => world.app.request(url, { headers })
const textOf = async (url = '', headers: Record<string, string> = {}) => (await open(url, headers)).text()

test('a code in force has a page with the card of its enterprise, in each spelling of its link', async () => {
  const { link = '', digits = '', uscc } = await issued(world, 'ent-02')
  for (const url of [link, `${BASE_URL}/q/${digits}`]) {
    const answer = await open(url, { 'accept-language': 'zh-CN' })
    expect(answer.status).toBe(200)
    const page = await answer.text()
    for (const told of [
      '德清芯澜传感技术有限公司',
      '此码有效',
      '存续（在营）',
      'MEMS压力传感器',
      '查惠企政策',
    ])
      expect(page).toContain(told)
    expect(page).toContain(`${BASE_URL}/v1/cards/${uscc}/vcard`)
    expect(page).toContain(world.now().toISOString())
  }
})

test('a page runs nothing, is in no search engine, and is kept for moments only', async () => {
  const { link } = await issued(world, 'ent-02')
  const { headers } = await open(link)
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  expect(headers.get('content-security-policy')).not.toContain('unsafe')
  expect(headers.get('cache-control')).toBe('public, max-age=30')
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  const page = await textOf(link)
  expect(page).toContain('<meta name="robots" content="noindex">')
  expect(page).not.toMatch(/<script|<style|style=|\son\w+=|javascript:/i)
})

test('its two files are served for good, under names that change with them', async () => {
  const { link } = await issued(world, 'ent-02')
  const paths = [...(await textOf(link)).matchAll(/(?:href)="(\/assets\/[^"]+)"/g)].map(match => match[1])
  expect(paths).toHaveLength(2)
  for (const path of paths) {
    const file = await open(`${BASE_URL}${path}`)
    expect(file.status).toBe(200)
    expect(file.headers.get('cache-control')).toContain('immutable')
  }
  expect((await open(`${BASE_URL}/assets/page-000000000000.css`)).status).toBe(404)
})

test('the language is the browser’s, unless the reader has chosen', async () => {
  const { link } = await issued(world, 'ent-02')
  const english = await open(link, { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' })
  expect(english.headers.get('content-language')).toBe('en')
  expect(english.headers.get('vary')).toMatch(/accept-language/i)
  expect(await english.text()).toContain('This code is in force')
  const chosen = await open(`${link}?lang=zh-CN`, { 'accept-language': 'en' })
  expect(chosen.headers.get('content-language')).toBe('zh-CN')
  expect(await textOf(`${link}?lang=klingon`, { 'accept-language': 'en' })).toContain('<html lang="en">')
})

test('a revocation is on the page at once; whose code it was stays to be read, and the card does not', async () => {
  const { id: codeId, link } = await issued(world, 'ent-04')
  const phone = /tel:([\d-]+)/.exec(await textOf(link))?.[1] ?? 'no telephone'
  await world.operator('ent-04').code.codes.revoke({ codeId, reason: 'misuse' })
  const answer = await open(link)
  expect(answer.status).toBe(200)
  const page = await answer.text()
  expect(page).toContain('此码已作废')
  expect(page).toContain('可能已换领新码')
  expect(page).not.toContain(phone)
  expect(page).not.toContain('misuse')
})

test('of an enterprise that is no more nobody is told to ask it for another code', async () => {
  const { link } = await issued(world, 'ent-05')
  await changed(world, 'ent-05', { registrationStatus: 'deregistered' })
  const page = await textOf(link)
  expect(page).toContain('已注销')
  expect(page).not.toContain('索取新码')
})

test('a code that its holder is showing says so, and no longer when the minute is over', async () => {
  const { key, holder } = await newHolder()
  const code = await issued(world, 'ent-06', { kind: 'holder-bound', holder })
  const at = Math.floor(world.now().getTime() / 1000)
  const { link } = await presentCode(code.credential, key, { at })
  expect(await textOf(link)).toContain('由企业人员当场出示')
  await world.advance(120_000)
  expect(await textOf(link)).toContain('此码不是刚刚出示的')
})

test('what is no code of ours has a calm page that tells what can be done', async () => {
  const { link = '' } = await issued(world, 'ent-07')
  const forged = `${link.slice(0, 100)}${(Number(link[100]) + 1) % 10}${link.slice(101)}`
  for (const url of [
    forged,
    link.slice(0, -3),
    `${link}0`,
    `${BASE_URL}/Q`,
    `${BASE_URL}/Q/`,
    `${BASE_URL}/q/%3Cscript%3Ealert(1)%3C/script%3E`,
    `${BASE_URL}/q/%00`,
    `${BASE_URL}/q/%FF`,
    `${BASE_URL}/q/${'9'.repeat(7000)}`,
  ]) {
    const answer = await open(url, { 'accept-language': 'zh-CN' })
    expect(answer.status).toBe(404)
    const page = await answer.text()
    expect(page).toContain('您可以这样做')
    expect(page).not.toMatch(/<script|alert/)
  }
})

test('a card that leads elsewhere than to the web leads nowhere', async () => {
  const { link } = await issued(world, 'ent-09')
  await world.store.transact({ kind: 'platform' }, db =>
    db
      .updateTable('profiles')
      .set({ website: 'javascript:alert(1)' })
      .where('enterprise_id', '=', 'ent-09')
      .execute(),
  )
  const page = await textOf(link)
  expect(page).toContain('此码有效')
  expect(page).not.toContain('javascript:')
})
