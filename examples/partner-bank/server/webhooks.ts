/** What the platform tells the banks: verified, taken once, and kept as news for the desk. */
import { memorySeenWebhooks, QiyemaError, verifyWebhook } from '@qiyema/core/webhooks'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Bank, Banks } from './banks.ts'

const EVENTS = [
  'need.posted',
  'application.state',
  'consent.active',
  'consent.refused',
  'consent.withdrawn',
  'session.ended',
] as const
const KEPT = 50
const MAX_BYTES = 64 * 1024

/** Something that happened, for people of one bank. */
export interface News {
  readonly id: string
  readonly type: string
  readonly resource: string
  /** RFC 3339. */
  readonly at: string
  /** Of an application: where it stands now. */
  readonly state?: string
}

export interface Webhooks {
  readonly routes: Hono
  /** The newest first. */
  newsOf(clientId: string): readonly News[]
  /** Has the platform tell this site from now on. What was registered under its addresses before makes place. */
  register(origin: string): Promise<void>
}

interface Receiver {
  readonly secret: string
  readonly seen: ReturnType<typeof memorySeenWebhooks>
}

export function createWebhooks(banks: Banks): Webhooks {
  const receivers = new Map<string, Receiver>()
  /** By bank. A real one keeps them in its database, written together with what it does about them. */
  const news = new Map<string, News[]>()

  const routes = new Hono().post('/:clientId', bodyLimit({ maxSize: MAX_BYTES }), async context => {
    const clientId = context.req.param('clientId')
    const receiver = receivers.get(clientId)
    if (!receiver) return context.body(null, 404)
    const body = new Uint8Array(await context.req.arrayBuffer())
    try {
      const { secret, seen } = receiver
      const { id, event } = await verifyWebhook(body, context.req.raw.headers, secret, { seen })
      news.set(clientId, [newsOf(id, event), ...(news.get(clientId) ?? [])].slice(0, KEPT))
    } catch (error) {
      // What was taken before is answered, or it would come again; everything else that is wrong is refused.
      if (!(error instanceof QiyemaError)) throw error
      return context.body(null, error.code === 'ERR_WEBHOOK_REPLAYED' ? 204 : 400)
    }
    return context.body(null, 204)
  })

  async function registerBank({ clientId, client }: Bank, origin: string): Promise<void> {
    const { endpoints } = client.webhook
    const url = `${origin}/webhooks/${clientId}`
    for await (const endpoint of endpoints.list())
      if (endpoint.url === url) await endpoints.remove({ endpointId: endpoint.id })
    const { secret } = await endpoints.create({ url, events: [...EVENTS] })
    receivers.set(clientId, { secret, seen: memorySeenWebhooks() })
  }

  return {
    routes,
    newsOf: clientId => news.get(clientId) ?? [],
    async register(origin) {
      await Promise.all(banks.all.map(bank => registerBank(bank, origin)))
    },
  }
}

/** Of a body that is signed by the platform, whose shape the contract says. */
function newsOf(id: string, { type, resource, at, data }: Readonly<Record<string, unknown>>): News {
  const state = typeof data === 'object' && data !== null && 'state' in data ? data.state : undefined
  return {
    id,
    type: String(type),
    resource: String(resource),
    at: String(at),
    ...(typeof state === 'string' && { state }),
  }
}
