/** 码上融资: a need is posted, three banks may take it up, one offer is accepted; credit, signature and pay-out are separate. */
import { fact, scope } from './facts.js'
import { annualRate, money } from './money.js'
import { operation } from './operation.js'
import { pageOf, pageQuery } from './page.js'
import { MATCH_RESULTS } from './policy.js'
import { date, id, line, localised, oneOf, openChoice, prose, time, uscc } from './scalars.js'
import { z } from './schema.js'

export const RATE_METHODS = ['simple', 'irr'] as const
export const GUARANTEES = ['credit', 'mortgage', 'pledge', 'revenue-right-pledge', 'guarantor'] as const
export const PURPOSES = [
  'working-capital',
  'equipment',
  'green',
  'research',
  'trade',
  'renewal',
  'other',
] as const
export const NEED_STATES = ['open', 'full', 'accepted', 'withdrawn', 'expired', 'closed'] as const
/** Claimed, credit granted, signed and paid out are four different things. */
export const APPLICATION_STATES = [
  'claimed',
  'contacted',
  'materials-requested',
  'offered',
  'accepted',
  'credit-granted',
  'signed',
  'paid-out',
  'declined-by-bank',
  'declined-by-enterprise',
  'closed',
  'expired',
  'withdrawn',
] as const
export const DISBURSEMENT_STATES = ['partly', 'fully'] as const

const product = z.object({
  id: id('product'),
  bank: z.object({ id: id('partner'), name: localised }),
  name: localised,
  purpose: z.string(),
  amount: z.object({ min: money, max: money }),
  tenorMonths: z.object({ min: z.int(), max: z.int() }),
  /** All costs tied to the loan, over the principal in use, as PBoC announcement 2021 no. 3 asks. */
  annualRate: z.object({ min: annualRate, max: annualRate }),
  rateMethod: openChoice(RATE_METHODS),
  rateBasis: z.string(),
  guarantees: z.array(openChoice(GUARANTEES)),
  repayments: z.array(z.string()),
  channel: z.string(),
  scopes: z.array(z.string()),
  relatedPolicies: z.array(id('policy')),
  match: z.optional(
    z.object({
      result: openChoice(MATCH_RESULTS),
      because: z.array(z.string()),
      missing: z.array(z.string()),
    }),
  ),
})

/** A step that has been taken, or a clock that runs. */
const timelineEntry = z.object({
  state: z.string(),
  at: time,
  by: openChoice(['enterprise', 'bank', 'platform']),
  note: z.optional(z.string()),
})

const clock = z.object({
  /** `respond` in one day, `contact` in three, `decide` in nine. */
  name: openChoice(['respond', 'contact', 'decide', 'accept', 'sign']),
  dueAt: time,
  isOverdue: z.boolean(),
})

const needMembers = {
  amount: money,
  tenorMonths: z.int().check(z.minimum(1), z.maximum(360)),
  purpose: oneOf(PURPOSES),
  /** In the enterprise's own words. */
  description: z.optional(prose(1000)),
  guarantees: z.optional(z.array(oneOf(GUARANTEES)).check(z.maxLength(5))),
  products: z.optional(z.array(id('product')).check(z.maxLength(10))),
  /** The most it would pay a year, all in. */
  maxAnnualRate: z.optional(annualRate),
  contactName: line(50),
  contactPhone: z.string().check(z.regex(/^[0-9+-]{5,20}$/)),
  /** What banks that take it up may read, and until when: the consent that goes with the need. */
  consent: z.strictObject({ scopes: z.array(scope).check(z.minLength(1), z.maxLength(20)), until: date }),
  /** Of a renewal without repaying principal: the loan it renews. */
  renews: z.optional(id('application')),
}

/** As its enterprise sees it. Banks are named once they have taken it up. */
const need = z.object({
  id: id('need'),
  state: openChoice(NEED_STATES),
  amount: money,
  tenorMonths: z.int(),
  purpose: openChoice(PURPOSES),
  description: z.optional(z.string()),
  guarantees: z.array(openChoice(GUARANTEES)),
  products: z.array(id('product')),
  maxAnnualRate: z.optional(annualRate),
  postedAt: time,
  expiresAt: time,
  consentId: id('consent'),
  places: z.object({ taken: z.int(), all: z.int() }),
  applications: z.array(
    z.object({
      id: id('application'),
      bank: z.object({ id: id('partner'), name: localised }),
      state: openChoice(APPLICATION_STATES),
    }),
  ),
  renews: z.optional(id('application')),
  repostOf: z.optional(id('need')),
  clocks: z.array(clock),
  timeline: z.array(timelineEntry),
})

