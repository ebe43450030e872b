/** What the document says that the contract does not: the applications' names, and how callers prove themselves. */
import type { Caller, Operation, Texts } from '@qiyema/core/contract'

/** By the first part of an operation's name. */
export const APPLICATIONS: Readonly<Record<string, Texts>> = {
  identity: { 'zh-CN': '身份与授权', en: 'Who is signed in, and who else may act' },
  code: { 'zh-CN': '扫码进码', en: 'Claim, issue, resolve and verify codes' },
  card: { 'zh-CN': '码上名片', en: 'Business cards, their exchange, and corrections' },
  policy: { 'zh-CN': '码上政策', en: 'Policies, matched condition by condition' },
  service: { 'zh-CN': '码上直办', en: 'Applications handled directly' },
  appeal: { 'zh-CN': '码上诉求', en: 'Appeals, routed against deadlines' },
  finance: { 'zh-CN': '码上融资', en: 'Loan needs, offers and what becomes of them' },
  cooperation: { 'zh-CN': '码上合作', en: 'Shared staff, supply and demand' },
  zone: { 'zh-CN': '特色专区', en: 'Each county’s own tiles' },
  consent: { 'zh-CN': '数据授权', en: 'Consents, and every read made under them' },
  facts: { 'zh-CN': '数据项目录', en: 'What facts a county has, under which names' },
  audit: { 'zh-CN': '审计', en: 'Who did what to which, for auditors' },
  session: { 'zh-CN': '组件会话', en: 'Sessions of widgets in partners’ pages' },
  webhook: { 'zh-CN': '通知', en: 'Notices to partners, by Standard Webhooks' },
  statistics: { 'zh-CN': '统计', en: 'Figures by county and period' },
}

const SCHEME_OF: Readonly<Record<Exclude<Caller, 'anyone'>, string>> = {
  partner: 'partner',
  widget: 'widget',
  operator: 'person',
  officer: 'person',
}

export const SECURITY_SCHEMES = (baseUrl: string) => ({
  partner: {
    type: 'oauth2',
    description: 'A partner’s server: private_key_jwt (RFC 7523), a bearer token of five minutes',
    flows: { clientCredentials: { tokenUrl: `${baseUrl}/oauth/token`, scopes: {} } },
  },
  widget: {
    type: 'http',
    scheme: 'dpop',
    description:
      'One browser of a session: a token of ten minutes, and a proof of its key with each request (RFC 9449)',
  },
  person: {
    type: 'http',
    scheme: 'bearer',
    description: 'An operator of an enterprise or an officer of a department, signed in at the platform',
  },
})

/** The ways to prove oneself that an operation takes; none is one of them where anyone may call. */
export function securityOf({ callers }: Operation): Readonly<Record<string, readonly string[]>>[] {
  const schemes = new Set(callers.flatMap(caller => (caller === 'anyone' ? [] : [SCHEME_OF[caller]])))
  return [...(callers.includes('anyone') ? [{}] : []), ...[...schemes].map(scheme => ({ [scheme]: [] }))]
}
