import { expect, it } from 'vitest'
import { loanWordsFor } from './loan-words.js'

const zh = loanWordsFor('zh-CN')
const en = loanWordsFor('en')

it('names a rate with its method, and ranges in the units that people compare', () => {
  expect(zh.method('simple')).toBe('年化利率（单利）')
  expect(zh.rates({ min: 0.031, max: 0.0385 })).toBe('3.10% – 3.85%')
  expect(zh.rates({ min: 0.031, max: 0.031 })).toBe('3.10%')
  expect(zh.amounts({ min: 100_000_000, max: 2_000_000_000 })).toBe('100 万元 – 2,000 万元')
  expect(en.monthRange({ min: 6, max: 36 })).toBe('6 – 36 months')
  expect(zh.monthRange({ min: 12, max: 12 })).toBe('12 个月')
})

it('shows no code of what it does not know, and leaves a bank’s own words as they are', () => {
  expect(zh.guarantee('unheard-of')).toBe('其他担保')
  expect(en.purpose('unheard-of')).toBe('another purpose')
  expect(zh.channel('unheard-of')).toBe('以银行说明为准')
  expect(zh.repayment('按季付息，每半年还本一次')).toBe('按季付息，每半年还本一次')
  expect(zh.repayment('repay-anytime')).toBe('随借随还')
})
