/** 码上名片: the enterprise's business card, its pictures, exchange of cards, and the correction of a fact at its owner. */
import { factId, factValue } from './facts.js'
import { operation } from './operation.js'
import { pageOf, pageQuery } from './page.js'
import {
  httpsUrl,
  id,
  industryCode,
  line,
  localised,
  oneOf,
  openChoice,
  prose,
  regionCode,
  time,
  uscc,
} from './scalars.js'
import { z } from './schema.js'

export const MAX_PICTURES = 9
export const MAX_PICTURE_BYTES = 5 * 2 ** 20
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const
export const EXCHANGE_STATES = ['offered', 'accepted', 'declined', 'withdrawn', 'expired'] as const
export const CORRECTION_STATES = ['submitted', 'with-owner', 'corrected', 'rejected'] as const

/** Where a line of a card comes from, so that a reader knows whom to ask about it. */
const provenance = z.object({ source: z.string(), owner: z.optional(z.string()), asOf: time })

const picture = z.object({
  id: id('picture'),
  url: z.string(),
  type: openChoice(PICTURE_TYPES),
  width: z.int(),
  height: z.int(),
  caption: z.optional(z.string()),
})

export const card = z.object({
  uscc,
  name: localised,
  registrationStatus: z.string(),
  industryCode: z.optional(industryCode),
  regionCode: z.optional(regionCode),
  address: z.optional(localised),
  /** The responsible person's name; masked unless the caller may see it. */
  representative: z.optional(z.string()),
  contactRole: z.optional(z.string()),
  phone: z.optional(z.string()),
  email: z.optional(z.string()),
  website: z.optional(z.string()),
  products: z.array(z.string()),
  strengths: z.array(z.string()),
  honours: z.array(z.string()),
  pictures: z.array(picture),
  /** By member: where it is from. */
  provenance: z.record(z.string(), provenance),
  updatedAt: time,
})

const exchange = z.object({
  id: id('exchange'),
  state: openChoice(EXCHANGE_STATES),
  from: z.object({ uscc, name: localised }),
  to: z.object({ uscc, name: localised }),
  message: z.optional(z.string()),
  offeredAt: time,
  expiresAt: time,
  /** The other's whole card, once accepted. */
  card: z.optional(card),
})

const correction = z.object({
  id: id('correction'),
  state: openChoice(CORRECTION_STATES),
  uscc,
  fact: factId,
  /** What was shown, and what it should be. */
  shown: z.optional(factValue),
  claimed: factValue,
  reason: z.string(),
  /** The body that owns the fact, which the dispute has reached. */
  owner: z.string(),
  submittedAt: time,
  dueOn: z.optional(z.string()),
  answer: z.optional(z.string()),
  answeredAt: z.optional(time),
})

const lines = z.array(line(100)).check(z.maxLength(20))
const exchangeParams = z.strictObject({ exchangeId: id('exchange') })

