// Whether a long list hinders whoever scrolls: 5,000 policies, in the widget and as rows of plain DOM.
import { createSandbox } from '@qiyema/sandbox'
import type { Browser } from 'playwright-core'
import { openChromium } from '../.ci/chromium.mjs'
import { type Served, servePages } from './page-server.ts'

const POLICIES = 5000
/** By the end of so many the widget, which draws some of the list in each, has drawn all of it. */
const FRAMES = 1000
/** A frame: faster than anybody reads, as when a telephone is flicked. */
const PIXELS = 200

/** One after the other, as browsers report them, which they do from 50 ms on. */
interface LongTasks {
  readonly rows: number
  readonly milliseconds: readonly number[]
}

export interface Scrolling {
  readonly policies: number
  readonly frames: number
  readonly pixels: number
  readonly rounds: number
  /** Of all rounds. What plain rows have too is the browser's and the machine's. */
  readonly widget: readonly number[]
  readonly plain: readonly number[]
}

/** Scrolls a little each frame, in both pages by turns. */
export async function measureScrolling(rounds: number): Promise<Scrolling> {
  const policies = JSON.stringify(await manyPolicies())
  const served: Readonly<Record<string, Served>> = {
    '/widget.html': ['html', WIDGET],
    '/plain.html': ['html', PLAIN],
    '/policies.json': ['json', policies],
  }
  const server = await servePages(path => served[path])
  const browser = await openChromium()
  const widget: number[] = []
  const plain: number[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      plain.push(...(await walk(browser, `${server.origin}/plain.html`)))
      widget.push(...(await walk(browser, `${server.origin}/widget.html`)))
    }
  } finally {
    await browser.close()
    server.close()
  }
  return { policies: POLICIES, frames: FRAMES, pixels: PIXELS, rounds, widget, plain }
}

async function walk(browser: Browser, address: string): Promise<readonly number[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(address)
  const { rows, milliseconds } = (await page.evaluate('walk()')) as LongTasks
  await page.close()
  if (rows !== POLICIES) throw new Error(`Of ${POLICIES} policies ${rows} were drawn by the end.`)
  return milliseconds
}

/** Those of the sample county, over and over, each under an id of its own. */
async function manyPolicies(): Promise<object[]> {
  const sandbox = await createSandbox()
  const { items } = await sandbox.anyone.policy.list({ limit: 100 })
  await sandbox.close()
  return Array.from({ length: POLICIES }, (_, number) => ({
    ...items[number % items.length],
    id: `pol_${String(number).padStart(6, '0')}`,
  }))
}

const WALK = `
  const nextFrame = () => new Promise(requestAnimationFrame)

  async function walk() {
    await draw(await (await fetch('/policies.json')).json())
    while (countRows() === 0) await nextFrame()
    // What it takes to draw the page is not what it takes to scroll it.
    await new Promise(resolve => setTimeout(resolve, 1000))
    const tasks = []
    new PerformanceObserver(found => tasks.push(...found.getEntries())).observe({ type: 'longtask' })
    for (let frame = 0; frame < ${FRAMES}; frame++) {
      scrollBy(0, ${PIXELS})
      await nextFrame()
    }
    return { rows: countRows(), milliseconds: tasks.map(({ duration }) => duration) }
  }
`

const WIDGET = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Widget</title>
<script type="module" src="/modules/qym-policy-list.js"></script>
<qym-session><qym-policy-list></qym-policy-list></qym-session>
<script>
  const list = document.querySelector('qym-policy-list')
  const countRows = () => list.shadowRoot.querySelectorAll('[part~=item]').length
  const draw = async policies => {
    await customElements.whenDefined('qym-policy-list')
    list.items = policies
  }
  ${WALK}
</script></html>`

const PLAIN = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Plain</title>
<style>article { font: 16px/1.55 system-ui, sans-serif }</style>
<main></main>
<script>
  const main = document.querySelector('main')
  const countRows = () => main.childElementCount
  const draw = async policies => {
    for (const { title, department, summary, redemption, closesAt } of policies) {
      const row = document.createElement('article')
      for (const text of [title['zh-CN'], department['zh-CN'], summary, redemption, closesAt])
        row.appendChild(document.createElement('p')).textContent = text
      main.append(row)
    }
  }
  ${WALK}
</script></html>`
