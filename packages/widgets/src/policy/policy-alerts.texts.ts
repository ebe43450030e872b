/** What is said of being told of new policies. */
import { defineTexts } from '../shared/texts.js'

export const alertsTexts = defineTexts('policy-alerts', {
  'zh-CN': {
    lead: '有新的政策适合本企业时，在企业码平台告诉您。',
    off: '现在没有开启提醒。',
    on: '提醒已开启。',
    matching: '只提醒本企业符合条件的政策',
    categories: '提醒哪些类别',
    categoriesHint: '一个都不选，就是全部类别。',
    save: '保存并开启提醒',
    silence: '关闭提醒',
    saved: '已保存，有合适的新政策会告诉您。',
    silenced: '提醒已关闭，不会再打扰您。',
  },
  en: {
    lead: 'When a new policy suits this enterprise, the Enterprise Code platform tells you.',
    off: 'You are not told of any at present.',
    on: 'You are told of new policies.',
    matching: 'Only of policies that this enterprise qualifies for',
    categories: 'Of which categories',
    categoriesHint: 'None chosen means all of them.',
    save: 'Save, and tell me',
    silence: 'Stop telling me',
    saved: 'Saved. You will be told of new policies that suit you.',
    silenced: 'Stopped. You will not be told any more.',
  },
})
