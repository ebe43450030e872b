// How long a person waits for a business card: as a widget, and as the same card made of plain DOM by hand, page by page in turns.
import { createSandbox } from '@qiyema/sandbox'
import type { Browser } from 'playwright-core'
import { openChromium } from '../.ci/chromium.mjs'
import { type PageServer, type Served, servePages } from './page-server.ts'
import { median } from './rounds.ts'

export interface FirstPaint {
  readonly rounds: number
  /** From the start of navigation until the enterprise's name has been painted. */
  readonly widgetMilliseconds: number
  readonly plainMilliseconds: number
  /** The median of the rounds' own ratios. */
  readonly ratio: number
}

/** Measures with an empty cache each time, from a server on this machine. */
export async function measureFirstPaint(rounds: number): Promise<FirstPaint> {
  const { server, uscc } = await serveCards()
  const browser = await openChromium()
  try {
    const times: { widget: number; plain: number }[] = []
    for (let round = -1; round < rounds; round++) {
      const plain = await paintTime(browser, `${server.origin}/plain.html?uscc=${uscc}`)
      const widget = await paintTime(browser, `${server.origin}/widget.html?uscc=${uscc}`)
      if (round >= 0) times.push({ widget, plain })
    }
    return {
      rounds,
      widgetMilliseconds: median(times.map(({ widget }) => widget)),
      plainMilliseconds: median(times.map(({ plain }) => plain)),
      ratio: median(times.map(({ widget, plain }) => widget / plain)),
    }
  } finally {
    await browser.close()
    server.close()
  }
}

async function paintTime(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction('window.paintedAt !== undefined')
  const painted = Number(await page.evaluate('window.paintedAt'))
  await context.close()
  return painted
}

/** Both pages, and the platform's answer with the card, from one place. */
async function serveCards(): Promise<{ server: PageServer; uscc: string }> {
  const sandbox = await createSandbox()
  const uscc = sandbox.usccOf('ent-02')
  const card = await sandbox.anyone.card.readPublic({ uscc })
  await sandbox.close()
  const served: Readonly<Record<string, Served>> = {
    '/plain.html': ['html', PLAIN],
    '/widget.html': ['html', WIDGET],
    [`/v1/cards/${uscc}`]: ['json', JSON.stringify(card)],
  }
  return { server: await servePages(path => served[path]), uscc }
}

/** After two frames what was changed before the first has been painted. */
const PAINTED =
  'requestAnimationFrame(() => requestAnimationFrame(() => { window.paintedAt = performance.now() }))'

const WIDGET = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Widget</title>
<script type="module" src="/modules/qym-business-card.js"></script>
<qym-session><qym-business-card></qym-business-card></qym-session>
<script type="module">
  const card = document.querySelector('qym-business-card')
  card.addEventListener('qym-state-change', ({ detail }) => { if (detail.state === 'ready') ${PAINTED} })
  card.setAttribute('uscc', new URLSearchParams(location.search).get('uscc'))
  document.querySelector('qym-session').setAttribute('platform', location.origin)
</script></html>`

const PLAIN = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Plain</title>
<style>
  article { font: 16px/1.55 system-ui, sans-serif; border: 1px solid #d5dce3; border-radius: 8px; padding: 16px }
  dt { color: #51606e } dd { margin: 0 }
</style>
<article></article>
<script type="module">
  const uscc = new URLSearchParams(location.search).get('uscc')
  const card = await (await fetch('/v1/cards/' + uscc)).json()
  const article = document.querySelector('article')
  const add = (parent, name, text) => { const made = document.createElement(name); made.textContent = text; parent.append(made); return made }
  add(article, 'h2', card.name['zh-CN'])
  add(article, 'p', card.uscc)
  const list = add(article, 'dl', '')
  for (const name of ['representative', 'contactRole', 'phone', 'email', 'website'])
    if (card[name]) { add(list, 'dt', name); add(list, 'dd', card[name]) }
  if (card.address) { add(list, 'dt', 'address'); add(list, 'dd', card.address['zh-CN']) }
  for (const name of ['products', 'strengths', 'honours']) {
    const lines = add(article, 'ul', '')
    for (const line of card[name]) add(lines, 'li', line)
  }
  ${PAINTED}
</script></html>`
