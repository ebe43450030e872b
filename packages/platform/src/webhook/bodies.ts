/** Endpoints and deliveries as the contract has them. */
import type { DeliveryRow, EndpointRow } from './store.js'

export function endpointBody(
  { id, url, description, events, is_enabled, created_at }: EndpointRow,
  { publicKey, retiring }: { readonly publicKey: string; readonly retiring: readonly Date[] },
) {
  return {
    id,
    url,
    ...(description !== null && { description }),
    events: [...events],
    isEnabled: is_enabled,
    createdAt: created_at.toISOString(),
    retiringSecretsUntil: retiring.map(time => time.toISOString()),
    publicKey,
  }
}

export function deliveryBody(row: DeliveryRow) {
  const { id, event_id, type, resource, state, attempts, last_status, next_attempt_at, delivered_at } = row
  return {
    id,
    eventId: event_id,
    type,
    resource,
    state,
    attempts,
    ...(last_status !== null && { lastStatus: last_status }),
    ...(state === 'waiting' && { nextAttemptAt: next_attempt_at.toISOString() }),
    ...(delivered_at && { deliveredAt: delivered_at.toISOString() }),
    createdAt: row.created_at.toISOString(),
  }
}
