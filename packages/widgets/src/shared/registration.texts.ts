/** What registers say of an enterprise, in words: its state, and where it is. */
import { defineTexts, type Messages } from './texts.js'

export const registrationTexts = defineTexts('registration', {
  'zh-CN': {
    'state-active': '存续（在营）',
    'state-moved-out': '已迁出本县',
    'state-dormant': '歇业',
    'state-revoked': '已吊销',
    'state-deregistered': '已注销',
    'state-unknown': '登记状态待核实',
    'advice-moved-out': '请以迁入地登记机关的信息为准。',
    'advice-dormant': '已办理歇业备案，主体资格仍在，暂不经营。',
    'advice-revoked': '营业执照已被吊销，不得开展经营活动。',
    'advice-deregistered': '该企业主体资格已终止。',
    'region-330521': '浙江省湖州市德清县',
    'region-330522': '浙江省湖州市长兴县',
    'region-330523': '浙江省湖州市安吉县',
  },
  en: {
    'state-active': 'In business',
    'state-moved-out': 'Moved to another county',
    'state-dormant': 'Dormant',
    'state-revoked': 'Licence revoked',
    'state-deregistered': 'Deregistered',
    'state-unknown': 'Registration status to be checked',
    'advice-moved-out': 'What the registry of its new place says is what holds.',
    'advice-dormant': 'It has registered a pause: it still exists, and does no business for now.',
    'advice-revoked': 'Its business licence was revoked: it may not do business.',
    'advice-deregistered': 'It was struck off the register and exists no longer.',
    'region-330521': 'Deqing County, Huzhou, Zhejiang',
    'region-330522': 'Changxing County, Huzhou, Zhejiang',
    'region-330523': 'Anji County, Huzhou, Zhejiang',
  },
})

/** The word for an id among texts such as `state-active`; undefined for one that nobody has put into words. */
export function wordFor(words: Messages, kind: string, id: string): string | undefined {
  const name = `${kind}-${id}`
  const word = Object.hasOwn(words, name) ? words[name] : undefined
  return typeof word === 'string' ? word : undefined
}

/** An enterprise that does no business any more: said plainly, wherever its name stands. */
export function isClosed(registrationStatus: string): boolean {
  return registrationStatus === 'revoked' || registrationStatus === 'deregistered'
}
