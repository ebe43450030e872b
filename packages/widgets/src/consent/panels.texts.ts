/** What is said at a consent when something is unfolded: its end, and its reads. */
import { defineTexts } from '../shared/texts.js'

export const panelTexts = defineTexts('consent-panels', {
  'zh-CN': {
    refuseTitle: '确定拒绝吗？',
    refuseAdvice: '对方看不到任何数据。以后需要时可以再次请求。',
    refuseReason: '拒绝的原因',
    reasonHint: '选填。会告诉对方。',
    refuseConfirm: '确定拒绝',
    back: '返回',
    withdrawTitle: '确定撤回授权吗？',
    withdrawAdvice: '对方从此刻起不能再查看。已经看过的内容，请与对方联系处理。',
    withdrawConfirm: '确定撤回',
    keep: '保留授权',
    readsTitle: '谁在什么时候看了什么',
    readsNone: '还没有人查看过。',
    readsMore: '显示更早的记录',
    readBy: (name: string, facts: string) => `${name}查看了：${facts}`,
    doneRefused: (name: string) => `已拒绝。${name}看不到任何数据。`,
    doneWithdrawn: (name: string) => `已撤回。${name}从现在起不能再查看贵企业的数据。`,
  },
  en: {
    refuseTitle: 'Refuse this request?',
    refuseAdvice: 'They will see no data. They may ask again when they need it.',
    refuseReason: 'Reason',
    reasonHint: 'Optional. They will be told.',
    refuseConfirm: 'Yes, refuse',
    back: 'Back',
    withdrawTitle: 'Withdraw this consent?',
    withdrawAdvice:
      'From this moment they can read nothing more. Ask them about what they have read already.',
    withdrawConfirm: 'Yes, withdraw',
    keep: 'Keep it',
    readsTitle: 'Who read what, and when',
    readsNone: 'Nobody has read anything yet.',
    readsMore: 'Show earlier reads',
    readBy: (name: string, facts: string) => `${name} read: ${facts}`,
    doneRefused: (name: string) => `Refused. ${name} sees no data.`,
    doneWithdrawn: (name: string) =>
      `Withdrawn. From now on ${name} can no longer read the enterprise’s data.`,
  },
})
