import { expect, it } from 'vitest'
import { factsOfScope, factWordsFor } from './fact-words.js'

const zh = factWordsFor('zh-CN')
const en = factWordsFor('en')

it('says money, shares, choices and lists as people read them', () => {
  expect(zh.value('ops.taxPaidYuan', 9_600_000)).toBe('960 万元')
  expect(zh.value('ops.rdIntensity', 0.0801)).toBe('8.01%')
  expect(zh.value('green.factoryLevel', 'city')).toBe('市级')
  expect(zh.value('honours', ['high-tech', 'cmmi-3'])).toBe('高新技术企业和CMMI 3 级')
  expect(en.value('credit.abnormalListed', false)).toBe('No')
  expect(zh.value('entity.industryCode', 'C3983')).toBe('制造业（C3983）')
  expect(zh.value('entity.regionCode', '330521002')).toBe('浙江省湖州市德清县')
  expect(en.value('entity.ageYears', 12)).toBe('12 years')
})

it('names whose word a fact is', () => {
  expect(zh.source({ source: 'warehouse-consented', owner: 'dq-sw' })).toBe('税务局')
  expect(zh.source({ source: 'derived', owner: 'dq-sw' })).toBe('由其他数据计算')
  expect(en.source({ source: 'warehouse', owner: 'xx-unheard' })).toBe('The department in charge')
})

it('shows no code of what it does not know', () => {
  expect(zh.fact('ops.unheardOf')).toBe('其他登记信息')
  expect(zh.scope('unheard.of')).toBe('其他数据')
})

it('has a name in both languages for every fact that a scope opens', () => {
  const scopes = ['entity.profile', 'tax.summary', 'tax.detail', 'credit.enterprise', 'energy.summary']
  const more = ['green.profile', 'per-mu.result', 'project.filing', 'operations.summary', 'people.contact']
  for (const scope of [...scopes, ...more]) {
    expect(factsOfScope(scope).length).toBeGreaterThan(0)
    for (const id of factsOfScope(scope)) {
      expect(zh.fact(id)).not.toBe('其他登记信息')
      expect(en.fact(id)).not.toBe('Other registered information')
    }
  }
})
