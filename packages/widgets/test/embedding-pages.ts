/** Pages of strangers that embed what was built: a server for them, a platform beside it, and a browser to look with. */
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { createSandbox, type Sandbox } from '@qiyema/sandbox'
import type { Page } from 'playwright-core'
import { openChromium } from '../../../.ci/chromium.mjs'

const DIST = new URL('../dist/', import.meta.url)

/** A name that is this machine in the browser, and no secure context: plain http on any name but localhost. */
const INSECURE_HOST = 'bank.test'

export interface Site {
  readonly sandbox: Sandbox
  /** `http://localhost:…`, where the pages are. */
  readonly origin: string
  /** The same pages on a name that browsers do not trust without https. */
  readonly insecureOrigin: string
  /** Opens a page with this markup and these headers. What goes wrong in it is gathered. */
  visit(markup: string, wishes?: Visit): Promise<Visited>
  close(): Promise<void>
}

export interface Visit {
  readonly headers?: Record<string, string>
  readonly isInsecure?: boolean
}

export interface Visited {
  readonly page: Page
  /** Errors that nobody caught, and what the console called an error. */
  readonly errors: string[]
}

/** Starts all three. */
export async function openSite(): Promise<Site> {
  const pages = new Map<string, { markup: string; headers: Record<string, string> }>()
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    const made = pages.get(pathname)
    if (made)
      return response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...made.headers })
        .end(made.markup)
    const file = await published(pathname)
    response.writeHead(file ? 200 : 404, { 'content-type': typeOf(pathname) }).end(file)
  })
  const origin = `http://localhost:${await listen(server)}`
  let answer: (request: Request) => Promise<Response>
  const platform = createServer(getRequestListener(request => answer(request)))
  const baseUrl = `http://127.0.0.1:${await listen(platform)}`
  const sandbox = await createSandbox({ baseUrl, origins: [origin], start: 'now' })
  answer = sandbox.fetch
  const browser = await openChromium([`--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`])
  const insecureOrigin = origin.replace('localhost', INSECURE_HOST)

  return {
    sandbox,
    origin,
    insecureOrigin,
    async visit(markup, { headers = {}, isInsecure = false } = {}) {
      const path = `/page-${pages.size}.html`
      pages.set(path, { markup, headers })
      const page = await (await browser.newContext()).newPage()
      const errors: string[] = []
      page.on('pageerror', error => errors.push(String(error)))
      page.on('console', message => {
        // A page without an icon is asked for one.
        if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
          errors.push(message.text())
      })
      await page.goto(`${isInsecure ? insecureOrigin : origin}${path}`)
      return { page, errors }
    },
    async close() {
      await browser.close()
      server.close()
      platform.closeAllConnections()
      platform.close()
      await sandbox.close()
    },
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}

/** Of what the package publishes: `/bundle/widgets.js`. */
async function published(path: string): Promise<Buffer | undefined> {
  const [, name] = /^\/((?:bundle|modules)\/[\w./-]+)$/.exec(path) ?? []
  return name ? readFile(fileURLToPath(new URL(name, DIST))).catch(() => undefined) : undefined
}

function typeOf(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript'
  return path.endsWith('.wasm') ? 'application/wasm' : 'text/plain'
}
