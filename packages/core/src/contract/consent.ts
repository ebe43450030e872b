/** An enterprise lets a partner read named facts, for one purpose, until a date; every read is recorded. */
import { scope } from './facts.js'
import { operation } from './operation.js'
import { pageOf, pageQuery } from './page.js'
import { date, id, localised, oneOf, openChoice, prose, time, uscc } from './scalars.js'
import { z } from './schema.js'

export const CONSENT_PURPOSES = [
  'loan-application',
  'loan-servicing',
  'account-opening',
  'supply-chain',
  'policy-advice',
] as const
export const CONSENT_STATES = ['requested', 'active', 'refused', 'withdrawn', 'expired', 'lapsed'] as const
/** Scopes that the person concerned must consent to separately, PIPL articles 23 and 29. */
export const SEPARATE_SCOPES = ['people.contact'] as const

/** Without an id where it is whoever takes a loan need up: which banks will is not known when the consent is given. */
const recipient = z.object({ id: z.optional(id('partner')), name: localised })

export const consent = z.object({
  id: id('consent'),
  state: openChoice(CONSENT_STATES),
  enterprise: z.object({ uscc, name: localised }),
  recipient,
  purpose: openChoice(CONSENT_PURPOSES),
  /** Why, in the recipient's words. */
  reason: z.optional(z.string()),
  /** What was asked for, and what was granted: never more. */
  requested: z.array(z.string()),
  granted: z.array(z.string()),
  /** The last day that was asked for; `until` is the end of the last that was granted. */
  requestedUntil: date,
  from: z.optional(time),
  until: z.optional(time),
  requestedAt: time,
  /** When a request that nobody has answered lapses. */
  answerBy: z.optional(time),
  answeredAt: z.optional(time),
  endedAt: z.optional(time),
  /** Why it was refused or withdrawn, in the enterprise's words. */
  endReason: z.optional(z.string()),
  /** By whom it was given: masked for the recipient, who gets its own reference where it was given at its site. */
  givenBy: z.optional(z.string()),
  /** At whose site it was given, for the enterprise; at the platform unless there. */
  givenThrough: z.optional(z.object({ id: id('partner'), name: localised })),
  /** Separate consents, by scope: of who signed in for it, or of a need's contact, as the enterprise says. */
  separate: z.array(z.object({ scope: z.string(), person: z.optional(z.string()), givenAt: time })),
})

const read = z.object({
  id: id('read'),
  consentId: id('consent'),
  recipient: z.object({ id: id('partner'), name: localised }),
  facts: z.array(z.string()),
  at: time,
})

const consentParams = z.strictObject({ consentId: id('consent') })

export const consentOperations = {
  request: operation({
    method: 'POST',
    path: '/v1/consents',
    callers: ['partner'],
    repetition: 'key',
    summary: {
      'zh-CN': '请求企业授权',
      en: 'Ask an enterprise for a consent: one purpose, named scopes, a term',
    },
    body: z.strictObject({
      uscc,
      purpose: oneOf(CONSENT_PURPOSES),
      scopes: z.array(scope).check(z.minLength(1), z.maxLength(20)),
      until: date,
      reason: prose(500),
    }),
    answer: consent,
    status: 201,
    problems: ['unauthenticated', 'forbidden', 'not_registered', 'enterprise_closed', 'limit_reached'],
  }),
  list: operation({
    method: 'GET',
    path: '/v1/consents',
    callers: ['partner', 'operator', 'widget'],
    components: ['qym-consent', 'qym-loan-form'],
    repetition: 'safe',
    summary: { 'zh-CN': '查看授权', en: 'List consents: asked for, or given' },
    query: z.strictObject({ ...pageQuery, state: z.optional(oneOf(CONSENT_STATES)) }),
    answer: pageOf(consent),
    status: 200,
    problems: ['unauthenticated', 'forbidden'],
  }),
  read: operation({
    method: 'GET',
    path: '/v1/consents/{consentId}',
    callers: ['partner', 'operator', 'widget'],
    components: ['qym-consent', 'qym-loan-form', 'qym-loan-application'],
    repetition: 'safe',
    summary: { 'zh-CN': '查看一项授权', en: 'Read a consent' },
    params: consentParams,
    answer: consent,
    status: 200,
    problems: ['unauthenticated', 'forbidden'],
  }),
  approve: operation({
    method: 'POST',
    path: '/v1/consents/{consentId}/approve',
    callers: ['operator', 'widget'],
    components: ['qym-consent'],
    repetition: 'key',
    summary: {
      'zh-CN': '同意授权，可缩小范围',
      en: 'Approve, all of it or less: fewer scopes, a shorter term',
    },
    params: consentParams,
    body: z.strictObject({
      scopes: z.array(scope).check(z.minLength(1), z.maxLength(20)),
      until: date,
      /** Scopes that the signed-in person consents to for himself or herself. */
      separate: z.optional(z.array(scope).check(z.maxLength(5))),
    }),
    answer: consent,
    status: 200,
    problems: ['unauthenticated', 'forbidden', 'impossible_step', 'separate_consent_required'],
  }),
  refuse: end('refuse', '拒绝授权', 'Refuse'),
  withdraw: end('withdraw', '撤回授权', 'Withdraw, in one step and at once'),
  receipt: operation({
    method: 'GET',
    path: '/v1/consents/{consentId}/receipt',
    callers: ['partner', 'operator', 'widget'],
    components: ['qym-consent'],
    repetition: 'safe',
    summary: { 'zh-CN': '授权回执', en: 'The signed receipt: a JWS by the platform' },
    params: consentParams,
    answerType: 'application/jwt',
    status: 200,
    problems: ['unauthenticated', 'forbidden', 'impossible_step'],
  }),
  reads: operation({
    method: 'GET',
    path: '/v1/consents/{consentId}/reads',
    callers: ['operator', 'widget'],
    components: ['qym-consent'],
    repetition: 'safe',
    summary: { 'zh-CN': '查看读取记录', en: 'Every read made under a consent' },
    params: consentParams,
    query: z.strictObject(pageQuery),
    answer: pageOf(read),
    status: 200,
    problems: ['unauthenticated', 'forbidden'],
  }),
  facts: operation({
    method: 'GET',
    path: '/v1/consents/{consentId}/facts',
    callers: ['partner', 'widget'],
    components: ['qym-loan-form', 'qym-consent'],
    repetition: 'safe',
    summary: { 'zh-CN': '读取授权数据', en: 'Read the facts a consent is for; the read is recorded' },
    params: consentParams,
    answer: z.object({
      consentId: id('consent'),
      facts: z.array(
        z.object({
          id: z.string(),
          value: z.unknown(),
          source: z.string(),
          owner: z.optional(z.string()),
          asOf: time,
        }),
      ),
      /** Fetched for a form: gone then, unless the form is submitted. */
      purgeAt: z.optional(time),
    }),
    status: 200,
    problems: ['unauthenticated', 'forbidden', 'consent_required', 'consent_ended'],
  }),
}

function end(verb: 'refuse' | 'withdraw', zhCn: string, en: string) {
  return operation({
    method: 'POST',
    path: `/v1/consents/{consentId}/${verb}`,
    callers: ['operator', 'widget'],
    components: ['qym-consent'],
    repetition: 'key',
    summary: { 'zh-CN': zhCn, en },
    params: consentParams,
    body: z.strictObject({ reason: z.optional(prose(500)) }),
    answer: consent,
    status: 200,
    problems: ['unauthenticated', 'forbidden', 'impossible_step'],
  })
}
