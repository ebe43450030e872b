/** 码上政策: policy items, matched to an enterprise condition by condition, with what they may come to. */
import { declaredFacts, factId, factValue } from './facts.js'
import { money } from './money.js'
import { operation } from './operation.js'
import { pageOf, pageQuery } from './page.js'
import {
  date,
  id,
  industryCode,
  line,
  localised,
  oneOf,
  openChoice,
  prose,
  regionCode,
  time,
} from './scalars.js'
import { z } from './schema.js'

export const POLICY_LEVELS = ['national', 'province', 'city', 'county'] as const
export const REDEMPTIONS = ['no-application', 'instant', 'fast-track', 'review'] as const
/** Computed from dates, supersession and budget; nobody types it. */
export const VALIDITIES = ['upcoming', 'in-force', 'expired', 'superseded', 'withdrawn', 'exhausted'] as const
export const PUBLICATION_STATES = ['draft', 'published', 'withdrawn'] as const
export const MATCH_RESULTS = ['yes', 'no', 'need-info'] as const
export const NOTICE_REASONS = ['published', 'facts-changed'] as const
export const OPERATORS = ['eq', 'ne', 'in', 'gte', 'lte', 'gt', 'lt', 'includes', 'prefixIn'] as const
const MONTH_DAY = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** When one may apply. A window may run over the end of the year. */
const window = z.union([
  z.strictObject({ type: z.literal('year-round') }),
  z.strictObject({
    type: z.literal('annual'),
    from: z.string().check(z.regex(MONTH_DAY)),
    to: z.string().check(z.regex(MONTH_DAY)),
  }),
  z.strictObject({ type: z.literal('fixed'), from: date, to: date }),
])

const material = z.strictObject({
  name: line(100),
  /** Who brings it: fetched from the warehouse, uploaded, or signed. */
  source: oneOf(['warehouse', 'upload', 'sign']),
  required: z.boolean(),
})

/** Rules and support are trees that the platform checks on publication; here they pass as they are. */
const tree = z.record(z.string(), z.unknown())

const itemMembers = {
  title: z.strictObject({ 'zh-CN': line(200), en: z.optional(line(300)) }),
  docNumber: line(100),
  level: oneOf(POLICY_LEVELS),
  regionCode,
  departmentId: id('department'),
  category: line(50),
  industries: z.optional(z.array(industryCode).check(z.maxLength(100))),
  issuedOn: date,
  effectiveFrom: date,
  effectiveTo: z.optional(date),
  summary: prose(2000),
  audience: line(200),
  rule: tree,
  support: tree,
  /** Items of one group cannot be had together. */
  stackingGroup: z.optional(line(50)),
  window,
  redemption: oneOf(REDEMPTIONS),
  materials: z.array(material).check(z.maxLength(50)),
  steps: z.array(line(200)).check(z.maxLength(30)),
  exclusions: z.array(line(300)).check(z.maxLength(30)),
  promiseWorkingDays: z.optional(z.int().check(z.minimum(0), z.maximum(400))),
  noticeWorkingDays: z.optional(z.int().check(z.minimum(0), z.maximum(60))),
  phone: z.optional(line(30)),
  documentUrl: z.optional(line(2000)),
  interpretation: z.optional(prose(5000)),
  supersedes: z.optional(id('policy')),
}

const policySummary = z.object({
  id: id('policy'),
  version: z.int(),
  title: localised,
  docNumber: z.string(),
  level: openChoice(POLICY_LEVELS),
  regionCode: z.string(),
  departmentId: z.string(),
  department: localised,
  category: z.string(),
  summary: z.string(),
  validity: openChoice(VALIDITIES),
  isOpen: z.boolean(),
  /** The last moment of the window that is open, or the first of the next. */
  closesAt: z.optional(time),
  opensAt: z.optional(time),
  redemption: openChoice(REDEMPTIONS),
  /** For who is signed in and asked for it. */
  match: z.optional(openChoice(MATCH_RESULTS)),
})

const policyItem = z.extend(policySummary, {
  issuedOn: date,
  effectiveFrom: date,
  effectiveTo: z.optional(date),
  audience: z.string(),
  rule: tree,
  support: tree,
  stackingGroup: z.optional(z.string()),
  window: z.record(z.string(), z.unknown()),
  materials: z.array(z.object({ name: z.string(), source: z.string(), required: z.boolean() })),
  steps: z.array(z.string()),
  exclusions: z.array(z.string()),
  promiseWorkingDays: z.optional(z.int()),
  noticeWorkingDays: z.optional(z.int()),
  phone: z.optional(z.string()),
  documentUrl: z.optional(z.string()),
  interpretation: z.optional(z.string()),
  supersedes: z.optional(z.string()),
  supersededBy: z.optional(z.string()),
  publication: openChoice(PUBLICATION_STATES),
  withdrawReason: z.optional(z.string()),
  /** For its department: the last day for having it in the catalogue, counted from the day of issue. */
  catalogueBy: z.optional(date),
})

