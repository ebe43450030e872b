// `npm run screenshots`: every story, as it is when it has been played, in every look, into screenshots/.
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { preview } from 'vite'
import { openChromium } from '../../.ci/chromium.mjs'
import { type Look, openAlbum } from '../../.ci/screenshots.mjs'
import type { QymSession } from './src/session/qym-session.js'

interface Story {
  readonly id: string
  readonly type: 'story' | 'docs'
}

/** So long a client tries again, and a little more. */
const PATIENCE_MS = 12_000

/** What Storybook's own page offers to whoever drives it. */
declare global {
  var __STORYBOOK_ADDONS_CHANNEL__: {
    emit(event: string, about: object): void
    on(event: string, listener: (about: { newPhase: string }) => void): void
    off(event: string, listener: (about: { newPhase: string }) => void): void
  }
}

const album = await openAlbum(import.meta.url)
const server = await preview({
  root: fileURLToPath(new URL('.', import.meta.url)),
  configFile: false,
  build: { outDir: 'storybook-static' },
  preview: { port: 0 },
})
const [origin = ''] = server.resolvedUrls?.local ?? []
const browser = await openChromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])
try {
  const stories = await storiesOf(origin)
  const page = await browser.newPage()
  await page.goto(`${origin}iframe.html?id=${stories[0]}&viewMode=story`)
  // Then it stands between the page and the network, and the page loads no more.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  for (const story of stories) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await open(page, story)
    for (const look of album.looks) {
      await wear(page, look)
      if (!story.endsWith('--loading')) await untilCalm(page)
      await album.shoot(page, look, story)
    }
  }
} finally {
  await browser.close()
  await server.close()
}
await album.close()

async function storiesOf(address: string): Promise<string[]> {
  const answer = await fetch(`${address}index.json`)
  const { entries } = (await answer.json()) as { entries: Record<string, Story> }
  return Object.values(entries).flatMap(({ id, type }) => (type === 'story' ? [id] : []))
}

/** In the same page, in which the sandbox is awake already; until it has been drawn and played. */
async function open(page: Page, storyId: string): Promise<void> {
  await page.evaluate(
    id =>
      new Promise<void>(resolve => {
        const channel = __STORYBOOK_ADDONS_CHANNEL__
        const follow = ({ newPhase }: { newPhase: string }) => {
          if (!['finished', 'errored', 'aborted'].includes(newPhase)) return
          channel.off('storyRenderPhaseChanged', follow)
          resolve()
        }
        // Each begins as Storybook shows it.
        document.documentElement.style.colorScheme = ''
        channel.on('storyRenderPhaseChanged', follow)
        channel.emit('setCurrentStory', { storyId: id, viewMode: 'story' })
      }),
    storyId,
  )
}

/** The page around the widgets has the same ground as they have. */
async function wear(page: Page, { locale, width, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 800 })
  await page.evaluate(
    async ({ locale, colorScheme }) => {
      document.documentElement.style.colorScheme = colorScheme
      const session = document.querySelector<QymSession>('qym-session')
      if (!session) return
      session.locale = locale
      session.theme = colorScheme
      await session.updateComplete
    },
    { locale, colorScheme },
  )
  await page.waitForTimeout(150)
}

/** Data is fetched anew in another language, and failures are tried again. */
async function untilCalm(page: Page): Promise<void> {
  const isCalm = () => document.querySelector('[state=loading]') === null
  await page.waitForFunction(isCalm, undefined, { timeout: PATIENCE_MS }).catch(() => undefined)
}
