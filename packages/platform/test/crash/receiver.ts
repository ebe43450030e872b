/** A bank's receiver of webhooks, which outlives the platform and takes everything. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

interface ReceivedEvent {
  readonly id: string
  readonly type: string
  readonly resource: string
}

export interface Receiver {
  readonly url: string
  /** By id, in the order of first arrival. A platform that is killed may not remember that it has told. */
  readonly events: ReadonlyMap<string, ReceivedEvent>
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const events = new Map<string, ReceivedEvent>()
  const server = createServer(async (request, response) => {
    try {
      const event = (await json(request)) as ReceivedEvent
      if (!events.has(event.id)) events.set(event.id, event)
      response.writeHead(204).end()
    } catch {
      // Whoever told has died over it.
      response.destroy()
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    events,
    async close() {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}
