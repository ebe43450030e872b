/** What the platform's pages are tried on: a sandbox that they reach over the network, the site, and a browser. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { createSandbox, type Sandbox } from '@qiyema/sandbox'
import type { Browser } from 'playwright-core'
import { openChromium } from '../../../../.ci/chromium.mjs'
import { createSite } from '../../server/site.ts'

export interface Stage {
  readonly sandbox: Sandbox
  readonly browser: Browser
  /** Of the site. */
  readonly origin: string
  close(): Promise<void>
}

type Answer = (request: Request) => Response | Promise<Response>

const DIST = fileURLToPath(new URL('../../dist', import.meta.url))

export async function openStage(): Promise<Stage> {
  const servers: Server[] = []
  const listen = async (answer: Answer) => {
    const server = createServer(getRequestListener(answer))
    servers.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `http://localhost:${(server.address() as AddressInfo).port}`
  }
  // A platform has to know its own address before it is there.
  let ofPlatform: Answer = () => new Response(null, { status: 503 })
  const platform = await listen(request => ofPlatform(request))
  const sandbox = await createSandbox({ baseUrl: platform, start: 'now' })
  ofPlatform = sandbox.fetch
  const origin = await listen(createSite({ dist: DIST, platform }).fetch)
  const browser = await openChromium()
  return {
    sandbox,
    browser,
    origin,
    async close() {
      await browser.close()
      for (const server of servers) server.close().closeAllConnections()
      await sandbox.close()
    },
  }
}
