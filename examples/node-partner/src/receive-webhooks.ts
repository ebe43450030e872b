/** A bank's server that is told what happens: a real socket, and two libraries that have to agree on what is genuine. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { QiyemaError, verifyWebhook } from '@qiyema/core/webhooks'
import { Webhook } from 'standardwebhooks'
import type { Bank } from './cast.ts'

/** What a webhook says. */
export interface Told {
  readonly type: string
  readonly resource: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface Webhooks {
  readonly url: string
  /** All that was told of a resource so far: events of one resource arrive in order. */
  toldOf(resource: string): readonly Told[]
  /** Waits until this was told, by now or later. */
  until(type: string, resource: string, data?: Told['data']): Promise<void>
  /** Ends it, and has the platform send no more. */
  close(): Promise<void>
}

const EVENTS = [
  'consent.active',
  'consent.withdrawn',
  'session.ended',
  'need.posted',
  'application.state',
  'code.revoked',
] as const
const PATIENCE_MS = 60_000

export async function receiveWebhooks({ client: { webhook } }: Bank): Promise<Webhooks> {
  /** By their ids. A bank keeps them in its database, written together with what it does about them. */
  const told = new Map<string, Told>()
  const arrivals = new EventTarget()
  let fault: unknown
  const server = createServer(async (request, response) => {
    const status = await receive(request).catch((error: unknown) => {
      if (error instanceof QiyemaError) return 400
      fault = error
      return 500
    })
    response.writeHead(status).end()
    arrivals.dispatchEvent(new Event('one'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  // In production an https address that everybody can reach; a platform for development takes this machine, too.
  const url = `http://127.0.0.1:${port}/qiyema`
  const endpoint = await webhook.endpoints.create({ url, events: [...EVENTS] })
  const standard = new Webhook(endpoint.secret)

  async function receive(request: IncomingMessage): Promise<number> {
    const body = await buffer(request)
    // By the secret of this endpoint or by the platform's public key: one of the two is enough.
    const { id, event } = await verifyWebhook(body, request.headers, endpoint.secret)
    await verifyWebhook(body, request.headers, endpoint.publicKey)
    assert.deepEqual(standard.verify(body.toString(), headersOf(request)), event)
    // What was not answered comes again: it is answered, and nothing is done twice.
    if (!told.has(id)) told.set(id, event as unknown as Told)
    return 204
  }

  return {
    url,
    toldOf: resource => [...told.values()].filter(one => one.resource === resource),
    async until(type, resource, data = {}) {
      const signal = AbortSignal.timeout(PATIENCE_MS)
      const isIt = (one: Told) =>
        one.type === type &&
        one.resource === resource &&
        Object.entries(data).every(([name, value]) => one.data[name] === value)
      while (![...told.values()].some(isIt)) {
        await once(arrivals, 'one', { signal })
        if (fault) throw fault
      }
    },
    async close() {
      await webhook.endpoints.remove({ endpointId: endpoint.id })
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Node gives a list for headers that came more than once, which none of these may. */
function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
