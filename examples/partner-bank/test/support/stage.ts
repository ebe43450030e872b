/** What tests of the bank play on: a platform, the bank's site and a browser, for a whole file. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Client, createClient } from '@qiyema/core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { openChromium } from '../../../../.ci/chromium.mjs'
import { openBanks } from '../../server/banks.ts'
import { startBank } from '../../server/start-bank.ts'
import { bringAxe } from './axe.ts'
import { startPlatform } from './platform.ts'

export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** Violations of the policy, exceptions and errors in the console: none should be. */
  readonly complaints: string[]
}

export interface Stage {
  readonly platform: string
  /** Of the bank. */
  readonly origin: string
  /** Somebody with a browser of his or her own, on the first page. */
  visit(options?: BrowserContextOptions): Promise<Visitor>
  /** An enterprise's representative, at the platform itself. */
  enterprise(id: string): Client
  /** The bank's server at the platform. */
  readonly bank: Client
  close(): Promise<void>
}

const DIST = fileURLToPath(new URL('../../dist', import.meta.url))

export async function openStage(): Promise<Stage> {
  // The platform has to know the bank's site before the bank is there.
  const port = await freePort()
  const platform = await startPlatform([`http://localhost:${port}`])
  const environment = { PORT: String(port), QIYEMA_URL: platform.baseUrl, QIYEMA_FOLDER: platform.folder }
  const bank = await startBank({ dist: DIST, environment })
  const { own } = await openBanks(platform.baseUrl, platform.folder)
  const browser = await openChromium()
  return {
    platform: platform.baseUrl,
    origin: bank.origin,
    bank: own.client,
    visit: options => visit(browser, bank.origin, options),
    enterprise: id => enterprise(platform.baseUrl, id),
    async close() {
      await browser.close()
      await bank.close()
      await platform.stop()
    },
  }
}

export function signInAsCustomer({ page }: Visitor, name: string | RegExp = '德清芯澜传感技术有限公司') {
  return signIn(page, 'customer', () => page.getByLabel(name).check())
}

export function signInAsOfficer({ page }: Visitor) {
  return signIn(page, 'officer', async () => {})
}

async function signIn(page: Page, door: string, choose: () => Promise<void>): Promise<void> {
  await choose()
  await page.locator(`button[value=${door}]`).click()
  await page.waitForURL(url => url.pathname !== '/sign-in')
}

async function visit(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options })
  const complaints: string[] = []
  await bringAxe(context)
  await context.exposeFunction('reportViolation', (what: string) => complaints.push(what))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      reportViolation(`${violatedDirective} ${blockedURI} ${sourceFile}`),
    )
  })
  context.on('weberror', error => complaints.push(String(error.error())))
  const page = await context.newPage()
  await page.goto(`${origin}/sign-in`)
  return { page, context, complaints }
}

function enterprise(baseUrl: string, id: string): Client {
  const person = `per-rep${id.slice('ent-'.length)}`
  return createClient({
    baseUrl,
    async signIn(signal) {
      const answer = await fetch(`${baseUrl}/sign-in/sandbox`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ person, enterprise: id }),
        signal,
      })
      return answer.json()
    },
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

declare global {
  function reportViolation(what: string): Promise<void>
}
