// Whether a long list hinders whoever scrolls: 5,000 policies from top to bottom, and the longest that the page answered nobody.
import { createSandbox } from '@qiyema/sandbox'
import { openChromium } from '../.ci/chromium.mjs'
import { servePages } from './page-server.ts'

const POLICIES = 5000

export interface Scrolling {
  readonly policies: number
  /** Drawn by the end of the way. */
  readonly rows: number
  readonly frames: number
  /** Of the tasks that were long, which browsers report from 50 ms on; 0 when there was none. */
  readonly longestTaskMilliseconds: number
}

/** Turns the wheel by half a screen each frame, until the end of the list. */
export async function measureScrolling(): Promise<Scrolling> {
  const policies = JSON.stringify(await manyPolicies())
  const server = await servePages(path => {
    if (path === '/') return ['html', PAGE]
    return path === '/policies.json' ? ['json', policies] : undefined
  })
  const browser = await openChromium()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(server.origin)
    const walked = (await page.evaluate('walk()')) as Omit<Scrolling, 'policies'>
    return { policies: POLICIES, ...walked }
  } finally {
    await browser.close()
    server.close()
  }
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

const PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Policies</title>
<script type="module" src="/modules/qym-policy-list.js"></script>
<qym-session><qym-policy-list></qym-policy-list></qym-session>
<script>
  const nextFrame = () => new Promise(requestAnimationFrame)
  const list = document.querySelector('qym-policy-list')
  const rows = () => list.shadowRoot.querySelectorAll('[part~=item]').length

  async function walk() {
    await customElements.whenDefined('qym-policy-list')
    list.items = await (await fetch('/policies.json')).json()
    while (rows() === 0) await nextFrame()
    // What it takes to draw the page is not what it takes to scroll it.
    await new Promise(resolve => setTimeout(resolve, 1000))
    const tasks = []
    new PerformanceObserver(found => tasks.push(...found.getEntries())).observe({ type: 'longtask' })
    let frames = 0
    for (let resting = 0; resting < 30; frames++) {
      const before = scrollY
      scrollBy(0, innerHeight / 2)
      await nextFrame()
      resting = scrollY === before ? resting + 1 : 0
    }
    const longestTaskMilliseconds = Math.max(0, ...tasks.map(({ duration }) => duration))
    return { rows: rows(), frames, longestTaskMilliseconds }
  }
</script></html>`
