/** 扫码进码: enterprises claim their code, officers keep it in order, anyone resolves and verifies it. */

import { declaredFacts, fact } from './facts.js'
import { operation } from './operation.js'
import { pageOf, pageQuery } from './page.js'
import {
  id,
  line,
  localised,
  oneOf,
  openChoice,
  prose,
  publicJwk,
  regionCode,
  time,
  uscc,
} from './scalars.js'
import { z } from './schema.js'

export const CODE_KINDS = ['static', 'short-lived', 'holder-bound'] as const
export const CODE_STATES = ['valid', 'suspended', 'revoked', 'expired'] as const
/** As registers have it. */
export const REGISTRATION_STATES = ['active', 'moved-out', 'dormant', 'revoked', 'deregistered'] as const
export const SUSPENSION_REASONS = ['lost', 'information', 'investigation', 'dormant'] as const
export const REVOCATION_REASONS = [
  'reissued',
  'renamed',
  'moved',
  'representative',
  'deregistered',
  'misuse',
] as const

export const issuedCode = z.object({
  id: id('code'),
  kind: openChoice(CODE_KINDS),
  state: openChoice(CODE_STATES),
  reason: z.optional(openChoice([...SUSPENSION_REASONS, ...REVOCATION_REASONS])),
  uscc,
  /** As the code itself says it, if it does. */
  name: z.optional(z.string()),
  issuedAt: time,
  expiresAt: time,
  kid: z.string(),
  status: z.object({ uri: z.string(), list: z.int(), index: z.int() }),
  /** The SD-JWT VC. */
  credential: z.string(),
  /** The text of the square; absent from a code that only its holder can show. */
  link: z.optional(z.string()),
  digits: z.optional(z.string()),
  /** The code that took this one's place. */
  replacedBy: z.optional(id('code')),
})

/** The enterprise, as its operators see it: what is registered, and what they have stated. */
const profile = z.object({
  id: id('enterprise'),
  uscc,
  name: localised,
  formerNames: z.array(z.string()),
  registrationStatus: openChoice(REGISTRATION_STATES),
  regionCode,
  /** Absent while it has not claimed its code. */
  claimedAt: z.optional(time),
  isComplete: z.boolean(),
  /** What is missing before a code can be issued. */
  missing: z.array(z.string()),
  facts: z.array(fact),
})

const resolution = z.object({
  /** Whose code it is: `qiyema` is ours, the others are honest codes of somebody else. */
  scheme: openChoice(['qiyema', 'samr', 'alipay', 'wechat', 'other']),
  /** Of ours: as `@qiyema/core/verify` gives it. */
  outcome: z.optional(z.string()),
  assurance: z.optional(z.string()),
  asOf: time,
  enterprise: z.optional(
    z.object({
      uscc,
      name: localised,
      formerNames: z.array(z.string()),
      registrationStatus: openChoice(REGISTRATION_STATES),
      /** Where it went, when it moved to another county. */
      movedTo: z.optional(regionCode),
      cardUrl: z.string(),
    }),
  ),
  /** What the county offers to whoever scanned, in its own order. */
  offers: z.array(z.object({ id: z.string(), title: localised, url: z.string() })),
})

const codeParams = z.strictObject({ codeId: id('code') })
/** Any text may be resolved; what is no code is an outcome and not an error. */
const scannedText = z.string().check(z.maxLength(8192))

