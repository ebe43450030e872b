import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openChromium } from '../../../.ci/chromium.mjs'
import { checkText, openOfflineReady, type Watch, waitForLists, watch } from './support/browser.ts'
import { makeTexts, present } from './support/codes.ts'
import { startTestSite, type TestSite } from './support/site.ts'

let site: TestSite
let browser: Browser
let context: BrowserContext
let watched: Watch

beforeAll(async () => {
  browser = await openChromium()
})

beforeEach(async () => {
  site = await startTestSite()
  context = await browser.newContext({ locale: 'en', permissions: ['clipboard-read', 'clipboard-write'] })
  watched = watch(context, site.origin)
})

afterEach(async () => {
  await context.close()
  await site.remove()
  expect(watched).toEqual({ strangers: [], complaints: [] })
})

afterAll(async () => {
  await browser.close()
})

async function openThenStopServer(): Promise<Page> {
  const page = await openOfflineReady(context, site.origin)
  await waitForLists(page)
  await site.stop()
  await page.reload()
  return page
}

test('codes are judged with the server stopped: shown now, expired, revoked', async () => {
  const texts = await makeTexts(site)
  const page = await openThenStopServer()
  await page.getByText('The lists held before are still used.').waitFor()
  for (const [text, headline] of [
    [await present(site.keys.sample), /Shown by its operator now/],
    [texts.expired, /Expired/],
    [texts.revoked, /Revoked/],
  ] as const) {
    expect(await checkText(page, text)).toMatch(headline)
    await page.getByRole('button', { name: 'Check the next one' }).click()
  }
})

test('a link to a code opens the page with its result, with the server and without', async () => {
  const { registered } = await makeTexts(site)
  const path = `/Q/${registered.split('/').at(-1)}`
  const page = await openOfflineReady(context, site.origin + path)
  await page.getByRole('heading', { name: 'A registered enterprise' }).waitFor()
  await waitForLists(page)
  await site.stop()
  await page.goto(site.origin + path)
  await page.getByRole('heading', { name: 'A registered enterprise' }).waitFor()
  await page.getByRole('button', { name: 'Check the next one' }).click()
  expect(new URL(page.url()).hash).toBe('')
})

test('a first visit without the lists says that nothing could be checked, and mends itself once it has them', async () => {
  const { registered } = await makeTexts(site)
  const page = await openThenStopServer()
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name)
  })
  await page.reload()
  await page.getByText('There is no trust list on this device yet.').waitFor()
  expect(await checkText(page, registered)).toMatch(/^Could not check/)
  expect(await page.locator('.result').getAttribute('data-tone')).toBe('open')
  await site.restart()
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await page.getByRole('heading', { name: 'A registered enterprise' }).waitFor()
})

test('the live code of the sheet renews itself with the server stopped, and verifies each time', async () => {
  const sheet = await openOfflineReady(context, `${site.origin}/sheet.html`)
  await sheet.locator('[data-kind=holder-bound] img').waitFor()
  await sheet.locator('[data-kind=short-lived] img').waitFor()
  const page = await openOfflineReady(context, site.origin)
  await waitForLists(page)
  await sheet.bringToFront()
  await sheet.reload()
  await sheet.locator('[data-kind=holder-bound] img').waitFor()
  await site.stop()
  await sheet.reload()
  const square = sheet.locator('[data-kind=holder-bound] img')
  const before = await square.getAttribute('src')
  await sheet.locator('[data-kind=holder-bound]').getByRole('button', { name: 'Renew' }).click()
  await expect.poll(() => square.getAttribute('src')).not.toBe(before)
  await sheet.locator('[data-kind=holder-bound]').getByRole('button', { name: 'Copy digits' }).click()
  await sheet.getByText('Copied').waitFor()
  const digits = await sheet.evaluate(() => navigator.clipboard.readText())
  expect(await checkText(page, digits)).toMatch(/Shown by its operator now/)
  expect(await page.locator('.enterprise .name').innerText()).toBe('德清县莫干山镇栖岚民宿')
})

test('the holder’s key can be used and never read out', async () => {
  const sheet = await openOfflineReady(context, `${site.origin}/sheet.html`)
  await sheet.locator('[data-kind=holder-bound] img').waitFor()
  const isExtractable = await sheet.evaluate(
    () =>
      new Promise(resolve => {
        indexedDB.open('qiyema-sample-holder').onsuccess = ({ target }) => {
          const database = (target as IDBOpenDBRequest).result
          database.transaction('keys').objectStore('keys').get('sample').onsuccess = read =>
            resolve((read.target as IDBRequest<CryptoKeyPair>).result.privateKey.extractable)
        }
      }),
  )
  expect(isExtractable).toBe(false)
})
