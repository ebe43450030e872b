/** The pages that a camera opens, in a real Chromium: in both languages, by day and by night, narrow and wide, without scripts, on paper. */
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { changed, issued } from './code-scene.js'
import { faultsOfPage, openPageBrowser } from './page-browser.js'
import { BASE_URL, openWorld, type World } from './world.js'

/** What stands in a register is text, whatever it looks like. */
const HOSTILE = '德清<img src=x onerror=alert(1)>&"\'</dd></article>有限公司'

let world: World
let browser: Awaited<ReturnType<typeof openPageBrowser>>
/** Pages that differ in what they are made of, by what they are about. */
let links: ReadonlyMap<string, string>

beforeAll(async () => {
  world = await openWorld()
  browser = await openPageBrowser(world)
  const brief = await issued(world, 'ent-07', { kind: 'short-lived' })
  await world.advance(3_600_000)
  const valid = await issued(world, 'ent-02')
  await world.operator('ent-02').card.pictures.add({
    content: Uint8Array.from(readFileSync(new URL('fixtures/pictures/photo.jpg', import.meta.url))),
    contentType: 'image/jpeg',
    caption: '生产车间（示例）',
  })
  const revoked = await issued(world, 'ent-04', { kind: 'static', withName: true })
  await changed(world, 'ent-04', { name: { 'zh-CN': HOSTILE } })
  const moved = await issued(world, 'ent-05')
  await changed(world, 'ent-05', { movedTo: '330522' })
  const suspended = await issued(world, 'ent-06')
  await changed(world, 'ent-06', { registrationStatus: 'dormant' })
  links = new Map([
    ['in force', valid.link ?? ''],
    ['expired', brief.link ?? ''],
    ['renamed', revoked.link ?? ''],
    ['moved', moved.link ?? ''],
    ['suspended', suspended.link ?? ''],
    ['cut', `${BASE_URL}/Q/12345`],
  ])
}, 180_000)
afterEach(() => browser.closePages())
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const WAYS = [
  { locale: 'zh-CN', colorScheme: 'light', width: 320 },
  { locale: 'en', colorScheme: 'dark', width: 320 },
  { locale: 'zh-CN', colorScheme: 'dark', width: 1280 },
  { locale: 'en', colorScheme: 'light', width: 1280 },
] as const

test.each(WAYS)(
  'every page can be read by all, $locale, $colorScheme, $width points wide',
  async ({ locale, colorScheme, width }) => {
    const { page, complaints } = await browser.openPage({
      locale,
      colorScheme,
      viewport: { width, height: 720 },
    })
    const findings: string[] = []
    for (const [about, link] of links) {
      await page.goto(link)
      const found = await faultsOfPage(page)
      findings.push(...found.map(finding => `${about}: ${finding}`))
      expect(await page.evaluate('document.documentElement.lang')).toBe(locale)
    }
    expect(findings).toEqual([])
    // Chromium says of a page that was answered by 404 that it was.
    expect(complaints.filter(complaint => !complaint.includes('404'))).toEqual([])
  },
)

test('what a register holds is text on a page', async () => {
  const { page, complaints } = await browser.openPage({ locale: 'zh-CN' })
  await page.goto(links.get('renamed') ?? '')
  expect(await page.locator('h1').innerText()).toBe(HOSTILE)
  expect(await page.title()).toContain(HOSTILE)
  expect(await page.locator('h1 img, script, [onerror]').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a page needs no script, and the other language is a step away', async () => {
  const { page } = await browser.openPage({ locale: 'zh-CN', javaScriptEnabled: false })
  await page.goto(links.get('in force') ?? '')
  expect(await page.locator('h1').innerText()).toBe('德清芯澜传感技术有限公司')
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'This code is in force' }).waitFor()
  await page.getByRole('link', { name: '中文' }).click()
  await page.getByRole('heading', { name: '此码有效' }).waitFor()
})

test('a credit code is shown in fours, and copied whole', async () => {
  const { page } = await browser.openPage({ locale: 'zh-CN', viewport: { width: 320, height: 720 } })
  await page.goto(links.get('in force') ?? '')
  const copied = await page.evaluate(`{
    const selection = getSelection()
    selection.selectAllChildren(document.querySelector('.number'))
    selection.toString()
  }`)
  expect(copied).toBe(await world.usccOf('ent-02'))
  const box = await page.locator('.number').boundingBox()
  expect(box?.height).toBeLessThan(40)
})

test('on paper there is no button, and no dark ground, however the screen was', async () => {
  const { page } = await browser.openPage({ locale: 'zh-CN', colorScheme: 'dark' })
  await page.goto(links.get('in force') ?? '')
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('link', { name: '存入通讯录' }).isVisible()).toBe(false)
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
  expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).color')).toBe('rgb(0, 0, 0)')
})
