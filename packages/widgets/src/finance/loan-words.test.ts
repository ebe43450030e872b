import { expect, it } from 'vitest'
import { loanWordsFor } from './loan-words.js'

const zh = loanWordsFor('zh-CN')
const en = loanWordsFor('en')

it('names a rate with its method', () => {
  expect(zh.method('simple')).toBe('年化利率（单利）')
  expect(en.method('unheard-of')).toBe('annualised rate')
})

it('shows no code of what it does not know, and leaves a bank’s own words as they are', () => {
  expect(zh.guarantee('unheard-of')).toBe('其他担保')
  expect(en.purpose('unheard-of')).toBe('another purpose')
  expect(zh.repayment('按季付息，每半年还本一次')).toBe('按季付息，每半年还本一次')
  expect(zh.repayment('repay-anytime')).toBe('随借随还')
})
