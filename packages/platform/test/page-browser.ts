/** A real Chromium whose network is the platform, and what it finds wrong with a page. */
import { createRequire } from 'node:module'
import type { Request as Asked, BrowserContextOptions, Page } from 'playwright-core'
import { openChromium } from '../../../.ci/chromium.mjs'
import type { World } from './world.js'

/** Every rule of WCAG 2.2 A and AA, and what is good practice beside. */
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export async function openPageBrowser({ app }: Pick<World, 'app'>) {
  const browser = await openChromium()
  return {
    /** A page of a new window, and what it complains of. */
    async openPage(options: BrowserContextOptions = {}) {
      const context = await browser.newContext(options)
      // Before the page is opened: its Content-Security-Policy lets no script in afterwards.
      await context.addInitScript({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
      await context.route('**', async route => {
        const answer = await app.fetch(await requestOf(route.request()))
        await route.fulfill({
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: Buffer.from(await answer.arrayBuffer()),
        })
      })
      const complaints: string[] = []
      context.on('console', message => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      context.on('weberror', error => complaints.push(String(error.error())))
      return { page: await context.newPage(), complaints }
    },
    async closePages() {
      await Promise.all(browser.contexts().map(context => context.close()))
    },
    close: () => browser.close(),
  }
}

async function requestOf(asked: Asked): Promise<Request> {
  const body = asked.postDataBuffer()
  return new Request(asked.url(), {
    method: asked.method(),
    headers: await asked.allHeaders(),
    ...(body && { body: Uint8Array.from(body) }),
  })
}

/** What keeps somebody from reading a page or from hitting what is on it. */
export async function faultsOfPage(page: Page): Promise<string[]> {
  return [...(await axeFindings(page)), ...(await smallTargets(page)), ...(await overflows(page))]
}

async function axeFindings(page: Page): Promise<string[]> {
  const options = { runOnly: AXE_TAGS, resultTypes: ['violations'] }
  return page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)))`)
}

/** Links and buttons that are harder to hit than 44 points. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('a, button')]
    .filter(target => target.getBoundingClientRect().height < 44 || target.getBoundingClientRect().width < 44)
    .map(target => 'small: ' + target.outerHTML)`)
}

async function overflows(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
    .map(element => 'beyond the edge: ' + element.outerHTML.slice(0, 80))`)
}
