import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '../../../.ci/chromium.mjs'
import { waitForLists } from './support/browser.ts'
import { makeTexts } from './support/codes.ts'
import { startTestSite, type TestSite } from './support/site.ts'

let site: TestSite
let browser: Browser

beforeAll(async () => {
  site = await startTestSite()
  browser = await openChromium()
})

afterAll(async () => {
  await browser.close()
  await site.remove()
})

test('the keyboard alone goes from the skip link to a result and back', async () => {
  const { registered } = await makeTexts(site)
  const page = await browser.newPage({ locale: 'zh-CN' })
  await page.goto(site.origin)
  await waitForLists(page)

  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('跳到主要内容')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('English')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')

  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Open the camera')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('code-text')
  await page.keyboard.insertText(registered)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')

  await page.locator('#result-heading').waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('result-heading')
  expect(await page.locator('#announcement').innerText()).toMatch(/^Valid: A registered enterprise/)
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Copy number')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('page-heading')
})

test('a text that is missing is asked for, where it is missing', async () => {
  const page = await browser.newPage({ locale: 'en' })
  await page.goto(site.origin)
  await page.getByRole('button', { name: 'Check', exact: true }).press('Enter')
  await page.getByText('Paste or type something first.').waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('code-text')
})

test('the language chosen stays chosen', async () => {
  const page = await browser.newPage({ locale: 'zh-CN' })
  await page.goto(site.origin)
  await page.getByRole('button', { name: 'English' }).click()
  await page.reload()
  await page.getByRole('heading', { name: 'Enterprise Code check' }).waitFor()
  expect(await page.getByRole('button', { name: 'English' }).getAttribute('aria-pressed')).toBe('true')
})

function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.textContent?.trim())
}
