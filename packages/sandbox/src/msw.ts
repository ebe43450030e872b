/** The sandbox in the place of the network, by Mock Service Worker: for code that calls the platform by itself. */
import { type HttpHandler, HttpResponse, http } from 'msw'
import type { Sandbox } from './sandbox.js'
import { withOrigin } from './with-origin.js'

/**
 * Handlers that answer every request to the sandbox's address, as the platform itself: for `setupServer` of `msw/node` and
 * `setupWorker` of `msw/browser`. Requests to other addresses are none of theirs.
 *
 * Clients need the sandbox's clock, unless it runs as theirs does (`start: 'now'`).
 *
 * @example
 * ```ts
 * import { createClient } from '@qiyema/core'
 * import { createSandbox } from '@qiyema/sandbox'
 * import { sandboxHandlers } from '@qiyema/sandbox/msw'
 * import { setupServer } from 'msw/node'
 *
 * const sandbox = await createSandbox()
 * const server = setupServer(...sandboxHandlers(sandbox))
 * server.listen()
 * const client = createClient({ baseUrl: sandbox.baseUrl, now: sandbox.clock.now })
 * const { name } = await client.card.readPublic({ uscc: sandbox.usccOf('ent-02') })
 * server.close()
 * await sandbox.close()
 * ```
 */
export function sandboxHandlers(sandbox: Sandbox): HttpHandler[] {
  return [
    http.all(`${sandbox.baseUrl}/*`, async ({ request }) => {
      try {
        return await sandbox.fetch(fromHere(request))
      } catch {
        return HttpResponse.error()
      }
    }),
  ]
}

/** A browser adds the origin of a page after what a page can see of its request. */
function fromHere(request: Request): Request {
  return typeof location === 'undefined' || request.headers.has('origin')
    ? request
    : withOrigin(request, location.origin)
}