/** One condition, and how the enterprise stands to it. */
const condition = z.object({
  /** Where it stands in the rule, as a JSON pointer. */
  path: z.string(),
  fact: factId,
  label: localised,
  op: openChoice(OPERATORS),
  value: z.unknown(),
  state: openChoice(['met', 'not-met', 'unknown']),
  /** What is known of the enterprise; absent when nothing is. */
  known: z.optional(factValue),
  source: z.optional(z.string()),
  asOf: z.optional(time),
})

const estimate = z.object({
  amount: z.nullable(money),
  /** How it came about, in the rule's own terms. */
  steps: z.array(z.string()),
  /** Always true: it is an estimate, and nobody's promise. */
  isEstimate: z.literal(true),
})

export const match = z.object({
  id: id('match'),
  policyId: id('policy'),
  policyVersion: z.int(),
  result: openChoice(MATCH_RESULTS),
  conditions: z.array(condition),
  /** Facts that would settle it. */
  missing: z.array(z.object({ fact: factId, label: localised, type: z.string(), source: z.string() })),
  estimate: z.optional(estimate),
  /** Others that cannot be had together with this one. */
  excludes: z.array(id('policy')),
  at: time,
  /** Which tables were used: size classes, per-mu model. The same ones give the same answer again. */
  tables: z.record(z.string(), z.string()),
})

const subscription = z.object({
  categories: z.array(z.string()),
  onlyMatching: z.boolean(),
  quiet: z.boolean(),
  /** Absent while nothing has been chosen: then nothing is told. */
  updatedAt: z.optional(time),
})

/** One is told once of what newly matches, and why it does. */
const notice = z.object({
  id: id('notice'),
  /** A new policy or version, or new facts of the enterprise. */
  reason: openChoice(NOTICE_REASONS),
  at: time,
  title: localised,
  match,
})

/** An application handed in on a day, and the last days for what follows. */
const promise = z.object({
  policyId: id('policy'),
  appliedOn: date,
  workingDays: z.int(),
  promisedBy: date,
})

const policyParams = z.strictObject({ policyId: id('policy') })

