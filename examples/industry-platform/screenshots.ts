// `npm run screenshots`: both places, empty and with a card, in every look, into screenshots/.
import { contextOf, openAlbum } from '../../.ci/screenshots.mjs'
import { openStage } from './test/support/stage.ts'

const album = await openAlbum(import.meta.url)
const { browser, origin, close } = await openStage()
try {
  for (const look of album.looks) {
    const context = await browser.newContext(contextOf(look))
    const page = await context.newPage()
    await page.goto(origin)
    await page.locator('.suppliers button').first().waitFor()
    await album.shoot(page, look, 'directory')
    await page.locator('.suppliers button').first().click()
    await page.locator('qym-business-card[state=ready]').waitFor()
    await album.shoot(page, look, 'card')
    await page.getByRole('searchbox').fill('zzz')
    await page.locator('.columns .empty').first().waitFor()
    await album.shoot(page, look, 'nothing-found')
    await page.locator('a[href="#verify"]').click()
    await page.locator('qym-scanner').waitFor()
    await album.shoot(page, look, 'verify')
    await context.close()
  }
} finally {
  await close()
}
await album.close()
