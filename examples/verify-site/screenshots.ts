// `npm run screenshots`: every page and result state at two widths, two themes and two languages, into screenshots/.
import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { checkText, openChromium, startAgain, waitForLists } from './test/support/browser.ts'
import { longestNamed, makeTexts } from './test/support/codes.ts'
import { startTestSite } from './test/support/site.ts'

const folder = fileURLToPath(new URL('screenshots/', import.meta.url))
const [only] = process.argv.slice(2)

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
const site = await startTestSite()
const browser = await openChromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])
try {
  for (const width of [320, 1280])
    for (const colorScheme of ['light', 'dark'] as const)
      for (const locale of ['zh-CN', 'en'])
        if (!only || only === `${locale}-${width}-${colorScheme}`)
          await takeAll(browser, width, colorScheme, locale)
} finally {
  await browser.close()
  await site.remove()
}
console.log(`Screenshots are in ${folder}`)

async function takeAll(
  browser: Browser,
  width: number,
  colorScheme: 'light' | 'dark',
  locale: string,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, locale })
  const page = await context.newPage()
  const shot = async (target: Page, name: string) => {
    await target.evaluate(() => document.fonts.ready)
    const path = `${folder}${locale}-${width}-${colorScheme}-${name}.png`
    await target.screenshot({ path, fullPage: true })
  }
  await page.goto(site.origin)
  await waitForLists(page)
  await shot(page, 'idle')
  await page.locator('.camera button').click()
  await page.locator('.finder.is-live').waitFor()
  await shot(page, 'camera')
  await page.locator('.camera button').click()
  await page.locator('form button[type=submit]').click()
  await shot(page, 'empty')

  const states = { ...(await makeTexts(site)), long_name: await longestNamed(site) }
  for (const [name, text] of Object.entries(states)) {
    await checkText(page, text)
    await shot(page, name)
    if (name === 'present') {
      await page.locator('.details summary').click()
      await shot(page, 'details')
    }
    await startAgain(page)
  }

  await page.goto(`${site.origin}/sheet.html`)
  await page.locator('[data-kind=holder-bound] img').waitFor()
  await shot(page, 'sheet')
  await page.emulateMedia({ media: 'print' })
  if (width > 320) await page.setViewportSize({ width: 688, height: 1017 })
  await shot(page, 'sheet-print')
  await context.close()
}
