/** The built site in a real browser: accessible, light, self-contained; its search, its links and its live example work. */
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '../../.ci/chromium.mjs'
import { fromDocs } from '../build/places.ts'
import { fileOf, type SiteServer, serveSite } from './site-server.ts'

const PAGES = ['/', '/zh/guide/live', '/guide/verify', '/code-format', '/reference/http/session']
const DARK_PAGES = ['/', '/reference/http/session']
/** Kilobytes, compressed, of a page with all that it loads. */
const HEAVIEST = 160
/** Twenty megabytes are compiled for it. */
const PATIENCE_MS = 90_000
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

declare global {
  var axe: { run(context: Document, options: object): Promise<AxeResults> }
}

let site: SiteServer
let browser: Browser
beforeAll(async () => {
  site = await serveSite()
  browser = await openChromium()
})
afterAll(async () => {
  await browser.close()
  site.close()
})

/** A page of the site, and what it asked others for or complained of. */
async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext(options)
  const faults = watch(context)
  await context.addInitScript({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
  const page = await context.newPage()
  await page.goto(`${site.origin}${path}`, { waitUntil: 'networkidle' })
  return { page, faults, close: () => context.close() }
}

function watch(context: BrowserContext): string[] {
  const faults: string[] = []
  context.on('request', request => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(site.origin))
      faults.push(request.url())
  })
  context.on('console', message => {
    if (message.type() === 'error') faults.push(message.text())
  })
  context.on('weberror', error => faults.push(String(error.error())))
  return faults
}

test.each(PAGES)(
  `%s is accessible by axe, asks nobody else, and loads at most ${HEAVIEST} kilobytes`,
  async path => {
    site.weigh()
    const { page, faults, close } = await open(path, { viewport: { width: 1280, height: 800 } })
    const kilobytes = site.weigh() / 1000
    expect(kilobytes).toBeGreaterThan(20)
    expect(kilobytes).toBeLessThanOrEqual(HEAVIEST)
    expect(await overflowOf(page)).toBe(0)
    expect(await findingsOf(page)).toEqual([])
    expect(faults).toEqual([])
    await close()
  },
)

/** Its colours and widths are the same on all: one page of our own parts, and one of the longest words. */
test.each(DARK_PAGES)('%s is accessible by axe in the dark, and fits a narrow screen', async path => {
  const { page, close } = await open(path, { colorScheme: 'dark', viewport: { width: 320, height: 700 } })
  expect(await overflowOf(page)).toBe(0)
  expect(await findingsOf(page)).toEqual([])
  await close()
})

function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}

async function findingsOf(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(
    rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] }),
    RULES,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

test.each([
  ['/zh/', '核验', '离线核验企业码'],
  ['/', 'webhook', 'Receive webhooks'],
])('the search of %s finds %s', async (path, word, title) => {
  const { page, close } = await open(path)
  await page.locator('.VPNavBarSearch button').click()
  await page.locator('#localsearch-input').fill(word)
  await page.locator('.VPLocalSearchBox .result').filter({ hasText: title }).first().waitFor()
  await close()
})

test('the live example issues, forges, revokes and outlives a code', async () => {
  const { page, faults, close } = await open('/guide/live')
  const outcomeAfter = async (button: string, outcome: string) => {
    await page.getByRole('button', { name: button }).click()
    await page
      .locator('.live-result dd')
      .filter({ hasText: `(${outcome})` })
      .waitFor({ timeout: PATIENCE_MS })
  }
  await outcomeAfter('Start a platform in this page', 'valid')
  expect(await page.locator('.live-result').innerText()).toContain('registered')
  await page.locator('qym-business-card[state=ready]').getByText('91 330521 PDY000028 0').waitFor()
  await outcomeAfter('Change one digit', 'bad_signature')
  await outcomeAfter('Revoke it', 'revoked')
  await outcomeAfter('Issue a code and verify it', 'valid')
  await outcomeAfter('Wait for two years', 'expired')
  expect(faults).toEqual([])
  await close()
}, 120_000)

test('every link within the site leads to a page and to a place on it', () => {
  const dist = fromDocs('.vitepress/dist')
  const pages = globSync('**/*.html', { cwd: dist }).map(path => `/${path.replace(/(index)?\.html$/, '')}`)
  const read = new Map<string, string>()
  const textOf = (path: string) => {
    const file = fileOf(path)
    if (!file) return undefined
    const text = read.get(file) ?? readFileSync(file, 'utf8')
    read.set(file, text)
    return text
  }
  const dead = pages.flatMap(page => {
    const links = Array.from(
      (textOf(page) ?? '').matchAll(/<a [^>]*?href="([^"]+)"/g),
      ([, href = '']) => href,
    )
    return links
      .filter(href => !/^(https?|mailto|data):/.test(href))
      .filter(href => {
        const { pathname, hash } = new URL(href, `http://site.example${page}`)
        const text = textOf(pathname)
        const place = decodeURIComponent(hash.slice(1))
        return text === undefined || (place !== '' && !text.includes(`id="${place}"`))
      })
      .map(href => `${page} → ${href}`)
  })
  expect(pages.length).toBeGreaterThan(80)
  expect(dead).toEqual([])
})