/** As banks see it before they take it up: no contact, no facts, and nothing of who else has. */
const queuedNeed = z.object({
  id: id('need'),
  amount: money,
  tenorMonths: z.int(),
  purpose: openChoice(PURPOSES),
  guarantees: z.array(openChoice(GUARANTEES)),
  industryCode: z.optional(z.string()),
  regionCode: z.string(),
  postedAt: time,
  expiresAt: time,
  matches: z.array(z.object({ productId: id('product'), result: openChoice(MATCH_RESULTS) })),
})

const offer = z.object({
  id: id('offer'),
  productId: id('product'),
  amount: money,
  tenorMonths: z.int(),
  annualRate,
  rateMethod: openChoice(RATE_METHODS),
  repayment: z.string(),
  guarantee: openChoice(GUARANTEES),
  conditions: z.optional(z.string()),
  validUntil: time,
  offeredAt: time,
})

const material = z.object({
  id: id('material'),
  name: z.string(),
  required: z.boolean(),
  state: openChoice(['asked', 'supplied']),
  suppliedAt: z.optional(time),
  type: z.optional(z.string()),
  bytes: z.optional(z.int()),
  sha256: z.optional(z.string()),
})

const application = z.object({
  id: id('application'),
  needId: id('need'),
  state: openChoice(APPLICATION_STATES),
  enterprise: z.object({ uscc, name: localised }),
  bank: z.object({ id: id('partner'), name: localised }),
  need: z.object({
    amount: money,
    tenorMonths: z.int(),
    purpose: openChoice(PURPOSES),
    description: z.optional(z.string()),
  }),
  /** For the bank that took it up. */
  contact: z.optional(z.object({ name: z.string(), phone: z.string() })),
  materials: z.array(material),
  offer: z.optional(offer),
  credit: z.optional(z.object({ amount: money, decidedAt: time, until: z.optional(date) })),
  signedAt: z.optional(time),
  disbursement: z.optional(
    z.object({ state: openChoice(DISBURSEMENT_STATES), paidOut: money, lastAt: time }),
  ),
  clocks: z.array(clock),
  timeline: z.array(timelineEntry),
})

const needParams = z.strictObject({ needId: id('need') })
const applicationParams = z.strictObject({ applicationId: id('application') })
const FORM = ['qym-loan-form', 'qym-loan-application'] as const

