/** The reference in a real Chromium: read by all, by day and by night, narrow and wide, and tried out. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openSignIn } from '../src/access/operators.js'
import { faultsOfPage, openPageBrowser } from './page-browser.js'
import { BASE_URL, openWorld, type World } from './world.js'

let world: World
let browser: Awaited<ReturnType<typeof openPageBrowser>>
beforeAll(async () => {
  world = await openWorld()
  browser = await openPageBrowser(world)
}, 180_000)
afterEach(() => browser.closePages())
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

test.each([
  { locale: 'zh-CN', colorScheme: 'dark', width: 320 },
  { locale: 'en', colorScheme: 'light', width: 1280 },
] as const)(
  'every page can be read by all, $locale, $colorScheme, $width points wide',
  async ({ locale, colorScheme, width }) => {
    const { page, complaints } = await browser.openPage({
      locale,
      colorScheme,
      viewport: { width, height: 720 },
    })
    for (const path of ['/reference', '/reference/card', '/problems/rate_limited']) {
      await page.goto(BASE_URL + path)
      await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true')
      expect([path, await faultsOfPage(page)]).toEqual([path, []])
    }
    expect(complaints).toEqual([])
  },
)

test('a link to an operation opens it, and its form sends what is in it', async () => {
  const { page, complaints } = await browser.openPage({ locale: 'en' })
  await page.goto(`${BASE_URL}/reference/card#card.readPublic`)
  const operation = page.locator('details.operation[open]')
  expect(await operation.getAttribute('id')).toBe('card.readPublic')
  await operation.locator('input[name="uscc"]').fill(await world.usccOf('ent-02'))
  await operation.locator('button').click()
  const output = operation.locator('output')
  await output.filter({ hasText: '"uscc"' }).waitFor()
  expect(await output.innerText()).toMatch(/^200 application\/json/)
  expect(complaints).toEqual([])
})

test('with a token, an edit is tried as its operation wants it: of a version', async () => {
  const { page } = await browser.openPage({ locale: 'zh-CN' })
  const { token } = await world.store.transact({ kind: 'anyone' }, db =>
    openSignIn(db, { kind: 'operator', personId: 'per-rep02', enterpriseId: 'ent-02' }, world.now()),
  )
  await page.goto(`${BASE_URL}/reference/card#card.update`)
  const operation = page.locator('details.operation[open]')
  await operation.locator('input[name="token"]').fill(token)
  await operation.locator('textarea').fill('{"contactRole": "办公室"}')
  const output = operation.locator('output')
  await operation.locator('input[name="if-match"]').fill('"of yesterday"')
  await operation.locator('button').click()
  await output.filter({ hasText: 'precondition_failed' }).waitFor()
  await operation.locator('input[name="if-match"]').fill('*')
  await operation.locator('button').click()
  await output.filter({ hasText: '"办公室"' }).waitFor()
  expect(await output.innerText()).toMatch(/^200 /)
})
