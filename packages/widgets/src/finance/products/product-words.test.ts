import { expect, it } from 'vitest'
import { formatsFor } from '../../shared/formats.js'
import { loanWordsFor } from '../loan-words.js'
import { loanProductsTexts } from '../qym-loan-products.texts.js'
import { channelText, monthsText, rangeText } from './product-words.js'

const zh = formatsFor('zh-CN')
const { 'zh-CN': words, en: english } = loanProductsTexts.builtIn

it('says ranges in the units that people compare, and one number where both ends are the same', () => {
  expect(rangeText({ min: 0.031, max: 0.0385 }, zh.rate)).toBe('3.10% – 3.85%')
  expect(rangeText({ min: 0.031, max: 0.031 }, zh.rate)).toBe('3.10%')
  expect(rangeText({ min: 100_000_000, max: 2_000_000_000 }, zh.amount)).toBe('100 万元 – 2,000 万元')
  expect(monthsText({ min: 6, max: 36 }, english, loanWordsFor('en'), formatsFor('en'))).toBe('6 – 36 months')
  expect(monthsText({ min: 12, max: 12 }, words, loanWordsFor('zh-CN'), zh)).toBe('12 个月')
})

it('leaves a way that it does not know to the bank', () => {
  expect(channelText('online', words)).toBe('线上办理')
  expect(channelText('unheard-of', words)).toBe('以银行说明为准')
})
