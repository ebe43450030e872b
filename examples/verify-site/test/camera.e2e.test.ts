import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openChromium } from '../../../.ci/chromium.mjs'
import { openOfflineReady, waitForLists, watch } from './support/browser.ts'
import { fetchSamples } from './support/codes.ts'
import { startTestSite, type TestSite } from './support/site.ts'
import { writeSquareVideo } from './support/square-video.ts'

let site: TestSite
let folder: string
let browser: Browser | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-site-film-'))
})

beforeEach(async () => {
  site = await startTestSite()
})

afterEach(async () => {
  await browser?.close()
  await site.remove()
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

describe('a camera that sees a printed code', () => {
  test('verifies it with the server stopped, after one visit and a reload', async () => {
    const film = join(folder, 'printed.y4m')
    await writeSquareVideo(film, (await fetchSamples(site)).printed?.link ?? '')
    browser = await openChromium([
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ])
    const context = await browser.newContext({ locale: 'en' })
    const { strangers, complaints } = watch(context, site.origin)
    const page = await openOfflineReady(context, site.origin)
    await waitForLists(page)
    await site.stop()
    await page.reload()

    await page.getByRole('button', { name: 'Open the camera' }).click()

    await page.getByRole('heading', { name: 'Valid A registered enterprise' }).waitFor()
    await page.getByText('It does NOT show that the person here belongs to it.').first().waitFor()
    expect(await page.locator('.result .uscc span').allInnerTexts()).toEqual([
      '91',
      '330521',
      'PDY000028',
      '0',
    ])
    expect(await page.evaluate(() => document.querySelector('video')?.srcObject ?? null)).toBeNull()
    expect({ strangers, complaints }).toEqual({ strangers: [], complaints: [] })
  })
})

describe('a camera that cannot be had', () => {
  test('is said to be refused when the permission is', async () => {
    browser = await openChromium([
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream=deny',
    ])
    expect(await problemOf({ permissions: [] })).toContain('This page may not use the camera.')
  })

  test('is said to be missing when there is none', async () => {
    browser = await openChromium()
    expect(await problemOf({ permissions: ['camera'] })).toContain('No camera was found.')
  })

  test('is said to be in use when another program has it', async () => {
    browser = await openChromium()
    const problem = await problemOf({ permissions: [], fails: 'NotReadableError' })
    expect(problem).toContain('Another program is using the camera.')
  })

  test('is said to need https on an address that is not secure, which verifies nothing either', async () => {
    browser = await openChromium(['--host-resolver-rules=MAP shop.example 127.0.0.1'])
    const page = await browser.newPage({ locale: 'en' })
    await page.goto(site.origin.replace('localhost', 'shop.example'))
    await page.getByText('it cannot check anything').waitFor()
    await page.getByRole('button', { name: 'Open the camera' }).click()
    await page.getByText('so the browser gives it no camera').waitFor()
  })
})

describe('a camera that is on', () => {
  test('is closed by its button and when the page is hidden, and says so', async () => {
    browser = await openChromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])
    const page = await browser.newPage({ locale: 'en' })
    await page.goto(site.origin)
    const open = page.getByRole('button', { name: 'Open the camera' })
    await open.click()
    await page.getByRole('button', { name: 'Close the camera' }).click()
    await open.click()
    await page.locator('.finder.is-live').waitFor()
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
      Reflect.deleteProperty(document, 'hidden')
    })
    await page.getByText('The camera was closed when this page went to the background.').waitFor()
    await open.waitFor()
  })
})

async function problemOf({ permissions, fails }: { permissions: string[]; fails?: string }): Promise<string> {
  const context = await browser?.newContext({ locale: 'en', permissions })
  const page = await context?.newPage()
  if (!page) throw new Error('no browser')
  if (fails) {
    await page.addInitScript(name => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name))
    }, fails)
  }
  await page.goto(site.origin)
  await page.getByRole('button', { name: 'Open the camera' }).click()
  return page.locator('.camera [role=alert]').innerText()
}