export const policy = {
  list: operation({
    method: 'GET',
    path: '/v1/policies',
    callers: ['anyone', 'operator', 'widget', 'officer'],
    components: ['qym-policy-list'],
    repetition: 'safe',
    summary: { 'zh-CN': '查政策', en: 'List and search policy items' },
    query: z.strictObject({
      ...pageQuery,
      /** Words to search for, Chinese or not. */
      text: z.optional(line(100)),
      region: z.optional(regionCode),
      industry: z.optional(industryCode),
      department: z.optional(id('department')),
      category: z.optional(line(50)),
      redemption: z.optional(oneOf(REDEMPTIONS)),
      open: z.optional(oneOf(['true'])),
      /** What is over is listed only when it is asked for. */
      validity: z.optional(oneOf(VALIDITIES)),
      /** For who is signed in: only what matches so. A page may then be short, or empty, and go on all the same. */
      match: z.optional(oneOf(MATCH_RESULTS)),
      sort: z.optional(oneOf(['relevance', 'newest', 'closing', 'amount'])),
      /** For officers: drafts and withdrawn items of their department. */
      publication: z.optional(oneOf(PUBLICATION_STATES)),
    }),
    answer: pageOf(policySummary),
    status: 200,
    problems: ['unauthenticated', 'forbidden', 'consent_ended'],
    etag: 'answer',
  }),
  read: operation({
    method: 'GET',
    path: '/v1/policies/{policyId}',
    callers: ['anyone', 'operator', 'widget', 'officer'],
    components: ['qym-policy-list', 'qym-policy'],
    repetition: 'safe',
    summary: { 'zh-CN': '查看政策事项', en: 'Read a policy item, this version or an earlier one' },
    params: policyParams,
    query: z.strictObject({ version: z.optional(z.coerce.number().check(z.int(), z.minimum(1))) }),
    answer: policyItem,
    status: 200,
    problems: ['version_unknown'],
    etag: 'answer',
  }),
  promise: operation({
    method: 'GET',
    path: '/v1/policies/{policyId}/promise',
    callers: ['anyone', 'operator', 'widget', 'officer'],
    components: ['qym-policy-list', 'qym-policy'],
    repetition: 'safe',
    summary: {
      'zh-CN': '查询某日申报的承诺办结日期',
      en: 'By when an application of a day is decided, in working days',
    },
    params: policyParams,
    /** The day of the application; today unless it is given. */
    query: z.strictObject({ on: z.optional(date) }),
    answer: promise,
    status: 200,
    problems: ['window_closed', 'calendar_unknown'],
  }),
  matches: {
    make: operation({
      method: 'POST',
      path: '/v1/policies/{policyId}/matches',
      callers: ['operator', 'widget'],
      components: ['qym-policy-list', 'qym-policy'],
      repetition: 'key',
      summary: {
        'zh-CN': '匹配政策，可补充说明的情况',
        en: 'Match one policy, with facts that the enterprise adds for the question',
      },
      params: policyParams,
      body: z.strictObject({ declared: z.optional(declaredFacts) }),
      answer: match,
      status: 201,
      problems: ['unauthenticated', 'forbidden', 'impossible_step', 'consent_ended'],
    }),
    read: operation({
      method: 'GET',
      path: '/v1/policy-matches/{matchId}',
      callers: ['operator', 'widget', 'officer'],
      components: ['qym-policy'],
      repetition: 'safe',
      summary: {
        'zh-CN': '重现以往的匹配结果',
        en: 'An earlier answer, as it was given, computed anew from what it rested on',
      },
      params: z.strictObject({ matchId: id('match') }),
      answer: match,
      status: 200,
      problems: ['unauthenticated', 'forbidden', 'consent_required', 'consent_ended'],
    }),
  },
  subscription: {
    read: operation({
      method: 'GET',
      path: '/v1/policy-subscription',
      callers: ['operator', 'widget'],
      components: ['qym-policy-list'],
      repetition: 'safe',
      summary: { 'zh-CN': '查看订阅', en: 'Read what one is told of' },
      answer: subscription,
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    set: operation({
      method: 'PUT',
      path: '/v1/policy-subscription',
      callers: ['operator', 'widget'],
      components: ['qym-policy-list'],
      repetition: 'idempotent',
      summary: { 'zh-CN': '设置订阅', en: 'Choose what to be told of, or silence' },
      body: z.strictObject({
        categories: z.array(line(50)).check(z.maxLength(50)),
        onlyMatching: z.boolean(),
        quiet: z.boolean(),
      }),
      answer: subscription,
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    notices: operation({
      method: 'GET',
      path: '/v1/policy-notices',
      callers: ['operator'],
      repetition: 'safe',
      summary: {
        'zh-CN': '查看新匹配的政策及原因',
        en: 'What newly matched, newest first, and why',
      },
      query: z.strictObject({ ...pageQuery }),
      answer: pageOf(notice),
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
  },
  drafts: {
    create: operation({
      method: 'POST',
      path: '/v1/policies',
      callers: ['officer'],
      repetition: 'key',
      summary: { 'zh-CN': '起草政策事项', en: 'Draft a policy item' },
      body: z.strictObject(itemMembers),
      answer: policyItem,
      status: 201,
      problems: ['unauthenticated', 'forbidden'],
    }),
    update: operation({
      method: 'PUT',
      path: '/v1/policies/{policyId}',
      callers: ['officer'],
      repetition: 'idempotent',
      summary: { 'zh-CN': '修改政策事项，生成新版本', en: 'Change a policy item, which makes a new version' },
      params: policyParams,
      body: z.strictObject(itemMembers),
      answer: policyItem,
      status: 200,
      problems: [
        'unauthenticated',
        'forbidden',
        'precondition_required',
        'precondition_failed',
        'impossible_step',
      ],
      etag: 'required',
    }),
    publish: operation(policyStep('publish', '发布', 'Publish')),
    withdraw: operation({
      ...policyStep('withdraw', '撤回', 'Withdraw'),
      body: z.strictObject({ reason: prose(500) }),
    }),
    exhaust: operation(policyStep('exhaust', '标记预算用完', 'Say that the budget is used up')),
  },
}

function policyStep(verb: 'publish' | 'withdraw' | 'exhaust', zhCn: string, en: string) {
  return {
    method: 'POST',
    path: `/v1/policies/{policyId}/${verb}`,
    callers: ['officer'],
    repetition: 'key',
    summary: { 'zh-CN': zhCn, en },
    params: policyParams,
    answer: policyItem,
    status: 200,
    problems: ['unauthenticated', 'forbidden', 'impossible_step'],
  } as const
}
