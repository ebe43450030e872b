import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MAX_FEN, readAmount } from './amount.js'
import { type AmountUnit, typedAmountOf } from './typed-amount.js'

const read = (text: string, unit: AmountUnit = 'wan', isConfirmed = false) =>
  readAmount({ text, unit, isConfirmed })
const WAN = 1_000_000

it.each([
  ['50', 50 * WAN],
  ['５０', 50 * WAN],
  ['50.5', 50.5 * WAN],
  ['５０．５', 50.5 * WAN],
  ['1,200', 1200 * WAN],
  ['1，200', 1200 * WAN],
  [' 1 200 ', 1200 * WAN],
  ['50万', 50 * WAN],
  ['50 万元', 50 * WAN],
  ['50W', 50 * WAN],
  ['¥500,000元', 50 * WAN],
  ['￥500000元', 50 * WAN],
  ['人民币50万元整', 50 * WAN],
  ['50,0000元', 50 * WAN],
  ['1.2亿', 12_000 * WAN],
  ['1亿2000万', 12_000 * WAN],
  ['3千万', 3000 * WAN],
  ['3万5000', 3.5 * WAN],
  ['3万500元', 3.05 * WAN],
  ['五十万', 50 * WAN],
  ['伍拾万元整', 50 * WAN],
  ['五十', 50 * WAN],
  ['0.0001', 100],
])('understands %s, with 万元 beside it', (text, fen) => {
  expect(read(text)).toEqual({ kind: 'amount', fen })
})

it.each([
  '50百',
  '3万5',
  '一百二',
  '12,34',
  '1,2345,678',
  '-5',
  '1e5',
  '五0',
  '5o',
  '50%',
  '50美元',
  '1万2亿',
  '.',
  '0x10',
])('does not guess at %s', text => {
  expect(read(text)).toEqual({ kind: 'unreadable' })
})

it('asks back where a number fits the other unit better', () => {
  expect(read('500000')).toEqual({ kind: 'doubtful', fen: 500_000 * WAN, otherFen: 50 * WAN })
  expect(read('50', 'yuan')).toEqual({ kind: 'doubtful', fen: 5000, otherFen: 50 * WAN })
  expect(read('五十', 'yuan')).toEqual({ kind: 'doubtful', fen: 5000, otherFen: 50 * WAN })
})

it('does not ask where the text itself says the unit, or the person has said so', () => {
  expect(read('20000万')).toEqual({ kind: 'amount', fen: 20_000 * WAN })
  expect(read('50元')).toEqual({ kind: 'amount', fen: 5000 })
  expect(read('500000', 'wan', true)).toEqual({ kind: 'amount', fen: 500_000 * WAN })
})

it('says what is finer than a fen, too great, or not there', () => {
  expect(read('0.0000001')).toEqual({ kind: 'too-fine' })
  expect(read('12.345', 'yuan')).toEqual({ kind: 'too-fine' })
  expect(read('12345678901234567890')).toEqual({ kind: 'too-great' })
  expect(read('  ')).toEqual({ kind: 'empty' })
})

it('loses no fen of any amount, in either unit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MAX_FEN }), fen => {
      const digits = String(fen).padStart(7, '0')
      const inYuan = `${digits.slice(0, -2)}.${digits.slice(-2)}`
      const inWan = `${digits.slice(0, -6)}.${digits.slice(-6)}`
      expect(read(inYuan, 'yuan', true)).toEqual({ kind: 'amount', fen })
      expect(read(inWan, 'wan', true)).toEqual({ kind: 'amount', fen })
      expect(read(`${inWan}万元`, 'yuan')).toEqual({ kind: 'amount', fen })
    }),
  )
})

it('reads its own text of an amount back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MAX_FEN }), fen => {
      expect(readAmount(typedAmountOf(fen))).toEqual({ kind: 'amount', fen })
    }),
  )
})

it('takes any text without throwing, and gives no amount that the contract would refuse', () => {
  const text = fc.string({
    unit: fc.constantFrom(...'0123456789０５.,，万亿千百十元角分零一五两W w¥-整x'),
    maxLength: 24,
  })
  fc.assert(
    fc.property(text, fc.constantFrom<AmountUnit>('wan', 'yuan'), (typed, unit) => {
      const reading = read(typed, unit)
      if (reading.kind !== 'amount' && reading.kind !== 'doubtful') return
      expect(Number.isSafeInteger(reading.fen)).toBe(true)
      expect(reading.fen).toBeGreaterThanOrEqual(0)
      expect(reading.fen).toBeLessThanOrEqual(MAX_FEN)
    }),
    { numRuns: 5000 },
  )
})
