/** What the platform has sent to partners: kept for tests to look at, and handed to a receiver of theirs. */
import type { SendWebhook } from '@qiyema/platform'

export interface SentWebhook {
  readonly url: string
  readonly headers: Headers
  /** Exactly as it was signed. */
  readonly body: string
  /** Of the event: `consent.active`. */
  readonly type: string
  /** What the receiver answered. */
  readonly status: number
}

export interface SentWebhooks {
  /** All of them, the first one first. */
  readonly sent: readonly SentWebhook[]
  /** The first of a type that was not given yet, once it is there. */
  next(type?: string): Promise<SentWebhook>
}

/** A partner's own, such as the handler of its web server. */
export type ReceiveWebhook = (request: Request) => Response | Promise<Response>

interface Waiting {
  readonly type: string | undefined
  readonly settle: (webhook: SentWebhook) => void
}

/**
 * @param receive - answers 204 to everything unless given
 */
export function createSentWebhooks(receive: ReceiveWebhook = () => new Response(null, { status: 204 })) {
  let sent: SentWebhook[] = []
  let untaken: SentWebhook[] = []
  let waiting: Waiting[] = []

  const send: SendWebhook = async request => {
    const body = await request.clone().text()
    const { status } = await receive(request)
    const webhook = { url: request.url, headers: request.headers, body, type: typeOf(body), status }
    sent.push(webhook)
    const waiter = waiting.find(({ type }) => type === undefined || type === webhook.type)
    if (!waiter) untaken.push(webhook)
    waiting = waiting.filter(other => other !== waiter)
    waiter?.settle(webhook)
    return { status }
  }

  const webhooks: SentWebhooks = {
    get sent() {
      return sent
    },
    async next(type) {
      const found = untaken.find(webhook => type === undefined || webhook.type === type)
      untaken = untaken.filter(webhook => webhook !== found)
      return found ?? new Promise(settle => waiting.push({ type, settle }))
    },
  }

  return {
    send,
    webhooks,
    /** Forgets all that was sent. Whoever waits goes on waiting. */
    forget() {
      sent = []
      untaken = []
    },
  }
}

function typeOf(body: string): string {
  const event: unknown = JSON.parse(body)
  const hasType = typeof event === 'object' && event !== null && 'type' in event
  return hasType && typeof event.type === 'string' ? event.type : ''
}
