/** Endpoints, secrets and deliveries of a partner in the store. */
import { type Selectable, sql } from 'kysely'
import type { DeliveryState, WebhookDeliveryTable, WebhookEndpointTable } from '../events/tables.js'
import type { EventType } from '../http/handler.js'
import type { Db } from '../store/store.js'

export type EndpointRow = Selectable<WebhookEndpointTable>
export type DeliveryRow = Selectable<WebhookDeliveryTable>

/** What a page asks for: one more than it shows, and only what is older than what was shown. */
interface Slice {
  readonly limit: number
  readonly before: string | undefined
}

/** Registers an endpoint with its first secret; undefined when the partner has as many as it may, however many come at once. */
export async function keepEndpoint(
  db: Db,
  endpoint: Pick<EndpointRow, 'id' | 'partner_id' | 'url' | 'description' | 'events'>,
  { now, most }: { readonly now: Date; readonly most: number },
): Promise<EndpointRow | undefined> {
  const { id, partner_id, events } = endpoint
  await sql`select pg_advisory_xact_lock(hashtextextended(${`endpoints ${partner_id}`}, 0))`.execute(db)
  const { count } = await db
    .selectFrom('webhook_endpoints')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('partner_id', '=', partner_id)
    .executeTakeFirstOrThrow()
  if (count >= most) return undefined
  const row = await db
    .insertInto('webhook_endpoints')
    .values({ ...endpoint, events: JSON.stringify(events), is_enabled: true, created_at: now })
    .returningAll()
    .executeTakeFirstOrThrow()
  await db.insertInto('webhook_secrets').values({ endpoint_id: id, partner_id, number: 1 }).execute()
  return row
}

/** One of a partner's own, held to the end of the transaction. */
export async function findEndpoint(db: Db, partnerId: string, id: string): Promise<EndpointRow | undefined> {
  return db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('id', '=', id)
    .where('partner_id', '=', partnerId)
    .forUpdate()
    .executeTakeFirst()
}

/** The newest first. */
export async function endpointsOf(
  db: Db,
  partnerId: string,
  { limit, before }: Slice,
): Promise<readonly EndpointRow[]> {
  return db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('partner_id', '=', partnerId)
    .$if(before !== undefined, query => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export interface EndpointChanges {
  readonly url?: string | undefined
  readonly description?: string | undefined
  readonly events?: readonly EventType[] | undefined
  readonly isEnabled?: boolean | undefined
}

export async function changeEndpoint(
  db: Db,
  id: string,
  { url, description, events, isEnabled }: EndpointChanges,
): Promise<void> {
  const changes = {
    ...(url !== undefined && { url }),
    ...(description !== undefined && { description }),
    ...(events !== undefined && { events: JSON.stringify(events) }),
    ...(isEnabled !== undefined && { is_enabled: isEnabled }),
  }
  if (Object.keys(changes).length === 0) return
  await db.updateTable('webhook_endpoints').set(changes).where('id', '=', id).execute()
}

/** Has what waits tried again soon: the sweep finds it. */
export async function wakeQueues(db: Db, endpointId: string, now: Date): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ next_attempt_at: now })
    .where('endpoint_id', '=', endpointId)
    .where('state', '=', 'waiting')
    .where('next_attempt_at', '>', now)
    .execute()
}

export async function removeEndpoint(db: Db, id: string): Promise<void> {
  await db.deleteFrom('webhook_endpoints').where('id', '=', id).execute()
}

/** Until when secrets that were rotated still sign, by endpoint, the first to end first. */
export async function retiringOf(
  db: Db,
  endpointIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly Date[]>> {
  if (endpointIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('webhook_secrets')
    .select(['endpoint_id', 'retires_at'])
    .where('endpoint_id', 'in', endpointIds)
    .where('retires_at', '>', now)
    .orderBy('number')
    .execute()
  const retiring = new Map<string, Date[]>()
  for (const { endpoint_id, retires_at } of rows) {
    if (retires_at) retiring.set(endpoint_id, [...(retiring.get(endpoint_id) ?? []), retires_at])
  }
  return retiring
}

/**
 * Makes a new secret the current one, and lets the one before sign until it retires. Gives the new one's number; undefined
 * when as many are in force as may be.
 */
export async function rotateSecret(
  db: Db,
  { id, partner_id }: EndpointRow,
  { now, retiresAt, most }: { readonly now: Date; readonly retiresAt: Date; readonly most: number },
): Promise<number | undefined> {
  await db
    .deleteFrom('webhook_secrets')
    .where('endpoint_id', '=', id)
    .where('retires_at', '<=', now)
    .execute()
  const live = await db
    .selectFrom('webhook_secrets')
    .select('number')
    .where('endpoint_id', '=', id)
    .orderBy('number', 'desc')
    .execute()
  if (live.length >= most) return undefined
  const number = (live[0]?.number ?? 0) + 1
  await db
    .updateTable('webhook_secrets')
    .set({ retires_at: retiresAt })
    .where('endpoint_id', '=', id)
    .where('retires_at', 'is', null)
    .execute()
  await db.insertInto('webhook_secrets').values({ endpoint_id: id, partner_id, number }).execute()
  return number
}

/** The newest first. */
export async function deliveriesOf(
  db: Db,
  endpointId: string,
  { limit, before, state }: Slice & { readonly state: DeliveryState | undefined },
): Promise<readonly DeliveryRow[]> {
  return db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .$if(state !== undefined, query => query.where('state', '=', state ?? 'waiting'))
    .$if(before !== undefined, query => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** One of a partner's own, held to the end of the transaction. */
export async function findDelivery(db: Db, partnerId: string, id: string): Promise<DeliveryRow | undefined> {
  return db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('id', '=', id)
    .where('partner_id', '=', partnerId)
    .forUpdate()
    .executeTakeFirst()
}

/** Puts a delivery at the end of its queue again, with all its tries before it. */
export async function requeue(db: Db, id: string, now: Date): Promise<DeliveryRow> {
  return db
    .updateTable('webhook_deliveries')
    .set({
      state: 'waiting',
      position: sql`default`,
      attempts: 0,
      next_attempt_at: now,
      claimed_until: null,
      delivered_at: null,
      changed_at: now,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
