/** A real Chromium, and a watch over all that its pages ask for and complain of. */
import type { BrowserContext, Page } from 'playwright-core'

/** What a context's pages, workers and service worker did that they should not have. */
export interface Watch {
  /** Addresses outside the origin. */
  readonly strangers: string[]
  /** Console errors, exceptions, and violations of the Content-Security-Policy, which Chromium reports as such. */
  readonly complaints: string[]
}

/** Chromium writes these itself when a server is stopped. */
const EXPECTED = [/net::ERR_CONNECTION_REFUSED/, /net::ERR_INTERNET_DISCONNECTED/]

export function watch(context: BrowserContext, origin: string): Watch {
  const strangers: string[] = []
  const complaints: string[] = []
  context.on('request', request => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) strangers.push(url)
  })
  context.on('console', message => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const complaint = `${message.text()} ${message.location().url}`
    if (!EXPECTED.some(pattern => pattern.test(complaint))) complaints.push(complaint)
  })
  context.on('weberror', error => complaints.push(String(error.error())))
  return { strangers, complaints }
}

/** Opens the page and waits until it could do without its server: the service worker serves it, the lists are kept. */
export async function openOfflineReady(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise(resolve => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })
  return page
}

/** Waits until the lists have been fetched and kept. */
export async function waitForLists(page: Page): Promise<void> {
  await page.getByText(/Brought up to date|Already up to date|已更新到最新|已是最新/).waitFor()
}

/** Types a text into the page and asks for its result; gives the headline. */
export async function checkText(page: Page, text: string): Promise<string> {
  await page.locator('#code-text').fill(text)
  await page.locator('form button[type=submit]').click()
  const heading = page.locator('#result-heading')
  await heading.waitFor()
  return heading.innerText()
}

export async function startAgain(page: Page): Promise<void> {
  await page.locator('.result > .button.primary').click()
  await page.locator('#code-text').waitFor()
}
