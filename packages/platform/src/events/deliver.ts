/** Sends webhooks: at least once, in order per resource, until they are taken or ten tries have failed. */
import { utf8 } from '../http/digest.js'
import type { JobContext, JobHandlers, RecurringJob } from '../jobs/jobs.js'
import { randomFraction } from '../jobs/random.js'
import type { Db } from '../store/store.js'
import { createEndpointHealth } from './endpoint-health.js'
import {
  type Claimed,
  claimFirst,
  DELIVER,
  forgottenQueues,
  keyOf,
  type Outcome,
  type Queue,
  queueOf,
  record,
} from './queue.js'
import type { SendWebhook } from './sender.js'
import type { WebhookSigner } from './sign.js'

const SWEEP = 'webhook.sweep'
/** How long a queue may lie before the sweep takes it for forgotten. */
const FORGOTTEN_SECONDS = 30
const SWEPT_AT_ONCE = 1000
/** After so many of one queue, or so long, others have their turn. */
const IN_A_ROW = 50
const IN_A_ROW_SECONDS = 60
/** Gone: the endpoint wants to hear no more (Standard Webhooks). */
const GONE = 410

export interface DeliveryServices {
  readonly signer: WebhookSigner
  readonly send: SendWebhook
  /** From 0 to 1, for delays. */
  readonly random?: () => number
}

/** How often queues are looked for whose job was lost, or whose endpoint was enabled again. */
export const DELIVERY_SWEEPS: readonly RecurringJob[] = [{ name: SWEEP, everySeconds: 60 }]

/** How many queues a server sends from at once: most of the time goes by waiting for answers. */
export const QUEUES_AT_ONCE: Readonly<Record<string, number>> = { [DELIVER]: 12 }

/** The jobs that send webhooks. */
export function deliveryJobs({ signer, send, random = randomFraction }: DeliveryServices): JobHandlers {
  const health = createEndpointHealth(random)
  return {
    async [DELIVER](data, context) {
      const queue = queueOf(data)
      const comeAgainAt = health.enter(queue.endpointId, context.now())
      if (comeAgainAt) return asPlatform(context, db => sendLater(db, queue, comeAgainAt, context))
      try {
        await sendQueue(queue, context)
      } finally {
        health.leave(queue.endpointId)
      }
    },

    async [SWEEP](_data, context) {
      const now = context.now()
      const dueBefore = new Date(now.getTime() - FORGOTTEN_SECONDS * 1000)
      await asPlatform(context, async db => {
        for (const queue of await forgottenQueues(db, dueBefore, SWEPT_AT_ONCE)) {
          // By a key of its own: the queue's own job may be waiting for a time that no longer counts.
          const { endpointId, resource } = queue
          await context.effects.enqueue(
            db,
            DELIVER,
            { endpointId, resource },
            { key: `sweep ${keyOf(queue)}` },
          )
        }
      })
    },
  }

  async function sendQueue(queue: Queue, context: JobContext): Promise<void> {
    const until = context.now().getTime() + IN_A_ROW_SECONDS * 1000
    for (let sent = 0; sent < IN_A_ROW && context.now().getTime() < until; sent++) {
      const claimed = await take(queue, context)
      if (!claimed) return
      const outcome = await attempt(queue, claimed, context.now())
      health.report(queue.endpointId, outcome.status !== undefined, context.now())
      if (!(await settle(queue, claimed, outcome, context))) return
    }
    await asPlatform(context, db => sendLater(db, queue, context.now(), context))
  }

  async function take(queue: Queue, context: JobContext): Promise<Claimed | undefined> {
    return asPlatform(context, async db => {
      const step = await claimFirst(db, queue, context.now())
      if (step.kind === 'later') await sendLater(db, queue, step.at, context)
      return step.kind === 'send' ? step.claimed : undefined
    })
  }

  /** No transaction is open meanwhile: others' servers take their time. */
  async function attempt(queue: Queue, { event, url, secrets }: Claimed, now: Date): Promise<Outcome> {
    const body = JSON.stringify({ ...event, at: event.at.toISOString() })
    const message = { id: event.id, timestamp: Math.floor(now.getTime() / 1000) }
    const signed = await signer.sign(body, message, { endpointId: queue.endpointId, secrets })
    const request = new Request(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', 'user-agent': 'Qiyema-Webhooks/1', ...signed },
      body: utf8(body),
    })
    try {
      const { status } = await send(request)
      return { status }
    } catch {
      // Names, connections, certificates, silence: it has not arrived, and the list of deliveries says so.
      return { status: undefined }
    }
  }

  /** Writes down what became of it. True when the next of the queue may be sent. */
  async function settle(
    queue: Queue,
    claimed: Claimed,
    outcome: Outcome,
    context: JobContext,
  ): Promise<boolean> {
    return asPlatform(context, async db => {
      const retryAt = await record(db, queue, claimed, outcome, { now: context.now(), random })
      if (outcome.status === GONE) await disable(db, queue.endpointId)
      if (retryAt) await sendLater(db, queue, retryAt, context)
      return !retryAt && outcome.status !== GONE
    })
  }
}

async function sendLater(db: Db, queue: Queue, at: Date, { effects }: JobContext): Promise<void> {
  const { endpointId, resource } = queue
  await effects.enqueue(db, DELIVER, { endpointId, resource }, { at, key: keyOf(queue) })
}

async function disable(db: Db, endpointId: string): Promise<void> {
  await db.updateTable('webhook_endpoints').set({ is_enabled: false }).where('id', '=', endpointId).execute()
}

async function asPlatform<Result>({ store }: JobContext, work: (db: Db) => Promise<Result>): Promise<Result> {
  return store.transact({ kind: 'platform' }, work)
}