export const finance = {
  products: {
    list: operation({
      method: 'GET',
      path: '/v1/loan-products',
      callers: ['anyone', 'operator', 'widget'],
      components: ['qym-loan-products', 'qym-loan-form'],
      repetition: 'safe',
      summary: {
        'zh-CN': '查看融资产品',
        en: 'List loan products, with how the enterprise stands to each when one is signed in',
      },
      query: z.strictObject({
        ...pageQuery,
        purpose: z.optional(oneOf(PURPOSES)),
        bank: z.optional(id('partner')),
        match: z.optional(oneOf(MATCH_RESULTS)),
      }),
      answer: pageOf(product),
      status: 200,
      problems: ['unauthenticated'],
      etag: 'answer',
    }),
    read: operation({
      method: 'GET',
      path: '/v1/loan-products/{productId}',
      callers: ['anyone', 'operator', 'widget'],
      components: ['qym-loan-products', 'qym-loan-form'],
      repetition: 'safe',
      summary: { 'zh-CN': '查看一个融资产品', en: 'Read a loan product' },
      params: z.strictObject({ productId: id('product') }),
      answer: product,
      status: 200,
      problems: [],
      etag: 'answer',
    }),
  },
  needs: {
    submit: operation({
      method: 'POST',
      path: '/v1/loan-needs',
      callers: ['operator', 'widget'],
      components: ['qym-loan-form'],
      repetition: 'key',
      summary: { 'zh-CN': '发布融资需求', en: 'Post a need, with the consent that banks read under' },
      body: z.strictObject(needMembers),
      answer: need,
      status: 201,
      problems: [
        'unauthenticated',
        'forbidden',
        'enterprise_closed',
        'outside_product',
        'limit_reached',
        'impossible_step',
      ],
    }),
    list: operation({
      method: 'GET',
      path: '/v1/loan-needs',
      callers: ['operator', 'widget'],
      components: FORM,
      repetition: 'safe',
      summary: { 'zh-CN': '查看本企业的融资需求', en: 'List one’s own needs' },
      query: z.strictObject({ ...pageQuery, state: z.optional(oneOf(NEED_STATES)) }),
      answer: pageOf(need),
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    read: operation({
      method: 'GET',
      path: '/v1/loan-needs/{needId}',
      callers: ['operator', 'widget'],
      components: FORM,
      repetition: 'safe',
      summary: { 'zh-CN': '查看一项融资需求', en: 'Read a need' },
      params: needParams,
      answer: need,
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    withdraw: operation({
      method: 'POST',
      path: '/v1/loan-needs/{needId}/withdraw',
      callers: ['operator', 'widget'],
      components: FORM,
      repetition: 'key',
      summary: { 'zh-CN': '撤回融资需求', en: 'Withdraw a need and all that hangs on it' },
      params: needParams,
      body: z.strictObject({ reason: z.optional(prose(500)) }),
      answer: need,
      status: 200,
      problems: ['unauthenticated', 'forbidden', 'impossible_step'],
    }),
    repost: operation({
      method: 'POST',
      path: '/v1/loan-needs/{needId}/repost',
      callers: ['operator', 'widget'],
      components: FORM,
      repetition: 'key',
      summary: { 'zh-CN': '重新发布', en: 'Post a need again that has expired' },
      params: needParams,
      body: z.strictObject({ consent: needMembers.consent }),
      answer: need,
      status: 201,
      problems: ['unauthenticated', 'forbidden', 'impossible_step'],
    }),
  },
  queue: {
    list: operation({
      method: 'GET',
      path: '/v1/loan-queue',
      callers: ['partner'],
      repetition: 'safe',
      summary: { 'zh-CN': '银行接单列表', en: 'Needs that still have a place' },
      query: z.strictObject({ ...pageQuery, purpose: z.optional(oneOf(PURPOSES)) }),
      answer: pageOf(queuedNeed),
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    claim: operation({
      method: 'POST',
      path: '/v1/loan-queue/{needId}/claim',
      callers: ['partner'],
      repetition: 'key',
      summary: { 'zh-CN': '抢单：前三家银行接单', en: 'Take up a need: the first three banks win' },
      params: needParams,
      answer: application,
      status: 201,
      problems: [
        'unauthenticated',
        'forbidden',
        'claims_exhausted',
        'already_claimed_by_you',
        'need_closed',
        'consent_ended',
      ],
    }),
  },
  applications: {
    list: operation({
      method: 'GET',
      path: '/v1/loan-applications',
      callers: ['partner', 'operator', 'widget'],
      components: FORM,
      repetition: 'safe',
      summary: { 'zh-CN': '查看融资申请', en: 'List applications: a bank’s own, or an enterprise’s own' },
      query: z.strictObject({ ...pageQuery, state: z.optional(oneOf(APPLICATION_STATES)) }),
      answer: pageOf(application),
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    read: operation({
      method: 'GET',
      path: '/v1/loan-applications/{applicationId}',
      callers: ['partner', 'operator', 'widget'],
      components: FORM,
      repetition: 'safe',
      summary: { 'zh-CN': '查看一项融资申请', en: 'Read an application' },
      params: applicationParams,
      answer: application,
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    facts: operation({
      method: 'GET',
      path: '/v1/loan-applications/{applicationId}/facts',
      callers: ['partner'],
      repetition: 'safe',
      summary: {
        'zh-CN': '查看企业授权的数据',
        en: 'The raw facts consented to, each with source and as-of time',
      },
      params: applicationParams,
      answer: z.object({ consentId: id('consent'), facts: z.array(fact) }),
      status: 200,
      problems: ['unauthenticated', 'forbidden', 'consent_required', 'consent_ended'],
    }),
    contact: bankStep(
      'contact',
      '已联系企业',
      'Say that the enterprise has been contacted',
      z.strictObject({ note: z.optional(prose(500)) }),
    ),
    askMaterials: bankStep(
      'materials',
      '要求补充材料',
      'Ask for materials',
      z.strictObject({
        materials: z
          .array(z.strictObject({ name: line(100), required: z.boolean() }))
          .check(z.minLength(1), z.maxLength(30)),
      }),
    ),
    supply: operation({
      method: 'POST',
      path: '/v1/loan-applications/{applicationId}/materials/{materialId}',
      callers: ['operator', 'widget'],
      components: FORM,
      repetition: 'key',
      summary: { 'zh-CN': '提交材料', en: 'Supply a material that was asked for, up to 20 MiB' },
      params: z.strictObject({ applicationId: id('application'), materialId: id('material') }),
      bodyType: ['application/pdf', 'image/png', 'image/jpeg'],
      answer: application,
      status: 201,
      problems: ['unauthenticated', 'forbidden', 'impossible_step', 'file_type_mismatch', 'file_rejected'],
    }),
    readMaterial: operation({
      method: 'GET',
      path: '/v1/loan-applications/{applicationId}/materials/{materialId}',
      callers: ['partner', 'operator'],
      repetition: 'safe',
      summary: { 'zh-CN': '下载材料', en: 'Read a material' },
      params: z.strictObject({ applicationId: id('application'), materialId: id('material') }),
      answerType: 'application/octet-stream',
      status: 200,
      problems: ['unauthenticated', 'forbidden', 'consent_ended'],
    }),
    offer: bankStep(
      'offer',
      '报价',
      'Make an offer',
      z.strictObject({
        productId: id('product'),
        amount: money,
        tenorMonths: z.int().check(z.minimum(1), z.maximum(360)),
        annualRate,
        repayment: line(100),
        guarantee: oneOf(GUARANTEES),
        conditions: z.optional(prose(1000)),
        validUntil: date,
      }),
    ),
    decline: operation({
      method: 'POST',
      path: '/v1/loan-applications/{applicationId}/decline',
      callers: ['partner', 'operator', 'widget'],
      components: FORM,
      repetition: 'key',
      summary: { 'zh-CN': '拒绝', en: 'Decline: the bank the need, or the enterprise the offer' },
      params: applicationParams,
      body: z.strictObject({ reason: z.optional(prose(500)) }),
      answer: application,
      status: 200,
      problems: ['unauthenticated', 'forbidden', 'impossible_step'],
    }),
    accept: operation({
      method: 'POST',
      path: '/v1/loan-applications/{applicationId}/accept',
      callers: ['operator', 'widget'],
      components: FORM,
      repetition: 'key',
      summary: { 'zh-CN': '接受报价，其余报价随之关闭', en: 'Accept an offer; the others close' },
      params: applicationParams,
      body: z.strictObject({ offerId: id('offer') }),
      answer: application,
      status: 200,
      problems: ['unauthenticated', 'forbidden', 'impossible_step', 'offer_closed'],
    }),
    grantCredit: bankStep(
      'credit',
      '授信通过',
      'Grant credit',
      z.strictObject({ amount: money, until: z.optional(date) }),
    ),
    sign: bankStep(
      'sign',
      '合同已签署',
      'Say that the contract is signed',
      z.strictObject({ signedOn: z.optional(date) }),
    ),
    disburse: bankStep('disburse', '放款', 'Say what has been paid out', z.strictObject({ amount: money })),
  },
}

function bankStep<Verb extends string, Body extends z.ZodMiniObject>(
  verb: Verb,
  zhCn: string,
  en: string,
  body: Body,
) {
  return operation({
    method: 'POST',
    path: `/v1/loan-applications/{applicationId}/${verb}`,
    callers: ['partner'],
    repetition: 'key',
    summary: { 'zh-CN': zhCn, en },
    params: applicationParams,
    body,
    answer: application,
    status: 200,
    problems: ['unauthenticated', 'forbidden', 'impossible_step', 'consent_ended', 'outside_product'],
  })
}