export const cardOperations = {
  readPublic: operation({
    method: 'GET',
    path: '/v1/cards/{uscc}',
    callers: ['anyone'],
    repetition: 'safe',
    summary: { 'zh-CN': '查看企业名片', en: 'Read the public card of an enterprise' },
    params: z.strictObject({ uscc }),
    answer: card,
    status: 200,
    problems: [],
    etag: 'answer',
  }),
  vcard: operation({
    method: 'GET',
    path: '/v1/cards/{uscc}/vcard',
    callers: ['anyone'],
    repetition: 'safe',
    summary: { 'zh-CN': '下载名片（vCard）', en: 'The public card as a vCard 4.0 (RFC 6350)' },
    params: z.strictObject({ uscc }),
    answerType: 'text/vcard',
    status: 200,
    problems: [],
    etag: 'answer',
  }),
  read: operation({
    method: 'GET',
    path: '/v1/card',
    callers: ['operator', 'widget'],
    components: ['qym-business-card'],
    repetition: 'safe',
    summary: { 'zh-CN': '查看本企业名片', en: 'Read one’s own card' },
    answer: card,
    status: 200,
    problems: ['unauthenticated', 'forbidden'],
    etag: 'answer',
  }),
  update: operation({
    method: 'PATCH',
    path: '/v1/card',
    callers: ['operator', 'widget'],
    components: ['qym-business-card'],
    repetition: 'idempotent',
    summary: { 'zh-CN': '编辑本企业名片', en: 'Edit one’s own card: what the enterprise itself may say' },
    body: z.strictObject({
      contactRole: z.optional(z.nullable(line(50))),
      phone: z.optional(z.nullable(z.string().check(z.regex(/^[0-9+-]{5,20}$/)))),
      email: z.optional(z.nullable(z.email().check(z.maxLength(200)))),
      website: z.optional(z.nullable(httpsUrl)),
      products: z.optional(lines),
      strengths: z.optional(lines),
    }),
    answer: card,
    status: 200,
    problems: ['unauthenticated', 'forbidden', 'precondition_required', 'precondition_failed'],
    etag: 'required',
  }),
  pictures: {
    add: operation({
      method: 'POST',
      path: '/v1/card/pictures',
      callers: ['operator', 'widget'],
      components: ['qym-business-card'],
      repetition: 'key',
      summary: { 'zh-CN': '上传图片', en: 'Add a picture, up to 5 MiB' },
      query: z.strictObject({ caption: z.optional(line(100)) }),
      bodyType: PICTURE_TYPES,
      answer: picture,
      status: 201,
      problems: ['unauthenticated', 'forbidden', 'limit_reached', 'file_type_mismatch', 'file_rejected'],
    }),
    remove: operation({
      method: 'DELETE',
      path: '/v1/card/pictures/{pictureId}',
      callers: ['operator', 'widget'],
      components: ['qym-business-card'],
      repetition: 'idempotent',
      summary: { 'zh-CN': '删除图片', en: 'Remove a picture' },
      params: z.strictObject({ pictureId: id('picture') }),
      status: 204,
      problems: ['unauthenticated', 'forbidden'],
    }),
    read: operation({
      method: 'GET',
      path: '/v1/pictures/{pictureId}',
      callers: ['anyone'],
      repetition: 'safe',
      summary: { 'zh-CN': '查看图片', en: 'Read a picture' },
      params: z.strictObject({ pictureId: id('picture') }),
      answerType: 'image/*',
      status: 200,
      problems: [],
      etag: 'answer',
    }),
  },
  exchanges: {
    offer: operation({
      method: 'POST',
      path: '/v1/card/exchanges',
      callers: ['operator', 'widget'],
      components: ['qym-business-card'],
      repetition: 'key',
      summary: { 'zh-CN': '递名片', en: 'Offer one’s card to another enterprise' },
      body: z.strictObject({ uscc, message: z.optional(line(200)) }),
      answer: exchange,
      status: 201,
      problems: ['unauthenticated', 'forbidden', 'limit_reached'],
    }),
    list: operation({
      method: 'GET',
      path: '/v1/card/exchanges',
      callers: ['operator', 'widget'],
      components: ['qym-business-card'],
      repetition: 'safe',
      summary: { 'zh-CN': '名片夹', en: 'List exchanges, offered and received' },
      query: z.strictObject({
        ...pageQuery,
        direction: z.optional(oneOf(['offered', 'received'])),
        state: z.optional(oneOf(EXCHANGE_STATES)),
      }),
      answer: pageOf(exchange),
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    accept: exchangeStep('accept', '接受名片', 'Accept: each gets the other’s card'),
    decline: exchangeStep('decline', '谢绝名片', 'Decline, without the other being told why'),
    withdraw: exchangeStep('withdraw', '收回名片', 'Take back an offer that nobody has answered'),
  },
  corrections: {
    submit: operation({
      method: 'POST',
      path: '/v1/corrections',
      callers: ['operator', 'widget'],
      components: ['qym-business-card', 'qym-loan-form', 'qym-policy'],
      repetition: 'key',
      summary: {
        'zh-CN': '纠错：请求更正一项信息',
        en: 'Dispute a fact; the dispute reaches the fact’s owner',
      },
      body: z.strictObject({ fact: factId, claimed: factValue, reason: prose(1000) }),
      answer: correction,
      status: 201,
      problems: ['unauthenticated', 'forbidden', 'limit_reached'],
    }),
    list: operation({
      method: 'GET',
      path: '/v1/corrections',
      callers: ['operator', 'widget', 'officer'],
      components: ['qym-business-card'],
      repetition: 'safe',
      summary: {
        'zh-CN': '查看纠错',
        en: 'List disputes: one’s own, or those a department owns the fact of',
      },
      query: z.strictObject({ ...pageQuery, state: z.optional(oneOf(CORRECTION_STATES)) }),
      answer: pageOf(correction),
      status: 200,
      problems: ['unauthenticated', 'forbidden'],
    }),
    answer: operation({
      method: 'POST',
      path: '/v1/corrections/{correctionId}/answer',
      callers: ['officer'],
      repetition: 'key',
      summary: { 'zh-CN': '答复纠错', en: 'Correct the fact, or say why it stands' },
      params: z.strictObject({ correctionId: id('correction') }),
      body: z.strictObject({ decision: oneOf(['corrected', 'rejected']), answer: prose(1000) }),
      answer: correction,
      status: 200,
      problems: ['unauthenticated', 'forbidden', 'impossible_step'],
    }),
  },
}

function exchangeStep(verb: 'accept' | 'decline' | 'withdraw', zhCn: string, en: string) {
  return operation({
    method: 'POST',
    path: `/v1/card/exchanges/{exchangeId}/${verb}`,
    callers: ['operator', 'widget'],
    components: ['qym-business-card'],
    repetition: 'key',
    summary: { 'zh-CN': zhCn, en },
    params: exchangeParams,
    answer: exchange,
    status: 200,
    problems: ['unauthenticated', 'forbidden', 'impossible_step', 'expired'],
  })
}
