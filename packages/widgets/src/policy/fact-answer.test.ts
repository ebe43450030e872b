import fc from 'fast-check'
import { expect, it } from 'vitest'
import { answerKindOf, answerKindOfKnown, readAnswer } from './fact-answer.js'

const money = answerKindOf('money')

it.each([
  ['800', 8_000_000],
  ['1,200.5', 12_005_000],
  ['８００', 8_000_000],
  ['800万', 8_000_000],
  ['800 万元', 8_000_000],
  ['8000000元', 8_000_000],
  ['¥8,000,000 元', 8_000_000],
  ['1.2亿', 120_000_000],
  ['0', 0],
  ['0.0001', 1],
])('takes %s for an amount in ten thousands, unless it names its unit', (text, value) => {
  expect(readAnswer(money, [text], true)).toEqual({ value })
})

it('takes an amount for yuan where people count in yuan', () => {
  expect(readAnswer(money, ['1,200.50'], false)).toEqual({ value: 1200.5 })
  expect(readAnswer(money, ['120万'], false)).toEqual({ value: 1_200_000 })
})

it.each([
  ['', 'empty'],
  ['八百', 'no-number'],
  ['1,20', 'no-number'],
  ['1e9', 'no-number'],
  ['12.', 'no-number'],
  ['-5', 'negative'],
  ['99999999999', 'too-large'],
])('says what is wrong with %j', (text, fault) => {
  expect(readAnswer(money, [text], true)).toEqual({ fault })
})

it('never loses a fen to the unit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), fen => {
      const text = (fen / 1_000_000).toFixed(6)
      expect(readAnswer(money, [text], true)).toEqual({ value: fen / 100 })
    }),
  )
})

it('reads shares in per cent, counts whole, and choices that there are', () => {
  expect(readAnswer(answerKindOf('ratio'), ['3.5'], true)).toEqual({ value: 0.035 })
  expect(readAnswer(answerKindOf('ratio'), ['3%'], true)).toEqual({ value: 0.03 })
  expect(readAnswer(answerKindOf('integer'), ['12.5'], true)).toEqual({ fault: 'not-whole' })
  expect(readAnswer(answerKindOf('enum:A|B'), ['B'], true)).toEqual({ value: 'B' })
  expect(readAnswer(answerKindOf('enum:A|B'), ['Z'], true)).toEqual({ fault: 'empty' })
  expect(readAnswer(answerKindOf('boolean'), ['false'], true)).toEqual({ value: false })
  expect(readAnswer(answerKindOf('set', ['x', 'y']), ['x', 'y'], true)).toEqual({ value: ['x', 'y'] })
  expect(readAnswer(answerKindOf('anything else'), ['a'.repeat(301)], true)).toEqual({ fault: 'too-long' })
})

it('tells by a value that is known what kind another one is', () => {
  expect(answerKindOfKnown('ops.revenueYuan', 5)).toEqual({ kind: 'money' })
  expect(answerKindOfKnown('hr.layoffRate', 0.02)).toEqual({ kind: 'ratio' })
  expect(answerKindOfKnown('project.filed', true)).toEqual({ kind: 'boolean' })
  expect(answerKindOfKnown('perMu.grade', 'B')).toEqual({ kind: 'choice', choices: ['A', 'B', 'C', 'D'] })
  expect(answerKindOfKnown('honours', ['own'])).toMatchObject({
    kind: 'set',
    choices: expect.arrayContaining(['own']),
  })
})
