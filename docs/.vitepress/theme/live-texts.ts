/** The words of the live example, in both languages. */
import type { Outcome } from '@qiyema/core/verify'

export interface LiveTexts extends Readonly<Record<'start' | 'issue' | 'forge' | 'revoke' | 'wait', string>> {
  readonly working: string
  readonly failed: string
  readonly outcome: string
  readonly assurance: string
  readonly name: string
  readonly detail: string
  readonly widget: string
  readonly picture: string
  readonly outcomes: Readonly<Partial<Record<Outcome, string>>>
}

export const LIVE_TEXTS: Readonly<Record<'en' | 'zh-CN', LiveTexts>> = {
  en: {
    start: 'Start a platform in this page',
    issue: 'Issue a code and verify it',
    forge: 'Change one digit',
    revoke: 'Revoke it',
    wait: 'Wait for two years',
    working: 'Working …',
    failed: 'This did not work:',
    outcome: 'Outcome',
    assurance: 'Assurance',
    name: 'Name',
    detail: 'Detail',
    widget: 'Who it is, by the widget qym-business-card:',
    picture: 'The code as a square',
    outcomes: { valid: 'Valid', revoked: 'Revoked', expired: 'Expired', bad_signature: 'Altered' },
  },
  'zh-CN': {
    start: '在本页启动平台',
    issue: '签发并核验',
    forge: '改动一位数字',
    revoke: '吊销',
    wait: '等待两年',
    working: '正在处理……',
    failed: '没有成功：',
    outcome: '结果',
    assurance: '证明程度',
    name: '名称',
    detail: '说明',
    widget: '这是哪家企业，由组件 qym-business-card 展示：',
    picture: '企业码',
    outcomes: { valid: '有效', revoked: '已吊销', expired: '已过期', bad_signature: '已被改动' },
  },
}
