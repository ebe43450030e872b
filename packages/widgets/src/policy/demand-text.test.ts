import { expect, it } from 'vitest'
import { textsFor } from '../shared/texts.js'
import { demandText } from './demand-text.js'
import { factTermsFor } from './fact-terms.js'
import { matchTexts } from './match.texts.js'

const say = (language: string, fact: string, op: string, value: unknown) =>
  demandText(
    { condition: { path: '', fact, op, value }, op },
    { words: textsFor(matchTexts, language), terms: factTermsFor(language), language },
  )

it.each([
  ['project.equipmentYuan', 'gte', 5_000_000, '不低于 500 万元'],
  ['ops.rdIntensity', 'gte', 0.03, '不低于 3.00%'],
  ['perMu.grade', 'in', ['A', 'B', 'C'], '应为 A、B或C'],
  ['entity.registrationStatus', 'eq', 'active', '应为“存续”'],
  ['credit.seriousViolation', 'eq', false, '应为“否”'],
  ['honours', 'includes', 'dcmm-3', '包含“DCMM 3 级”'],
  ['honours', 'includes', 'unheard-of', '包含“unheard of”'],
  ['entity.regionCode', 'prefixIn', ['330521'], '属于 浙江省湖州市德清县'],
  ['entity.industryCode', 'not-prefixIn', ['A041'], '不属于 农、林、牧、渔业（A041）'],
  ['entity.sizeClass', 'in', ['small', 'micro'], '应为 小型或微型'],
  ['ops.employees', 'resembles', 3, '请见政策原文'],
])('says what %s %s %j demands', (fact, op, value, sentence) => {
  expect(say('zh-CN', fact, op, value)).toBe(sentence)
})

it('says it in English', () => {
  expect(say('en', 'perMu.grade', 'in', ['A', 'B'])).toBe('must be A or B')
  expect(say('en', 'project.equipmentYuan', 'gt', 50_000)).toMatch(/^more than CNY\s50,000$/)
})

it('puts words in the place of ids in the platform’s sentences', () => {
  expect(factTermsFor('zh-CN').readable('资质荣誉为 high-tech, specialised-province，对应 20万元')).toBe(
    '资质荣誉为 高新技术企业, 省专精特新中小企业，对应 20万元',
  )
})
