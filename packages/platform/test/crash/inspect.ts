/** Looks for what is half-written: a step of a consent that left some of its traces and not others, or one of them twice. */
import { sql } from 'kysely'
import { SWEEP } from '../../src/events/deliver.js'
import { DELIVER } from '../../src/events/queue.js'
import type { Db, Store } from '../../src/store/store.js'

/** What is written of each step, in one transaction. How often it is there, where it should be there once. */
interface Traces {
  readonly consent: string
  readonly step: string
  /** In the consent itself. */
  readonly data: number
  /** The answer, by its key. */
  readonly kept: number
  readonly audited: number
  readonly told: number
  /** Deliveries of what is told. */
  readonly queued: number
}

export interface Inspection {
  /** Taken, by what the consents say. */
  readonly steps: number
  /** Steps whose traces do not fit each other; the first of them. */
  readonly halves: readonly Traces[]
  /** Consents of which something waits to be told, and nothing will see to it. */
  readonly forsaken: readonly string[]
}

/** Each look is one statement, so that it sees one moment, whoever writes meanwhile. */
export async function inspect(store: Store): Promise<Inspection> {
  return store.transact({ kind: 'platform' }, async db => {
    const { rows: counted } = await sql<{ steps: number }>`
      select count(*) + count(from_at) + count(ended_at) as steps from consents where partner_id is not null
    `.execute(db)
    const { rows: halves } = await HALVES.execute(db)
    return { steps: counted[0]?.steps ?? 0, halves, forsaken: await forsakenIn(db) }
  })
}

async function forsakenIn(db: Db): Promise<readonly string[]> {
  // Jobs are of a library that works as the owner, and makes their tables when it starts for the first time.
  await sql`reset role`.execute(db)
  const { rows: tables } = await sql`select where to_regclass('pgboss.job') is not null`.execute(db)
  if (tables.length === 0) return []
  const { rows } = await FORSAKEN.execute(db)
  return rows.map(({ resource }) => resource)
}

const STEP_OF_EVENT = sql`
  case type when 'consent.active' then 'consent.approve' when 'consent.withdrawn' then 'consent.withdraw' else type end`

/** All that is asked of a request is that nobody is told; of an approval, that there is its receipt, too. */
const HALVES = sql<Traces>`
  with data as (
    select id as consent, step, count(*) as n, min(partner_id) as partner_id
    from consents
      cross join lateral (values
        ('consent.request', true),
        ('consent.approve', from_at is not null and receipt is not null),
        ('consent.withdraw', state = 'withdrawn' and ended_at is not null)
      ) as steps (step, is_taken)
    where partner_id is not null and is_taken
    group by id, step
  ), kept as (
    select body::jsonb ->> 'id' as consent, operation as step, count(*) as n
    from idempotency where starts_with(operation, 'consent.') group by 1, 2
  ), audited as (
    select subject as consent, entry::jsonb ->> 'action' as step, count(*) as n
    from audit_rows where starts_with(entry::jsonb ->> 'action', 'consent.') group by 1, 2
  ), told as (
    select resource as consent, ${STEP_OF_EVENT} as step, count(*) as n from events group by 1, 2
  ), queued as (
    select resource as consent, ${STEP_OF_EVENT} as step, count(*) as n from webhook_deliveries group by 1, 2
  ), traces as (
    select consent, step, partner_id, coalesce(data.n, 0) as data, coalesce(kept.n, 0) as kept,
      coalesce(audited.n, 0) as audited, coalesce(told.n, 0) as told, coalesce(queued.n, 0) as queued
    from data full join kept using (consent, step) full join audited using (consent, step)
      full join told using (consent, step) full join queued using (consent, step)
  )
  select consent, step, data, kept, audited, told, queued
  from traces
    left join (select partner_id, count(*) as n from webhook_endpoints group by 1) as endpoints using (partner_id)
  where data <> 1 or kept <> 1 or audited <> 1
    or told <> case step when 'consent.request' then 0 else 1 end
    or queued <> told * coalesce(endpoints.n, 0)
  limit 10`

/** Whoever sends to an endpoint goes on with all that is due there, and the sweep looks for what nobody sees to. */
const FORSAKEN = sql<{ resource: string }>`
  select distinct resource
  from webhook_deliveries as waiting
  where state = 'waiting'
    and not exists (
      select from pgboss.job where state in ('created', 'retry', 'active')
        and (name = ${SWEEP} or (name = ${DELIVER} and data ->> 'endpointId' = waiting.endpoint_id)))
  limit 10`
