/** Events come into being with what they tell of: in its transaction, with one delivery for every endpoint that wants them. */
import type { CallEvent } from '../http/handler.js'
import type { Jobs } from '../jobs/jobs.js'
import { newId } from '../store/ids.js'
import { asTenant, type Db } from '../store/store.js'
import { DELIVER } from './queue.js'

export interface Events {
  /** Tells partners of an event once the transaction holds. Of one resource, they hear in the order of emission. */
  emit(db: Db, event: CallEvent, at: Date): Promise<void>
}

/** Makes what tells of events. */
export function createEvents({ jobs }: { readonly jobs: Jobs }): Events {
  return {
    emit: (db, event, at) =>
      // Whoever causes an event sees neither the addresses of those who hear of it nor what they were told.
      asTenant(db, { kind: 'platform' }, async platform => {
        const eventId = await keepEvent(platform, event, at)
        const endpoints = await endpointsFor(platform, event)
        if (endpoints.length === 0) return
        await queue(platform, event, eventId, endpoints, at)
        // Without a key: for one of the same key that is not yet committed, this transaction would have to wait.
        for (const { id: endpointId } of endpoints)
          await jobs.enqueue(platform, DELIVER, { endpointId, resource: event.resource })
      }),
  }
}

interface Subscribed {
  readonly id: string
  readonly partner_id: string
}

async function keepEvent(db: Db, { type, resource, data }: CallEvent, at: Date): Promise<string> {
  const id = newId('event', at)
  await db
    .insertInto('events')
    .values({ id, type, resource, data: JSON.stringify(data), at })
    .execute()
  return id
}

async function endpointsFor(db: Db, { type, partners }: CallEvent): Promise<readonly Subscribed[]> {
  if (partners.length === 0) return []
  const endpoints = await db
    .selectFrom('webhook_endpoints')
    .select(['id', 'partner_id', 'events'])
    .where('partner_id', 'in', [...new Set(partners)])
    .where('is_enabled', '=', true)
    .execute()
  return endpoints.filter(({ events }) => events.includes(type))
}

async function queue(
  db: Db,
  { type, resource }: CallEvent,
  eventId: string,
  endpoints: readonly Subscribed[],
  at: Date,
): Promise<void> {
  const rows = endpoints.map(({ id, partner_id }) => ({
    id: newId('delivery', at),
    endpoint_id: id,
    partner_id,
    event_id: eventId,
    type,
    resource,
    state: 'waiting' as const,
    last_status: null,
    next_attempt_at: at,
    created_at: at,
    changed_at: at,
  }))
  await db.insertInto('webhook_deliveries').values(rows).execute()
}
