import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Property, readVcard } from '../../test/vcard-reader.js'
import { utf8 } from '../http/digest.js'
import type { Card } from './card-of.js'
import { vcardOf } from './vcard.js'

const ADDRESS = 'https://qym.example/v1/cards/91330521PDY0000280'

const CARD: Card = {
  uscc: '91330521PDY0000280',
  name: { 'zh-CN': '示例传感技术有限公司', en: 'Example Sensing Technology Co., Ltd.' },
  registrationStatus: 'active',
  address: { 'zh-CN': '示例科创园3幢', en: 'Block 3, Example Science Park; Wuyang' },
  contactRole: '企业服务专员',
  phone: '0572-00000201',
  email: 'contact@maker.example',
  website: 'https://maker.example/',
  products: ['MEMS压力传感器', '惯性模组'],
  strengths: ['车规产线'],
  honours: ['high-tech', 'specialised-province'],
  pictures: [],
  provenance: {},
  updatedAt: '2026-03-02T01:00:00.000Z',
}

const read = (card: Card) => readVcard(utf8(vcardOf(card, ADDRESS)))
const valuesOf = (properties: readonly Property[], name: string) =>
  properties.filter(property => property.name === name).map(({ values }) => values)

test('a card is an organisation with its names, ways to reach it, and when it last changed', () => {
  const properties = read(CARD)
  expect(properties).toMatchObject([
    { name: 'BEGIN' },
    { name: 'VERSION' },
    { name: 'KIND', values: ['org'] },
    { name: 'UID', values: [ADDRESS] },
    { name: 'SOURCE', values: [`${ADDRESS}/vcard`] },
    { name: 'REV', values: ['20260302T010000Z'] },
    { name: 'FN', parameters: { ALTID: '1', LANGUAGE: 'zh-CN' }, values: ['示例传感技术有限公司'] },
    { name: 'FN', parameters: { ALTID: '1', LANGUAGE: 'en' } },
    { name: 'ORG', parameters: { ALTID: '1', LANGUAGE: 'zh-CN' }, values: ['示例传感技术有限公司'] },
    { name: 'ORG', values: ['Example Sensing Technology Co., Ltd.'] },
    { name: 'ROLE', values: ['企业服务专员'] },
    { name: 'TEL', parameters: { TYPE: 'work,voice' }, values: ['0572-00000201'] },
    { name: 'EMAIL', values: ['contact@maker.example'] },
    { name: 'URL', values: ['https://maker.example/'] },
    { name: 'ADR', values: ['', '', '示例科创园3幢', '', '', '', ''] },
    { name: 'ADR', values: ['', '', 'Block 3, Example Science Park; Wuyang', '', '', '', ''] },
    { name: 'CATEGORIES', values: ['high-tech', 'specialised-province'] },
    {
      name: 'NOTE',
      values: ['统一社会信用代码：91330521PDY0000280\n主要产品：MEMS压力传感器、惯性模组\n优势：车规产线'],
    },
    { name: 'END' },
  ])
})

test('a card of an enterprise that says nothing of itself has its names and its credit code', () => {
  const { uscc, name, registrationStatus, updatedAt } = CARD
  const silent = {
    uscc,
    name,
    registrationStatus,
    updatedAt,
    products: [],
    strengths: [],
    honours: [],
    pictures: [],
    provenance: {},
  }
  const names = read(silent).map(property => property.name)
  expect(names).toEqual([
    'BEGIN',
    'VERSION',
    'KIND',
    'UID',
    'SOURCE',
    'REV',
    'FN',
    'FN',
    'ORG',
    'ORG',
    'NOTE',
    'END',
  ])
})

test('whatever an enterprise is called, nothing of it becomes another property, and no character is lost', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
  const hostile = fc.constantFrom('\r\nEND:VCARD\r\n', 'a;b,c\\d', '\\n', '𠮷'.repeat(60), '"', 'x:y')
  fc.assert(
    fc.property(fc.array(fc.oneof(text, hostile), { minLength: 1, maxLength: 5 }), parts => {
      const name = parts.join('')
      const properties = read({
        ...CARD,
        name: { 'zh-CN': name },
        address: { 'zh-CN': name },
        honours: [name],
      })
      const plain = name.replaceAll(/\r\n|\r/g, '\n')
      expect(valuesOf(properties, 'FN')).toEqual([[plain]])
      expect(valuesOf(properties, 'ADR')).toEqual([['', '', plain, '', '', '', '']])
      expect(valuesOf(properties, 'CATEGORIES')).toEqual([[plain]])
      expect(properties.filter(property => property.name === 'END')).toHaveLength(1)
    }),
    { numRuns: 300 },
  )
})
