/** Where a partner is told what happens: its endpoints and their secrets, what was delivered there, and sending again. */
import { type contract, id } from '@qiyema/core/contract'
import * as z from 'zod/mini'
import type { Caller } from '../access/caller.js'
import { isAcceptedUrl } from '../events/accepted-url.js'
import { DELIVER } from '../events/queue.js'
import { secretRecipe } from '../events/sign.js'
import { createCursor, cutPage, DEFAULT_PAGE } from '../http/cursor.js'
import type { HandlersOf } from '../http/handler.js'
import { PlatformProblem } from '../http/problems.js'
import { newId } from '../store/ids.js'
import type { Db } from '../store/store.js'
import { deliveryBody, endpointBody } from './bodies.js'
import {
  changeEndpoint,
  deliveriesOf,
  type EndpointRow,
  endpointsOf,
  findDelivery,
  findEndpoint,
  keepEndpoint,
  removeEndpoint,
  requeue,
  retiringOf,
  rotateSecret,
  wakeQueues,
} from './store.js'

const MOST_ENDPOINTS = 16
/** As many as a receiver has to try. */
const MOST_SECRETS = 3
const OVERLAP_MS = 24 * 3600 * 1000

export interface WebhookServices {
  /** `whpk_…`, of the key that signs `v1a`. */
  readonly publicKey: string
  /** Outside production: addresses on this machine. */
  readonly isLocalAccepted: boolean
}

const endpointCursor = createCursor('webhook endpoints newest', z.tuple([id('endpoint')]))
const deliveryCursor = createCursor('webhook deliveries newest', z.tuple([id('delivery')]))

/** The handlers of `contract.webhook`. */
export function webhookRoutes(services: WebhookServices): HandlersOf<typeof contract.webhook> {
  const { publicKey, isLocalAccepted } = services

  async function bodiesOf(db: Db, rows: readonly EndpointRow[], now: Date) {
    const retiring = await retiringOf(
      db,
      rows.map(row => row.id),
      now,
    )
    return rows.map(row => endpointBody(row, { publicKey, retiring: retiring.get(row.id) ?? [] }))
  }

  return {
    endpoints: {
      async create({ url, events, description = null }, call) {
        const partnerId = partnerOf(call.caller)
        ensureAccepted(url, isLocalAccepted)
        const row = await keepEndpoint(
          call.db,
          {
            id: newId('endpoint', call.now),
            partner_id: partnerId,
            url,
            description,
            events: distinct(events),
          },
          { now: call.now, most: MOST_ENDPOINTS },
        )
        if (!row) throw new PlatformProblem('limit_reached')
        await call.audit('webhook.create', row.id)
        const recipe = secretRecipe(row.id, 1)
        const body = endpointBody(row, { publicKey, retiring: [] })
        return { body: { ...body, secret: await call.secret(recipe) }, secrets: { secret: recipe } }
      },

      async list({ limit = DEFAULT_PAGE, cursor }, { caller, db, now }) {
        const [before] = cursor === undefined ? [] : endpointCursor.read(cursor)
        const rows = await endpointsOf(db, partnerOf(caller), { limit: limit + 1, before })
        const { items, nextCursor } = cutPage(
          rows,
          limit,
          row => row,
          row => endpointCursor.write([row.id]),
        )
        return { body: { items: await bodiesOf(db, items, now), nextCursor } }
      },

      async update({ endpointId, ...changes }, call) {
        const row = await own(call.db, call.caller, endpointId)
        if (changes.url !== undefined) ensureAccepted(changes.url, isLocalAccepted)
        const events = changes.events && distinct(changes.events)
        await changeEndpoint(call.db, endpointId, { ...changes, events })
        const hasMoved = changes.url !== undefined && changes.url !== row.url
        const isBack = changes.isEnabled === true && !row.is_enabled
        if (hasMoved || isBack) await wakeQueues(call.db, endpointId, call.now)
        await call.audit('webhook.update', endpointId, { changed: Object.keys(changes) })
        const [body] = await bodiesOf(call.db, [await own(call.db, call.caller, endpointId)], call.now)
        if (!body) throw new PlatformProblem('not_found')
        return { body }
      },

      async remove({ endpointId }, call) {
        await own(call.db, call.caller, endpointId)
        await removeEndpoint(call.db, endpointId)
        await call.audit('webhook.remove', endpointId)
        return {}
      },

      async rotateSecret({ endpointId }, call) {
        const row = await own(call.db, call.caller, endpointId)
        const retiresAt = new Date(call.now.getTime() + OVERLAP_MS)
        const number = await rotateSecret(call.db, row, { now: call.now, retiresAt, most: MOST_SECRETS })
        if (number === undefined) throw new PlatformProblem('limit_reached')
        await call.audit('webhook.rotate', endpointId, { secret: number })
        const recipe = secretRecipe(endpointId, number)
        const retiring = await retiringOf(call.db, [endpointId], call.now)
        const body = endpointBody(row, { publicKey, retiring: retiring.get(endpointId) ?? [] })
        return { body: { ...body, secret: await call.secret(recipe) }, secrets: { secret: recipe } }
      },
    },

    deliveries: {
      async list({ endpointId, limit = DEFAULT_PAGE, cursor, state }, { caller, db }) {
        await own(db, caller, endpointId)
        const [before] = cursor === undefined ? [] : deliveryCursor.read(cursor)
        const rows = await deliveriesOf(db, endpointId, { limit: limit + 1, before, state })
        const { items, nextCursor } = cutPage(rows, limit, deliveryBody, row =>
          deliveryCursor.write([row.id]),
        )
        return { body: { items: [...items], nextCursor } }
      },

      async replay({ deliveryId }, call) {
        const delivery = await findDelivery(call.db, partnerOf(call.caller), deliveryId)
        if (!delivery) throw new PlatformProblem('not_found')
        const { state } = delivery
        if (state === 'waiting') throw new PlatformProblem('impossible_step', { state, possible: [] })
        const row = await requeue(call.db, deliveryId, call.now)
        await call.enqueue(DELIVER, { endpointId: row.endpoint_id, resource: row.resource })
        await call.audit('webhook.replay', deliveryId)
        return { body: deliveryBody(row) }
      },
    },
  }
}

/** An endpoint of the caller's. Another partner's is as little there as none. */
async function own(db: Db, caller: Caller, endpointId: string): Promise<EndpointRow> {
  const row = await findEndpoint(db, partnerOf(caller), endpointId)
  if (!row) throw new PlatformProblem('not_found')
  return row
}

function ensureAccepted(url: string, isLocalAccepted: boolean): void {
  if (!isAcceptedUrl(url, { isLocalAccepted })) throw new PlatformProblem('address_refused')
}

function partnerOf(caller: Caller): string {
  if (caller.kind === 'partner') return caller.partnerId
  throw new PlatformProblem('forbidden')
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}
