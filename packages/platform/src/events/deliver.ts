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
  dueQueues,
  forgottenQueues,
  keyOf,
  type Outcome,
  type Queue,
  queueOf,
  record,
} from './queue.js'
import type { SendWebhook } from './sender.js'
import type { WebhookSigner } from './sign.js'

/** The job that looks for what nobody sees to. */
export const SWEEP = 'webhook.sweep'
/** How long a queue may lie before the sweep takes it for forgotten. */
const FORGOTTEN_SECONDS = 30
const SWEPT_AT_ONCE = 1000
const LOOKED_FOR_AT_ONCE = 50
/** After so many of one queue, or so long at one endpoint, others have their turn. */
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
      const entry = health.enter(queue.endpointId, context.now())
      if (entry.kind === 'paused') return wake(queue, entry.until, context)
      if (entry.kind === 'busy') return
      try {
        await sendAll(queue, context)
      } finally {
        health.leave(queue.endpointId)
      }
    },

    async [SWEEP](_data, context) {
      const now = context.now()
      const dueBefore = new Date(now.getTime() - FORGOTTEN_SECONDS * 1000)
      await asPlatform(context, async db => {
        // By a key of its own: the queue's own job may be waiting for a time that no longer counts.
        for (const queue of await forgottenQueues(db, dueBefore, SWEPT_AT_ONCE))
          await sendLater(db, queue, now, context, `sweep ${queue.endpointId}`)
      })
    },
  }

  /**
   * Sends a queue, and then what else is due at its endpoint: the jobs of those queues found it busy, or paused, and went
   * away. Were each to come again by itself, a thousand would come for every one that is let in.
   */
  async function sendAll(first: Queue, context: JobContext): Promise<void> {
    const { endpointId } = first
    const until = context.now().getTime() + IN_A_ROW_SECONDS * 1000
    for (let queues: readonly Queue[] = [first]; ; ) {
      for (const queue of queues) {
        if (context.now().getTime() >= until) return another(queue, context)
        await sendQueue(queue, until, context)
        const paused = health.pausedUntil(endpointId, context.now())
        if (paused) return wake(queue, paused, context)
      }
      // What comes from here on is looked for, or noticed.
      health.wasMissed(endpointId)
      const due = await asPlatform(context, db =>
        dueQueues(db, endpointId, context.now(), LOOKED_FOR_AT_ONCE),
      )
      if (due.length === 0 && !health.wasMissed(endpointId)) return
      queues = shuffled(due)
      const [, other] = queues
      if (other && health.hasRoom(endpointId)) await another(other, context)
    }
  }

  async function sendQueue(queue: Queue, until: number, context: JobContext): Promise<void> {
    for (let sent = 0; sent < IN_A_ROW && context.now().getTime() < until; sent++) {
      const claimed = await take(queue, context)
      if (!claimed) return
      const outcome = await attempt(queue, claimed, context.now())
      health.report(queue.endpointId, outcome.status !== undefined, context.now())
      if (!(await settle(queue, claimed, outcome, context))) return
    }
  }

  /** Senders that look at the same time do not all begin with the same. */
  function shuffled(queues: readonly Queue[]): readonly Queue[] {
    const start = Math.floor(random() * queues.length)
    return [...queues.slice(start), ...queues.slice(0, start)]
  }

  /** One job for all that waits at an endpoint which is left alone. */
  function wake(queue: Queue, at: Date, context: JobContext): Promise<void> {
    return asPlatform(context, db => sendLater(db, queue, at, context, `wake ${queue.endpointId}`))
  }

  /** One more sender for an endpoint. */
  function another(queue: Queue, context: JobContext): Promise<void> {
    const key = `another ${queue.endpointId}`
    return asPlatform(context, db => sendLater(db, queue, context.now(), context, key))
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

async function sendLater(
  db: Db,
  queue: Queue,
  at: Date,
  { effects }: JobContext,
  key = keyOf(queue),
): Promise<void> {
  const { endpointId, resource } = queue
  await effects.enqueue(db, DELIVER, { endpointId, resource }, { at, key })
}

async function disable(db: Db, endpointId: string): Promise<void> {
  await db.updateTable('webhook_endpoints').set({ is_enabled: false }).where('id', '=', endpointId).execute()
}

async function asPlatform<Result>({ store }: JobContext, work: (db: Db) => Promise<Result>): Promise<Result> {
  return store.transact({ kind: 'platform' }, work)
}
