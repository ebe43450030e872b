/** Looks a page over with axe, by every rule of WCAG 2.2 A and AA. */
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
  }[]
}

declare global {
  var axe: { run(context: Document, options: object): Promise<AxeResults> }
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Before the page is opened: its Content-Security-Policy lets no script in afterwards. */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
}

/** What is wrong, as lines; none when all is well. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(
    tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
    TAGS,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
}
