import { expect, it } from 'vitest'
import { factWordsFor } from '../../shared/facts/fact-words.js'
import { loanProductsTexts } from '../qym-loan-products.texts.js'
import { reasonSentence } from './reason.js'

const say = (reason: string, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  reasonSentence(reason, loanProductsTexts.builtIn[locale], factWordsFor(locale))

it.each([
  ['credit.taxGrade in ["A","B","M"]', '纳税信用等级：应为 A或B或M'],
  ['ops.taxPaidYuan gte 10000', '上年实缴税收：不低于 1 万元'],
  ['credit.abnormalListed eq false', '列入经营异常名录：应为 否'],
  ['project.filed eq true', '项目已备案：应为 是'],
])('says %s in words', (reason, expected) => {
  expect(say(reason)).toBe(expected)
})

it.each(['none of 3', '(a eq 1 or b eq 2)', 'credit.taxGrade in [', '', '<b>x</b> eq 1'])(
  'makes of %j no code, but a neutral sentence',
  reason => {
    expect(say(reason)).toBe('有其他条件不符合')
    expect(say(reason, 'en')).toBe('another condition is not met')
  },
)
