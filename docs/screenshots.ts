// `npm run screenshots`: pages of every kind of the built site in every look, into screenshots/.
import { openChromium } from '../.ci/chromium.mjs'
import { contextOf, openAlbum } from '../.ci/screenshots.mjs'
import { serveSite } from './test/site-server.ts'

const PAGES = [
  '/',
  '/guide/start',
  '/guide/embed',
  '/guide/live',
  '/guide/theme',
  '/guide/production',
  '/concepts/code',
  '/about/privacy',
  '/promises',
  '/benchmarks',
  '/code-format',
  '/decisions/',
  '/reference/',
  '/reference/elements',
  '/reference/http/session',
  '/reference/sdk/',
]

const album = await openAlbum(import.meta.url)
const site = await serveSite()
const browser = await openChromium()
try {
  for (const look of album.looks) {
    const context = await browser.newContext(contextOf(look))
    const page = await context.newPage()
    for (const path of PAGES) {
      const address = look.locale === 'en' ? path : `/zh${path}`
      await page.goto(site.origin + address, { waitUntil: 'networkidle' })
      await album.shoot(page, look, path.replaceAll('/', '-').replace(/^-|-$/g, '') || 'home')
    }
    await context.close()
  }
} finally {
  await browser.close()
  site.close()
}
await album.close()
