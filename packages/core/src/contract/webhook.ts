/** Where a partner is told what happened, by Standard Webhooks; what was delivered, and what can be sent again. */
import { operation } from './operation.js'
import { pageOf, pageQuery } from './page.js'
import { id, line, oneOf, openChoice, time, webhookUrl } from './scalars.js'
import { z } from './schema.js'

export const EVENT_TYPES = [
  'code.revoked',
  'code.suspended',
  'code.resumed',
  'consent.active',
  'consent.refused',
  'consent.withdrawn',
  'consent.expired',
  'need.posted',
  'application.state',
  'session.ended',
] as const
export const DELIVERY_STATES = ['waiting', 'delivered', 'parked'] as const

const endpoint = z.object({
  id: id('endpoint'),
  url: z.string(),
  description: z.optional(z.string()),
  events: z.array(openChoice(EVENT_TYPES)),
  isEnabled: z.boolean(),
  createdAt: time,
  /** Until when secrets that were rotated still sign. */
  retiringSecretsUntil: z.array(time),
  /** The platform's Ed25519 key for `v1a` signatures. */
  publicKey: z.string(),
})

const withSecret = z.extend(endpoint, {
  /** `whsec_…`: shown once. */
  secret: z.string(),
})

const delivery = z.object({
  id: id('delivery'),
  eventId: id('event'),
  type: openChoice(EVENT_TYPES),
  /** Events of one resource arrive in order. */
  resource: z.string(),
  state: openChoice(DELIVERY_STATES),
  attempts: z.int(),
  lastStatus: z.optional(z.int()),
  nextAttemptAt: z.optional(time),
  deliveredAt: z.optional(time),
  createdAt: time,
})

const endpointParams = z.strictObject({ endpointId: id('endpoint') })
const events = z.array(oneOf(EVENT_TYPES)).check(z.minLength(1), z.maxLength(EVENT_TYPES.length))

/** What an event is, in the body of a webhook. */
export const event = z.object({
  type: openChoice(EVENT_TYPES),
  id: id('event'),
  at: time,
  resource: z.string(),
  data: z.record(z.string(), z.unknown()),
})

export const webhook = {
  endpoints: {
    create: operation({
      method: 'POST',
      path: '/v1/webhook-endpoints',
      callers: ['partner'],
      repetition: 'key',
      summary: { 'zh-CN': '登记通知地址', en: 'Register an endpoint' },
      body: z.strictObject({ url: webhookUrl, events, description: z.optional(line(200)) }),
      answer: withSecret,
      status: 201,
      problems: ['unauthenticated', 'address_refused', 'limit_reached'],
    }),
    list: operation({
      method: 'GET',
      path: '/v1/webhook-endpoints',
      callers: ['partner'],
      repetition: 'safe',
      summary: { 'zh-CN': '查看通知地址', en: 'List endpoints' },
      query: z.strictObject(pageQuery),
      answer: pageOf(endpoint),
      status: 200,
      problems: ['unauthenticated'],
    }),
    update: operation({
      method: 'PATCH',
      path: '/v1/webhook-endpoints/{endpointId}',
      callers: ['partner'],
      repetition: 'idempotent',
      summary: { 'zh-CN': '修改通知地址', en: 'Change an endpoint' },
      params: endpointParams,
      body: z.strictObject({
        url: z.optional(webhookUrl),
        events: z.optional(events),
        description: z.optional(line(200)),
        isEnabled: z.optional(z.boolean()),
      }),
      answer: endpoint,
      status: 200,
      problems: ['unauthenticated', 'address_refused'],
    }),
    remove: operation({
      method: 'DELETE',
      path: '/v1/webhook-endpoints/{endpointId}',
      callers: ['partner'],
      repetition: 'idempotent',
      summary: { 'zh-CN': '删除通知地址', en: 'Remove an endpoint' },
      params: endpointParams,
      status: 204,
      problems: ['unauthenticated'],
    }),
    rotateSecret: operation({
      method: 'POST',
      path: '/v1/webhook-endpoints/{endpointId}/secrets',
      callers: ['partner'],
      repetition: 'key',
      summary: {
        'zh-CN': '轮换密钥，新旧并用一天',
        en: 'Make a new secret; the old ones sign beside it for a day',
      },
      params: endpointParams,
      answer: withSecret,
      status: 201,
      problems: ['unauthenticated', 'limit_reached'],
    }),
  },
  deliveries: {
    list: operation({
      method: 'GET',
      path: '/v1/webhook-endpoints/{endpointId}/deliveries',
      callers: ['partner'],
      repetition: 'safe',
      summary: { 'zh-CN': '查看投递记录', en: 'List deliveries' },
      params: endpointParams,
      query: z.strictObject({ ...pageQuery, state: z.optional(oneOf(DELIVERY_STATES)) }),
      answer: pageOf(delivery),
      status: 200,
      problems: ['unauthenticated'],
    }),
    replay: operation({
      method: 'POST',
      path: '/v1/webhook-deliveries/{deliveryId}/replay',
      callers: ['partner'],
      repetition: 'key',
      summary: { 'zh-CN': '重新投递', en: 'Send a delivery again, at the end of its resource’s queue' },
      params: z.strictObject({ deliveryId: id('delivery') }),
      answer: delivery,
      status: 202,
      problems: ['unauthenticated', 'impossible_step'],
    }),
  },
}
