/** Events, where partners want to be told of them, and what became of telling. */
import type { DELIVERY_STATES, EVENT_TYPES } from '@qiyema/core/contract'
import type { Generated } from 'kysely'
import type { Json, OptionalTime, PlainData, Time } from '../store/columns.js'

type EventType = (typeof EVENT_TYPES)[number]
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** What happened, as it is told. */
export interface EventTable {
  id: string
  type: EventType
  resource: string
  data: Json<PlainData>
  at: Time
}

/** An address of a partner's. One that is disabled is told nothing new, and what waits for it goes on waiting. */
export interface WebhookEndpointTable {
  id: string
  partner_id: string
  url: string
  description: string | null
  /** Types that it wants to hear of. */
  events: Json<readonly EventType[]>
  is_enabled: boolean
  created_at: Time
}

/** A secret is made of its number and the platform's own key: there is nothing here to steal. */
export interface WebhookSecretTable {
  endpoint_id: string
  partner_id: string
  number: number
  /** Until when one that was rotated still signs. */
  retires_at: OptionalTime
}

/** One event for one endpoint. */
export interface WebhookDeliveryTable {
  id: string
  endpoint_id: string
  partner_id: string
  event_id: string
  type: EventType
  resource: string
  state: DeliveryState
  /** In the queue of its endpoint and resource, of which only the first is sent. */
  position: Generated<number>
  attempts: Generated<number>
  /** What the endpoint answered last; null when it did not. */
  last_status: number | null
  next_attempt_at: Time
  /** While it is being sent: until when its sender is believed to be alive. Names the try, too. */
  claimed_until: OptionalTime
  delivered_at: OptionalTime
  created_at: Time
  /** When its state changed last, by which it is forgotten. */
  changed_at: Time
}

export interface EventTables {
  events: EventTable
  webhook_endpoints: WebhookEndpointTable
  webhook_secrets: WebhookSecretTable
  webhook_deliveries: WebhookDeliveryTable
}
