/** The sandbox's own sign-in, as people meet it in a real Chromium. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { faultsOfPage, openPageBrowser } from './page-browser.js'
import { beginAddress, newVerifier, post, RETURN_TO } from './sign-in-desk.js'
import { BASE_URL, openWorld, type World } from './world.js'

let world: World
let browser: Awaited<ReturnType<typeof openPageBrowser>>

beforeAll(async () => {
  world = await openWorld({ signIn: { sandbox: true, returnTo: [RETURN_TO] } })
  browser = await openPageBrowser(world)
})
afterEach(() => browser.closePages())
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

test.each([
  { locale: 'zh-CN', colorScheme: 'light', width: 320 },
  { locale: 'en', colorScheme: 'dark', width: 320 },
  { locale: 'zh-CN', colorScheme: 'dark', width: 1280 },
  { locale: 'en', colorScheme: 'light', width: 1280 },
] as const)('everybody can choose and read: $locale, $colorScheme, $width points wide', async way => {
  const { locale, colorScheme, width } = way
  const { page, complaints } = await browser.openPage({
    locale,
    colorScheme,
    viewport: { width, height: 720 },
  })
  await page.goto(`${BASE_URL}/sign-in`)
  expect(await faultsOfPage(page)).toEqual([])
  await page.locator('button').first().click()
  await page.locator('.token').waitFor()
  expect(await faultsOfPage(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.lang')).toBe(locale)
  expect(complaints).toEqual([])
})

test('by keyboard and without scripts they come back to the application that sent them', async () => {
  const { verifier, challenge } = await newVerifier()
  const { page } = await browser.openPage({ locale: 'en', javaScriptEnabled: false })
  await page.goto(beginAddress(challenge, { as: 'dep-jx', state: 'its own' }))
  await page.getByRole('link', { name: '中文' }).click()
  await page.getByRole('button', { name: '政策发布' }).focus()
  const back = page.waitForRequest(request => request.url().startsWith('https://desk.example/'))
  await page.keyboard.press('Enter')
  const { searchParams } = new URL((await back).url())
  expect(searchParams.get('state')).toBe('its own')
  const code = searchParams.get('code')
  expect((await post(world, '/sign-in/token', { code, code_verifier: verifier })).status).toBe(200)
})

test('a form on another site signs nobody in', async () => {
  const { page } = await browser.openPage()
  await page.route('https://elsewhere.example/', route =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${BASE_URL}/sign-in/sandbox"><input name="person" value="per-rep02"><button>Win</button></form>`,
    }),
  )
  await page.goto('https://elsewhere.example/')
  const answer = page.waitForResponse(`${BASE_URL}/sign-in/sandbox`)
  await page.getByRole('button').click()
  expect((await answer).status()).toBe(403)
})
