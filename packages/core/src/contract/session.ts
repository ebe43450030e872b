/** A partner's server lets one browser use named widgets, for one enterprise and one purpose, for minutes. */
import { CONSENT_PURPOSES } from './consent.js'
import { operation } from './operation.js'
import { id, line, localised, oneOf, openChoice, publicJwk, time, uscc, webOrigin } from './scalars.js'
import { z } from './schema.js'

/** Every element that has data of its own. */
export const COMPONENTS = [
  'qym-code',
  'qym-scanner',
  'qym-verification',
  'qym-business-card',
  'qym-policy-list',
  'qym-policy',
  'qym-consent',
  'qym-loan-products',
  'qym-loan-form',
  'qym-loan-application',
] as const

const token = z.object({
  accessToken: z.string(),
  tokenType: z.literal('DPoP'),
  expiresAt: time,
  /** The same from now, for browsers whose clock is wrong. */
  expiresInSeconds: z.int(),
  session: z.object({
    id: id('session'),
    enterprise: z.object({ uscc, name: localised }),
    purpose: openChoice(CONSENT_PURPOSES),
    components: z.array(openChoice(COMPONENTS)),
  }),
})

const sessionParams = z.strictObject({ sessionId: id('session') })

export const session = {
  open: operation({
    method: 'POST',
    path: '/v1/sessions',
    callers: ['partner'],
    repetition: 'key',
    summary: { 'zh-CN': '为一个浏览器开启会话', en: 'Open a session for one browser' },
    body: z.strictObject({
      uscc,
      /** The bank's own name of who sits there: kept for the audit trail and shown to that bank alone. */
      operatorReference: line(100),
      purpose: oneOf(CONSENT_PURPOSES),
      components: z.array(oneOf(COMPONENTS)).check(z.minLength(1), z.maxLength(COMPONENTS.length)),
      /** Of those registered for the partner, exactly. */
      origins: z.array(webOrigin).check(z.minLength(1), z.maxLength(10)),
    }),
    answer: z.object({ id: id('session'), bootstrap: z.string(), bootstrapExpiresAt: time, expiresAt: time }),
    status: 201,
    problems: ['unauthenticated', 'forbidden', 'not_registered', 'consent_required', 'wrong_origin'],
  }),
  exchange: operation({
    method: 'POST',
    path: '/v1/sessions/token',
    callers: ['anyone'],
    repetition: 'idempotent',
    summary: {
      'zh-CN': '换取访问令牌（DPoP）',
      en: 'Swap a bootstrap for a token bound to the browser’s key (RFC 9449)',
    },
    body: z.strictObject({ bootstrap: z.string().check(z.regex(/^[\w-]{43}$/)), key: publicJwk }),
    answer: token,
    status: 200,
    problems: ['bootstrap_used', 'invalid_proof', 'wrong_origin'],
  }),
  refresh: operation({
    method: 'POST',
    path: '/v1/sessions/refresh',
    callers: ['widget'],
    components: COMPONENTS,
    repetition: 'idempotent',
    summary: { 'zh-CN': '续期', en: 'Get a new token for the same key while the session lasts' },
    answer: token,
    status: 200,
    problems: ['unauthenticated', 'token_expired', 'invalid_proof', 'wrong_origin'],
  }),
  end: operation({
    method: 'DELETE',
    path: '/v1/sessions/{sessionId}',
    callers: ['partner', 'widget'],
    components: COMPONENTS,
    repetition: 'idempotent',
    summary: { 'zh-CN': '结束会话', en: 'End a session at once' },
    params: sessionParams,
    status: 204,
    problems: ['unauthenticated', 'forbidden'],
  }),
}
