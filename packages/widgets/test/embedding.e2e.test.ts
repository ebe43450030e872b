import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSite, type Site } from './embedding-pages.js'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const integrity = JSON.parse(readFileSync(new URL('../dist/bundle/integrity.json', import.meta.url), 'utf8'))[
  'widgets.js'
]
const bundle = `<script type="module" src="/bundle/widgets.js" integrity="${integrity}" crossorigin></script>`
const card = () =>
  `<qym-session platform="${site.sandbox.baseUrl}" locale="zh-CN"><qym-business-card uscc="${site.sandbox.usccOf('ent-02')}"></qym-business-card></qym-session>`
const page = (body: string, head = bundle) =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>Bank</title>${head}</head><body>${body}</body></html>`

async function cardIsThere(visited: Page): Promise<void> {
  await visited.waitForSelector('qym-business-card[state=ready]', { timeout: 20_000 })
}

it('works on a page that allows nothing but its own files and the platform, with Trusted Types', async () => {
  const policy = [
    "default-src 'self'",
    `connect-src 'self' ${site.sandbox.baseUrl}`,
    `img-src 'self' ${site.sandbox.baseUrl}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  const headers = { 'content-security-policy': policy }
  const { page: visited, errors } = await site.visit(page(card()), { headers })
  await cardIsThere(visited)
  expect(errors).toEqual([])
})

it('refuses to run when a byte of it is another', async () => {
  const wrong = bundle.replace(/sha384-..../, 'sha384-AAAA')
  const { page: visited } = await site.visit(page(card(), wrong))
  await visited.waitForLoadState()
  expect(await visited.evaluate('customElements.get("qym-session") === undefined')).toBe(true)
})

it('may be loaded twice, and the first one draws', async () => {
  const twice = `${bundle}<script type="module" src="/bundle/widgets.js?again"></script>`
  const { page: visited, errors } = await site.visit(page(card(), twice))
  await cardIsThere(visited)
  expect(errors).toEqual([])
})

it('works beside a monitor that wraps fetch, and is not hurt by one that breaks it later', async () => {
  const monitor = `<script>
    window.seen = []
    const original = window.fetch
    window.fetch = function (...given) { window.seen.push(String(given[0].url ?? given[0])); return original.apply(this, given) }
  </script>`
  const { page: visited, errors } = await site.visit(page(card(), monitor + bundle))
  await cardIsThere(visited)
  expect(await visited.evaluate('window.seen.length')).toBeGreaterThan(0)
  expect(errors).toEqual([])
})

it('keeps its look on a page with rules for everything', async () => {
  const hostile = `<style>
    * { all: unset !important; color: red !important; font: 3px fantasy !important; letter-spacing: 1em !important }
    button, input, p, h2, div, span { display: none !important; transform: rotate(180deg) !important }
    html { font-size: 100px }
  </style>`
  const plain = await site.visit(page(card()))
  const hurt = await site.visit(page(card(), hostile + bundle))
  const look = `(() => {
    const root = document.querySelector('qym-business-card').shadowRoot
    return [...root.querySelectorAll('*')].map(element => {
      const { color, fontSize, letterSpacing, display, transform } = getComputedStyle(element)
      return [element.localName, color, fontSize, letterSpacing, display, transform].join(' ')
    })
  })()`
  await cardIsThere(plain.page)
  await cardIsThere(hurt.page)
  expect(await hurt.page.evaluate(look)).toEqual(await plain.page.evaluate(look))
})

it('says what is missing on a page without a secure connection', async () => {
  const { page: visited } = await site.visit(page(card()), { isInsecure: true })
  await visited.waitForSelector('qym-business-card[state=problem]')
  expect(
    await visited.evaluate('document.querySelector("qym-business-card").shadowRoot.textContent'),
  ).toContain('https')
})

it('says so, to the page, when another library has an element of the same name', async () => {
  const other = `<script>
    customElements.define('qym-business-card', class extends HTMLElement {})
    window.taken = []
    addEventListener('qym-name-taken', event => window.taken.push(event.detail))
  </script>`
  const { page: visited } = await site.visit(page(card(), other + bundle))
  await visited.waitForFunction('window.taken.length > 0')
  expect(await visited.evaluate('window.taken')).toEqual([
    { name: 'qym-business-card', by: 'another-library' },
  ])
})

it('is loaded by its name with an import map, an element at a time', async () => {
  const map = `<script type="importmap">{ "imports": { "@qiyema/widgets/": "/modules/" } }</script>
    <script type="module">import '@qiyema/widgets/qym-business-card.js'</script>`
  const { page: visited, errors } = await site.visit(page(card(), map))
  await cardIsThere(visited)
  expect(await visited.evaluate('customElements.get("qym-loan-form") === undefined')).toBe(true)
  expect(errors).toEqual([])
})

it('asks nobody but the platform for anything, and sends nothing before it is told where that is', async () => {
  const asked: string[] = []
  const { page: visited } = await site.visit(
    page('<qym-session><qym-business-card></qym-business-card></qym-session>'),
  )
  visited.on('request', request => asked.push(new URL(request.url()).origin))
  await visited.reload()
  await visited.waitForSelector('qym-business-card[state=problem]')
  expect(new Set(asked)).toEqual(new Set([site.origin]))
  expect(await visited.evaluate('Object.keys(localStorage).length + document.cookie.length')).toBe(0)
})
