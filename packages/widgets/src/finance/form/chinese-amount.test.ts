import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chineseAmount, chineseNumber, readChinese } from './chinese-amount.js'

it.each([
  [50_000_000, '五十万元'],
  [12_345_678, '十二万三千四百五十六元七角八分'],
  [100_000_000, '一百万元'],
  [10_000_000, '十万元'],
  [1_000_010_000, '一千万零一百元'],
  [12_000_000_000, '一亿二千万元'],
  [100_000_000_000_000, '一万亿元'],
  [100_005_000_000_000, '一万亿零五千万元'],
  [105, '一元零五分'],
  [50, '五角'],
  [0, '零元'],
])('says %d fen as %s', (fen, said) => {
  expect(chineseAmount(fen)).toBe(said)
})

it('reads every amount that it says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 10 ** 15 }), fen => {
      expect(readChinese(chineseAmount(fen))).toEqual({ fen, hasUnit: true })
    }),
    { numRuns: 2000 },
  )
})

it('reads whole numbers of few digits, where zeros hide', () => {
  const sparse = fc
    .array(fc.constantFrom('0', '0', '0', '1', '5'), { minLength: 1, maxLength: 13 })
    .map(digits => Number(digits.join('')))
  fc.assert(
    fc.property(sparse, value => {
      expect(readChinese(`${chineseNumber(value)}元`)?.fen).toBe(value * 100)
    }),
    { numRuns: 2000 },
  )
})

it('reads the capitals of cheques, and what counts in a unit beside it', () => {
  expect(readChinese('伍拾万圆整')).toEqual({ fen: 50_000_000, hasUnit: true })
  expect(readChinese('两百')).toEqual({ fen: 20_000, hasUnit: false })
})

it.each(['三万五', '一百二', '万', '一二', '五十万万元万', '', '五十万元八', '零零', '十零'])(
  'does not guess at %s',
  text => {
    expect(readChinese(text)).toBeUndefined()
  },
)
