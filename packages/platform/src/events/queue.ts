/**
 * The queues of deliveries, one for every endpoint and resource: only the first of a queue is sent, by one sender at a time,
 * and the next when it is delivered or parked.
 */
import { type RawBuilder, sql } from 'kysely'
import type { PlainData } from '../http/handler.js'
import type { Db } from '../store/store.js'
import { MAX_ATTEMPTS, nextAttemptAt } from './schedule.js'

/** The job that sends what a queue holds. */
export const DELIVER = 'webhook.deliver'

/** Longer than a sender waits for an answer, by far: whoever is not back by then is dead. */
const CLAIM_SECONDS = 120

export interface Queue {
  readonly endpointId: string
  readonly resource: string
}

/** Of one queue, one job waits. */
export function keyOf({ endpointId, resource }: Queue): string {
  return `${endpointId} ${resource}`
}

/** The queue that a job is for. */
export function queueOf({ endpointId, resource }: PlainData): Queue {
  return { endpointId: String(endpointId), resource: String(resource) }
}

/** The first of a queue, taken to be sent. */
export interface Claimed {
  readonly id: string
  /** Names this try among all of the delivery's. */
  readonly claimedUntil: Date
  /** This one included. */
  readonly attempts: number
  readonly url: string
  /** Numbers of the secrets that sign, the newest first. */
  readonly secrets: readonly number[]
  readonly event: {
    readonly type: string
    readonly id: string
    readonly at: Date
    readonly resource: string
    readonly data: PlainData
  }
}

export type NextStep =
  | { readonly kind: 'send'; readonly claimed: Claimed }
  | { readonly kind: 'later'; readonly at: Date }
  /** Nothing waits, somebody else is at it, or the endpoint is disabled. */
  | { readonly kind: 'nothing' }

/** Takes the first of a queue, if its time has come. */
export async function claimFirst(db: Db, queue: Queue, now: Date): Promise<NextStep> {
  await lock(db, queue)
  const first = await db
    .selectFrom('webhook_deliveries as d')
    .innerJoin('webhook_endpoints as p', 'p.id', 'd.endpoint_id')
    .innerJoin('events as e', 'e.id', 'd.event_id')
    .select(['d.id', 'd.attempts', 'd.next_attempt_at', 'd.claimed_until', 'p.url', 'p.is_enabled'])
    .select(['e.id as event_id', 'e.type', 'e.at', 'e.data'])
    .where('d.endpoint_id', '=', queue.endpointId)
    .where('d.resource', '=', queue.resource)
    .where('d.state', '=', 'waiting')
    .orderBy('d.position')
    .limit(1)
    .executeTakeFirst()
  if (!first?.is_enabled) return { kind: 'nothing' }
  if (first.claimed_until !== null && first.claimed_until > now) return { kind: 'nothing' }
  if (first.next_attempt_at > now) return { kind: 'later', at: first.next_attempt_at }
  const claimedUntil = new Date(now.getTime() + CLAIM_SECONDS * 1000)
  const attempts = first.attempts + 1
  // Counted before it is sent: one that kills its sender must come to an end, too.
  await db
    .updateTable('webhook_deliveries')
    .set({ attempts, claimed_until: claimedUntil })
    .where('id', '=', first.id)
    .execute()
  const { id, url, event_id, type, at, data } = first
  const { resource } = queue
  return {
    kind: 'send',
    claimed: {
      id,
      claimedUntil,
      attempts,
      url,
      secrets: await liveSecrets(db, queue.endpointId, now),
      event: { type, id: event_id, at, resource, data },
    },
  }
}

/** Numbers of the secrets of an endpoint that sign, the newest first. */
async function liveSecrets(db: Db, endpointId: string, now: Date): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('webhook_secrets')
    .select('number')
    .where('endpoint_id', '=', endpointId)
    .where(where => where.or([where('retires_at', 'is', null), where('retires_at', '>', now)]))
    .orderBy('number', 'desc')
    .execute()
  return rows.map(({ number }) => number)
}

/** What became of a try. */
export interface Outcome {
  /** What the endpoint answered; undefined when it did not. */
  readonly status: number | undefined
}

/** Success is any 2xx, and nothing else: whoever redirects has not taken it. */
function isDelivered({ status }: Outcome): boolean {
  return status !== undefined && status >= 200 && status <= 299
}

/**
 * Writes down what became of a try. When it failed, gives the time of the next; nothing when the delivery is over, or
 * somebody else has taken it because this sender was too slow.
 */
export async function record(
  db: Db,
  queue: Queue,
  claimed: Claimed,
  outcome: Outcome,
  { now, random }: { readonly now: Date; readonly random: () => number },
): Promise<Date | undefined> {
  await lock(db, queue)
  const { id, claimedUntil, attempts } = claimed
  const last = { last_status: outcome.status ?? null, claimed_until: null }
  const isOver = isDelivered(outcome) || attempts >= MAX_ATTEMPTS
  const retryAt = isOver ? undefined : nextAttemptAt(attempts, now, random)
  const change = retryAt
    ? { ...last, next_attempt_at: retryAt }
    : isDelivered(outcome)
      ? { ...last, state: 'delivered' as const, delivered_at: now, changed_at: now }
      : { ...last, state: 'parked' as const, changed_at: now }
  const { numUpdatedRows } = await db
    .updateTable('webhook_deliveries')
    .set(change)
    .where('id', '=', id)
    .where('claimed_until', '=', claimedUntil)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? retryAt : undefined
}

/** Queues of an endpoint whose first is due and that nobody is at, the oldest first. */
export async function dueQueues(
  db: Db,
  endpointId: string,
  dueBefore: Date,
  limit: number,
): Promise<readonly Queue[]> {
  const { rows } = await sql<Queue>`
    select endpoint_id as "endpointId", resource
    from ${firstOfQueues(sql`and d.endpoint_id = ${endpointId}`)} first
    where ${isDue(dueBefore)}
    order by position
    limit ${limit}`.execute(db)
  return rows
}

/**
 * Of each endpoint one queue whose first is due and that nobody is at. Whoever sends to an endpoint goes on with what else
 * is due there; this is for when there is nobody, since a job was lost.
 */
export async function forgottenQueues(db: Db, dueBefore: Date, limit: number): Promise<readonly Queue[]> {
  const { rows } = await sql<Queue>`
    select distinct on (endpoint_id) endpoint_id as "endpointId", resource
    from ${firstOfQueues(sql``)} first
    where ${isDue(dueBefore)}
    order by endpoint_id, position
    limit ${limit}`.execute(db)
  return rows
}

function firstOfQueues(where: RawBuilder<unknown>) {
  return sql`(
    select distinct on (d.endpoint_id, d.resource)
      d.endpoint_id, d.resource, d.position, d.next_attempt_at, d.claimed_until
    from webhook_deliveries d join webhook_endpoints p on p.id = d.endpoint_id and p.is_enabled
    where d.state = 'waiting' ${where}
    order by d.endpoint_id, d.resource, d.position
  )`
}

function isDue(dueBefore: Date) {
  return sql`next_attempt_at <= ${dueBefore} and (claimed_until is null or claimed_until <= ${dueBefore})`
}

/**
 * Held to the end of the transaction. Whoever finds a queue taken may go away: the one who has it looks for more when he
 * has let it go, and so nothing is left lying between the two.
 */
async function lock(db: Db, queue: Queue): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`webhook ${keyOf(queue)}`}, 0))`.execute(db)
}
