/** What the reference says around what the contract says, in both languages. */
import type { Caller, Texts } from '@qiyema/core/contract'
import type { Repetition } from './operations.js'

export const TEXTS = {
  title: { 'zh-CN': '接口参考', en: 'Interface reference' },
  intro: {
    'zh-CN': '本页由平台的接口契约生成。机器可读的版本是 OpenAPI 3.1 文档：',
    en: 'This page is made of the platform’s contract. The same for machines, as an OpenAPI 3.1 document:',
  },
  all: { 'zh-CN': '全部应用', en: 'All applications' },
  callers: { 'zh-CN': '调用方', en: 'Callers' },
  components: { 'zh-CN': '组件', en: 'Components' },
  repetition: { 'zh-CN': '重复请求', en: 'When it arrives twice' },
  parameters: { 'zh-CN': '参数', en: 'Parameters' },
  members: { 'zh-CN': '全部成员', en: 'All members' },
  required: { 'zh-CN': '必填', en: 'required' },
  body: { 'zh-CN': '请求正文', en: 'Body' },
  answer: { 'zh-CN': '应答', en: 'Answer' },
  problems: { 'zh-CN': '可能的问题', en: 'Problems' },
  attempt: { 'zh-CN': '试一试', en: 'Try it' },
  send: { 'zh-CN': '发送', en: 'Send' },
  token: { 'zh-CN': '登录令牌（Bearer，仅留在本页）', en: 'Bearer token (stays in this page)' },
  none: { 'zh-CN': '无', en: 'None' },
  example: { 'zh-CN': '示例', en: 'Example' },
  problemTitle: { 'zh-CN': '问题代码', en: 'Problem code' },
  status: { 'zh-CN': 'HTTP 状态', en: 'HTTP status' },
  raisedBy: { 'zh-CN': '可能出现于', en: 'May be answered by' },
  everywhere: { 'zh-CN': '任何请求', en: 'any request' },
} as const satisfies Record<string, Texts>

export const CALLERS: Readonly<Record<Caller, Texts>> = {
  anyone: { 'zh-CN': '任何人', en: 'anyone' },
  partner: { 'zh-CN': '合作方服务器', en: 'a partner’s server' },
  widget: { 'zh-CN': '组件会话', en: 'a widget with a session' },
  operator: { 'zh-CN': '企业人员', en: 'an operator of an enterprise' },
  officer: { 'zh-CN': '部门人员', en: 'an officer of a department' },
}

export const REPETITIONS: Readonly<Record<Repetition, Texts>> = {
  safe: { 'zh-CN': '不改变任何内容', en: 'it changes nothing' },
  idempotent: { 'zh-CN': '再次执行不再改变', en: 'the second changes nothing more' },
  key: {
    'zh-CN': '凭 Idempotency-Key 得到同一应答',
    en: 'with its Idempotency-Key it gets the same answer',
  },
}
