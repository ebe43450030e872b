/** Who is signed in, for which enterprise, and who else may act for it. */
import { operation } from './operation.js'
import { pageOf, pageQuery } from './page.js'
import { date, id, line, oneOf, openChoice, time, uscc } from './scalars.js'
import { z } from './schema.js'

/** What a person may be to an enterprise. */
export const ROLES = ['representative', 'administrator', 'handler'] as const
/** What a handler may be trusted with. */
export const ITEMS = ['code', 'card', 'policy', 'finance', 'consent'] as const
export const OFFICER_ROLES = ['code-officer', 'policy-officer', 'data-officer', 'auditor'] as const

const person = z.object({ id: id('person'), name: z.string() })

const enterpriseRole = z.object({
  enterpriseId: id('enterprise'),
  uscc,
  name: z.string(),
  role: openChoice(ROLES),
  items: z.array(openChoice(ITEMS)),
})

const me = z.object({
  person,
  /** The enterprise that the sign-in is for; absent until one is chosen. */
  enterprise: z.optional(enterpriseRole),
  enterprises: z.array(enterpriseRole),
  officer: z.optional(
    z.object({
      departmentId: id('department'),
      regions: z.array(z.string()),
      roles: z.array(openChoice(OFFICER_ROLES)),
    }),
  ),
})

export const delegation = z.object({
  id: id('delegation'),
  /** The telephone number is masked: `138****0001`. */
  person: z.extend(person, { phone: z.string() }),
  role: openChoice(ROLES),
  items: z.array(openChoice(ITEMS)),
  from: time,
  until: z.optional(time),
  state: openChoice(['active', 'ended', 'voided']),
})

const phone = z.string().check(z.regex(/^1\d{10}$/))

export const identity = {
  read: operation({
    method: 'GET',
    path: '/v1/me',
    callers: ['operator', 'officer'],
    repetition: 'safe',
    summary: { 'zh-CN': '查看登录身份', en: 'Read who is signed in' },
    answer: me,
    status: 200,
    problems: ['unauthenticated'],
  }),
  choose: operation({
    method: 'PUT',
    path: '/v1/me/enterprise',
    callers: ['operator'],
    repetition: 'idempotent',
    summary: { 'zh-CN': '选择要办理的企业', en: 'Choose which enterprise to act for' },
    body: z.strictObject({ enterpriseId: id('enterprise') }),
    answer: me,
    status: 200,
    problems: ['unauthenticated', 'forbidden'],
  }),
  delegations: {
    list: operation({
      method: 'GET',
      path: '/v1/delegations',
      callers: ['operator'],
      repetition: 'safe',
      summary: { 'zh-CN': '查看管理员和办事人', en: 'List administrators and handlers' },
      query: z.strictObject({ ...pageQuery, state: z.optional(oneOf(['active', 'ended', 'voided'])) }),
      answer: pageOf(delegation),
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    grant: operation({
      method: 'POST',
      path: '/v1/delegations',
      callers: ['operator'],
      repetition: 'key',
      summary: {
        'zh-CN': '授权管理员（最多五名）或办事人',
        en: 'Make somebody an administrator (five at most) or a handler',
      },
      body: z.strictObject({
        name: line(50),
        phone,
        role: oneOf(['administrator', 'handler']),
        /** Of a handler, who has some; an administrator may do everything but make administrators. */
        items: z.optional(z.array(oneOf(ITEMS)).check(z.minLength(1), z.maxLength(ITEMS.length))),
        /** The last day. A handler has one. */
        until: z.optional(date),
      }),
      answer: delegation,
      status: 201,
      problems: ['unauthenticated', 'forbidden', 'not_representative', 'limit_reached'],
    }),
    end: operation({
      method: 'POST',
      path: '/v1/delegations/{delegationId}/end',
      callers: ['operator'],
      repetition: 'key',
      summary: { 'zh-CN': '结束授权', en: 'End a delegation, at once' },
      params: z.strictObject({ delegationId: id('delegation') }),
      answer: delegation,
      status: 200,
      problems: ['unauthenticated', 'forbidden', 'not_representative', 'impossible_step'],
    }),
  },
}
