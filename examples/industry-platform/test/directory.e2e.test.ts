/** The page in a real browser, over a real platform in this process: cards, verification, React's strict mode, the policy. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { createSquare, renderPng } from '@qiyema/core/qr'
import { createSandbox, type Sandbox } from '@qiyema/sandbox'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { chromiumArguments, findChromium } from '../../../.ci/chromium.mjs'
import { createSite } from '../server/site.ts'

// Nothing is timed here: on a busy machine the same takes longer.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 })

type Answer = (request: Request) => Response | Promise<Response>

let sandbox: Sandbox
let browser: Browser
let page: Page
let origin: string
let complaints: string[]
const servers: Server[] = []

beforeAll(async () => {
  let ofPlatform: Answer = () => new Response(null, { status: 503 })
  const platform = await listen(request => ofPlatform(request))
  sandbox = await createSandbox({ baseUrl: platform, start: 'now' })
  ofPlatform = sandbox.fetch
  const dist = fileURLToPath(new URL('../dist', import.meta.url))
  origin = await listen(createSite({ dist, platform }).fetch)
  const executablePath = findChromium()
  browser = await chromium.launch({ args: chromiumArguments, ...(executablePath && { executablePath }) })
})
afterAll(async () => {
  await browser?.close()
  for (const server of servers) server.close().closeAllConnections()
  await sandbox?.close()
})

beforeEach(async () => {
  const context = await browser.newContext({ locale: 'zh-CN' })
  complaints = []
  await context.addInitScript({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
  context.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  context.on('weberror', error => complaints.push(String(error.error())))
  page = await context.newPage()
  await page.goto(origin)
})
afterEach(() => page.context().close())

test('a supplier that is found and chosen shows the card that it keeps itself, without anybody signing in', async () => {
  await page.getByRole('searchbox').fill('钢琴')
  await page.getByRole('button', { name: /德清洛声琴业/ }).click()
  const card = page.locator('qym-business-card')
  await card.getByText('德清洛声琴业有限公司').first().waitFor()
  expect(await page.locator('.suppliers li').count()).toBe(1)
  await page.getByRole('button', { name: 'English' }).click()
  await card.getByText('Deqing Luosheng Piano').first().waitFor()
  expect(complaints).toEqual([])
})

test('a code that is scanned leads to the card of its enterprise, and says whether it is in the directory', async () => {
  const { link = '' } = await sandbox.signIn('ent-09').code.codes.issue({ kind: 'static', years: 1 })
  const square = Buffer.from(await renderPng(createSquare(link, 'print'), { scale: 6 }))
  await page.getByRole('link', { name: '验码' }).click()
  const picture = { name: 'code.png', mimeType: 'image/png', buffer: square }
  await page.locator('qym-scanner input[type=file]').setInputFiles(picture)
  await page.locator('.listed').getByText('不在名录中').waitFor()
  await page.locator('qym-business-card').getByText('德清禹越织澜家纺有限公司').first().waitFor()
  expect(complaints).toEqual([])
})

test.each(['light', 'dark'] as const)(
  'both places are accessible in %s, and fit in 320 pixels',
  async look => {
    await page.emulateMedia({ colorScheme: look })
    await page.setViewportSize({ width: 320, height: 700 })
    const findings: string[] = []
    for (const place of ['验码', '名录']) {
      await page.getByRole('link', { name: place }).click()
      if (place === '名录') await page.getByRole('button', { name: /芯澜/ }).click()
      await page.locator('[state=ready], qym-scanner').first().waitFor()
      findings.push(...(await axeFindings()))
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    }
    expect(findings).toEqual([])
  },
)

async function axeFindings(): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations } = await page.evaluate(runOnly => axe.run(document, { runOnly }), tags)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

async function listen(answer: Answer): Promise<string> {
  const server = createServer(getRequestListener(answer))
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return `http://localhost:${port}`
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}
declare global {
  var axe: { run(context: Document, options: object): Promise<AxeResults> }
}
