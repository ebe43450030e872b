import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ITEM } from '../../test/policy-scene.js'
import { searchFor, wordsOf } from './words.js'

const indexed = (text: string) => wordsOf({ ...ITEM, title: { 'zh-CN': text }, summary: '无' })

describe('what is searched for', () => {
  test.each([
    ['技术', `'技术'`],
    ['技术改造', `'技术' & '术改' & '改造'`],
    ['绿', `'绿'`],
    ['CMMI', `'cmmi':*`],
    ['ＣＭＭＩ三级', `'cmmi':* & '三级'`],
    ['A类企业', `'a':* & '类企' & '企业'`],
    ['贷款，贴息！', `'贷款' & '贴息'`],
    ['貼息', `'貼息'`],
    ['𬭚𫓧', `'𬭚𫓧'`],
    ['贴息 贴息', `'贴息'`],
  ])('%s', (text, words) => {
    expect(searchFor(text)).toBe(words)
  })

  test.each(['', ' ', '！？', '---', '(“”)'])('is nothing in “%s”', text => {
    expect(searchFor(text)).toBeUndefined()
  })
})

describe('what is kept', () => {
  test('is every character and every two in a row, and foreign words whole', () => {
    for (const word of ['技', '术改', '造', 'cmmi', '5g', '级'])
      expect(indexed('技术改造CMMI、5G基站AAA级')).toContain(`'${word}':`)
  })

  test('weighs a title more than what follows', () => {
    const words = wordsOf({ ...ITEM, title: { 'zh-CN': '机器人' }, summary: '机器人' })
    expect(words).toMatch(/'机器':\d+A,\d+C(?: |$)/)
  })

  test('is text that the database takes, whatever it is made of', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 400 })
    fc.assert(
      fc.property(texts, text => {
        const strange = indexed(text)
          .split(' ')
          .filter(word => !/^'[\p{L}\p{N}\p{M}\p{Script=Han}]{1,300}':\d+[ABC](,\d+[ABC])*$/u.test(word))
        expect(strange).toEqual([])
        expect(searchFor(text) ?? '').not.toMatch(/[\\\0]|'{2}/)
      }),
      { numRuns: 300 },
    )
  })

  test('finds again whatever stands in a row in it', () => {
    const han = fc.string({
      unit: fc.constantFrom(...'技术改造设备投资奖励绿色贷款'),
      minLength: 4,
      maxLength: 12,
    })
    fc.assert(
      fc.property(han, fc.nat(3), fc.integer({ min: 1, max: 4 }), (text, from, length) => {
        const part = text.slice(from, from + length)
        if (part === '') return
        const kept = new Set(indexed(text).match(/(?<=')[^']+(?=')/g))
        const wanted = searchFor(part)?.match(/(?<=')[^' &]+(?=')/g) ?? []
        expect(wanted.every(word => kept.has(word))).toBe(true)
      }),
    )
  })
})
