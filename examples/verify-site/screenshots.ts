// `npm run screenshots`: every page and result state at two widths, two themes and two languages, into screenshots/.
import type { Browser } from 'playwright-core'
import { openChromium } from '../../.ci/chromium.mjs'
import { contextOf, type Look, openAlbum } from '../../.ci/screenshots.mjs'
import { checkText, startAgain, waitForLists } from './test/support/browser.ts'
import { longestNamed, makeTexts } from './test/support/codes.ts'
import { startTestSite } from './test/support/site.ts'

const album = await openAlbum(import.meta.url)
const site = await startTestSite()
const browser = await openChromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])
try {
  for (const look of album.looks) await takeAll(browser, look)
} finally {
  await browser.close()
  await site.remove()
}
await album.close()

async function takeAll(browser: Browser, look: Look): Promise<void> {
  const context = await browser.newContext(contextOf(look))
  const page = await context.newPage()
  const shoot = (name: string) => album.shoot(page, look, name)
  await page.goto(site.origin)
  await waitForLists(page)
  await shoot('idle')
  await page.locator('.camera button').click()
  await page.locator('.finder.is-live').waitFor()
  await shoot('camera')
  await page.locator('.camera button').click()
  await page.locator('form button[type=submit]').click()
  await shoot('empty')

  const states = { ...(await makeTexts(site)), long_name: await longestNamed(site) }
  for (const [name, text] of Object.entries(states)) {
    await checkText(page, text)
    await shoot(name)
    if (name === 'present') {
      await page.locator('.details summary').click()
      await shoot('details')
    }
    await startAgain(page)
  }

  await page.goto(`${site.origin}/sheet.html`)
  await page.locator('[data-kind=holder-bound] img').waitFor()
  await shoot('sheet')
  await page.emulateMedia({ media: 'print' })
  if (look.width > 320) await page.setViewportSize({ width: 688, height: 1017 })
  await shoot('sheet-print')
  await context.close()
}
