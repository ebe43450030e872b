/** A page over plain http, where browsers have no WebCrypto: a verifier claims nothing there, and throws nothing. */
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '../../../.ci/chromium.mjs'
import vectors from './fixtures/qym1.json' with { type: 'json' }
import { type FolderServer, serveFolder } from './packaging/folder-server.js'

const { trust, trustJwt, trustRoot, statusLists, cases } = vectors
const vector = cases.find(({ id }) => id === 'valid-c1-ES256-0')

let server: FolderServer
let browser: Browser

beforeAll(async () => {
  server = await serveFolder(fileURLToPath(new URL('../dist/', import.meta.url)))
  browser = await openChromium(['--host-resolver-rules=MAP qym.example 127.0.0.1'])
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Opens a page of that host, on the server of the built package: its source, as text. */
async function openPage(host: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(`${server.origin.replace('127.0.0.1', host)}/verify.js`)
  return page
}

/** What runs in the page: a text, because Vitest would make the import its own. */
const SCRIPT = `async ({ trust, trustJwt, root, statusLists, texts, at }) => {
  const { createVerifier } = await import(location.origin + '/verify.js')
  const verifier = createVerifier({ trust, statusLists })
  const outcomes = []
  for (const text of texts) outcomes.push((await verifier.verify(text, { at })).outcome)
  const source = { url: 'https://qym.example/trust', root }
  const fetchList = async url => new Response(trustJwt, { status: url === source.url ? 200 : 410 })
  const { ok } = await createVerifier({ trust: source, fetch: fetchList, now: () => at }).refresh()
  return { isSecureContext, hasWebCrypto: crypto.subtle !== undefined, outcomes, ok }
}`

/** Verifies a code, its text and what is none, and refreshes. */
async function verifyIn(page: Page) {
  const texts = [vector?.text, vector?.expect.sdJwt, 'https://QYM.EXAMPLE/Q/1']
  const given = { trust, trustJwt, root: trustRoot, statusLists, texts, at: vector?.at }
  return page.evaluate(`(${SCRIPT})(${JSON.stringify(given)})`)
}

test('on such a page every code is unconfirmed, and what is none malformed', async () => {
  expect(await verifyIn(await openPage('qym.example'))).toEqual({
    isSecureContext: false,
    hasWebCrypto: false,
    outcomes: ['unconfirmed', 'unconfirmed', 'malformed'],
    ok: false,
  })
})

test('on this very machine, which browsers hold for secure, the same code is valid', async () => {
  expect(await verifyIn(await openPage('127.0.0.1'))).toEqual({
    isSecureContext: true,
    hasWebCrypto: true,
    outcomes: ['valid', 'valid', 'malformed'],
    ok: true,
  })
})