export const code = {
  claim: operation({
    method: 'POST',
    path: '/v1/code/claims',
    callers: ['operator'],
    repetition: 'key',
    summary: { 'zh-CN': '领码', en: 'Claim the code of an enterprise that is registered here' },
    body: z.strictObject({ uscc }),
    answer: profile,
    status: 201,
    problems: [
      'unauthenticated',
      'not_registered',
      'not_representative',
      'already_claimed',
      'enterprise_closed',
    ],
  }),
  profile: {
    read: operation({
      method: 'GET',
      path: '/v1/code/profile',
      callers: ['operator', 'widget'],
      components: ['qym-code', 'qym-business-card'],
      repetition: 'safe',
      summary: { 'zh-CN': '查看企业信息', en: 'Read the information of the enterprise' },
      answer: profile,
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    complete: operation({
      method: 'POST',
      path: '/v1/code/profile',
      callers: ['operator'],
      repetition: 'key',
      summary: { 'zh-CN': '完善企业信息', en: 'Complete the information of the enterprise' },
      body: z.strictObject({
        contactRole: z.optional(line(50)),
        contactPhone: z.optional(z.string().check(z.regex(/^[0-9+-]{5,20}$/))),
        address: z.optional(line(200)),
        declared: z.optional(declaredFacts),
      }),
      answer: profile,
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
  },
  codes: {
    issue: operation({
      method: 'POST',
      path: '/v1/codes',
      callers: ['operator', 'widget'],
      components: ['qym-code'],
      repetition: 'key',
      summary: { 'zh-CN': '制码', en: 'Issue a code' },
      body: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('static'),
          withName: z.optional(z.boolean()),
          years: z.optional(z.int().check(z.minimum(1), z.maximum(3))),
        }),
        z.strictObject({
          kind: z.literal('short-lived'),
          withName: z.optional(z.boolean()),
          minutes: z.optional(z.literal([1, 2, 5, 10])),
        }),
        z.strictObject({
          kind: z.literal('holder-bound'),
          withName: z.optional(z.boolean()),
          holder: publicJwk,
        }),
      ]),
      answer: issuedCode,
      status: 201,
      problems: [
        'unauthenticated',
        'forbidden',
        'information_incomplete',
        'enterprise_closed',
        'name_too_long',
        'limit_reached',
      ],
    }),
    list: operation({
      method: 'GET',
      path: '/v1/codes',
      callers: ['operator', 'widget', 'officer'],
      components: ['qym-code'],
      repetition: 'safe',
      summary: {
        'zh-CN': '查看已制的码',
        en: 'List codes: one’s own, or for officers those of an enterprise',
      },
      query: z.strictObject({ ...pageQuery, uscc: z.optional(uscc), state: z.optional(oneOf(CODE_STATES)) }),
      answer: pageOf(issuedCode),
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    read: operation({
      method: 'GET',
      path: '/v1/codes/{codeId}',
      callers: ['operator', 'widget', 'officer'],
      components: ['qym-code'],
      repetition: 'safe',
      summary: { 'zh-CN': '查看一个码', en: 'Read a code' },
      params: codeParams,
      answer: issuedCode,
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    suspend: step(
      'suspend',
      '暂停使用',
      'Suspend a code',
      z.strictObject({ reason: oneOf(SUSPENSION_REASONS), note: z.optional(prose(500)) }),
    ),
    resume: step(
      'resume',
      '恢复使用',
      'Put a suspended code back into force',
      z.strictObject({ note: z.optional(prose(500)) }),
      ['officer'],
    ),
    revoke: step(
      'revoke',
      '吊销',
      'Revoke a code for good',
      z.strictObject({ reason: oneOf(REVOCATION_REASONS), note: z.optional(prose(500)) }),
    ),
    reissue: operation({
      method: 'POST',
      path: '/v1/codes/{codeId}/reissue',
      callers: ['operator', 'officer'],
      repetition: 'key',
      summary: { 'zh-CN': '换码', en: 'Issue a code in the place of another, which is revoked' },
      params: codeParams,
      body: z.strictObject({ reason: oneOf(REVOCATION_REASONS), holder: z.optional(publicJwk) }),
      answer: issuedCode,
      status: 201,
      problems: ['unauthenticated', 'forbidden', 'impossible_step', 'enterprise_closed', 'name_too_long'],
    }),
  },
  resolve: operation({
    method: 'POST',
    path: '/v1/code/resolutions',
    callers: ['anyone'],
    repetition: 'safe',
    summary: { 'zh-CN': '解析扫到的内容', en: 'Say what a scanned text is, and whose' },
    body: z.strictObject({ text: scannedText }),
    answer: resolution,
    status: 200,
    problems: [],
  }),
  verify: operation({
    method: 'POST',
    path: '/v1/code/verifications',
    callers: ['partner'],
    repetition: 'safe',
    summary: { 'zh-CN': '批量验码', en: 'Verify up to a hundred codes by the state of this moment' },
    body: z.strictObject({ texts: z.array(scannedText).check(z.minLength(1), z.maxLength(100)) }),
    answer: z.object({
      asOf: time,
      /** In the order of the texts. */
      results: z.array(
        z.object({
          outcome: z.string(),
          assurance: z.optional(z.string()),
          uscc: z.optional(uscc),
          registrationStatus: z.optional(openChoice(REGISTRATION_STATES)),
        }),
      ),
    }),
    status: 200,
    problems: ['unauthenticated', 'forbidden'],
  }),
  /** By officers of the region: what registers say has changed. */
  registrations: {
    change: operation({
      method: 'POST',
      path: '/v1/registrations/{uscc}/changes',
      callers: ['officer'],
      repetition: 'key',
      summary: {
        'zh-CN': '登记变更：名称、住所、状态、法定代表人',
        en: 'Take over a change of the register: name, place, state, legal representative',
      },
      params: z.strictObject({ uscc }),
      body: z.strictObject({
        name: z.optional(z.strictObject({ 'zh-CN': line(200), en: z.optional(line(300)) })),
        registrationStatus: z.optional(oneOf(REGISTRATION_STATES)),
        movedTo: z.optional(regionCode),
        representative: z.optional(
          z.strictObject({ name: line(50), phone: z.string().check(z.regex(/^1\d{10}$/)) }),
        ),
      }),
      answer: profile,
      status: 200,
      problems: ['unauthenticated', 'forbidden', 'impossible_step'],
    }),
  },
  keys: file('/.well-known/jwks.json', '签发公钥', 'The issuer’s public keys', 'application/jwk-set+json'),
  trustList: file('/.well-known/trust-list', '信任名单', 'The signed trust list', 'application/jwt'),
  statusList: operation({
    method: 'GET',
    path: '/status/{list}',
    callers: ['anyone'],
    repetition: 'safe',
    summary: { 'zh-CN': '状态名单', en: 'A signed status list; 204 after the last one' },
    params: z.strictObject({ list: z.string().check(z.regex(/^(\d|1[0-5])$/)) }),
    answerType: 'application/jwt',
    status: 200,
    problems: [],
    etag: 'answer',
  }),
}

function step<Body extends z.ZodMiniObject>(
  verb: 'suspend' | 'resume' | 'revoke',
  zhCn: string,
  en: string,
  body: Body,
  callers: readonly ('operator' | 'officer')[] = ['operator', 'officer'],
) {
  return operation({
    method: 'POST',
    path: `/v1/codes/{codeId}/${verb}`,
    callers,
    repetition: 'key',
    summary: { 'zh-CN': zhCn, en },
    params: codeParams,
    body,
    answer: issuedCode,
    status: 200,
    problems: ['unauthenticated', 'forbidden', 'impossible_step'],
  })
}

/** The media type stays a literal: by it a text is told from bytes. */
function file<const MediaType extends string>(
  path: `/${string}`,
  zhCn: string,
  en: string,
  answerType: MediaType,
) {
  return operation({
    method: 'GET',
    path,
    callers: ['anyone'],
    repetition: 'safe',
    summary: { 'zh-CN': zhCn, en },
    answerType,
    status: 200,
    problems: [],
    etag: 'answer',
  })
}
