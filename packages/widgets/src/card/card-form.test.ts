import { expect, test } from 'vitest'
import type { Card } from './card.js'
import { type CardForm, formOf, readForm } from './card-form.js'

const card: Card = {
  uscc: '91330521PDY0000280',
  name: { 'zh-CN': '示例传感技术有限公司' },
  registrationStatus: 'active',
  contactRole: '企业服务专员',
  phone: '0572-00000201',
  products: ['压力传感器'],
  strengths: [],
  honours: [],
  pictures: [],
  provenance: {},
  updatedAt: '2026-01-01T00:00:00Z',
}

const typed = (changes: Partial<CardForm>) => readForm({ ...formOf(card), ...changes }, card)

test('a form that nobody has touched changes nothing', () => {
  expect(typed({})).toEqual({ changes: {}, faults: {} })
  expect(typed({ products: '压力传感器\n\n', phone: ' 0572-00000201 ' })).toEqual({ changes: {}, faults: {} })
})

test('what was emptied is taken back, and lists have a line for each', () => {
  expect(typed({ phone: '', products: ' 压力传感器\n惯性模组 \n', strengths: '' }).changes).toEqual({
    phone: null,
    products: ['压力传感器', '惯性模组'],
  })
})

test('numbers and addresses are taken as people type them', () => {
  expect(typed({ phone: '（０５７２）－12345'.replace(/[（）]/g, ' ') }).changes).toEqual({
    phone: '0572-12345',
  })
  expect(typed({ website: 'www.ent-02.example' }).changes).toEqual({ website: 'https://www.ent-02.example' })
})

test.each<[Partial<CardForm>, object]>([
  [{ phone: '请打总机' }, { phone: 'phone' }],
  [{ email: 'contact' }, { email: 'email' }],
  [{ website: 'http://ent-02.example' }, { website: 'website' }],
  [{ website: 'javascript:alert(1)' }, { website: 'website' }],
  [{ website: 'https://ent-02.example/?from=card' }, { website: 'website' }],
  [{ contactRole: '员'.repeat(51) }, { contactRole: 'too-long' }],
  [{ contactRole: '专\u202e员' }, { contactRole: 'unprintable' }],
  [{ products: '阀\n'.repeat(21) }, { products: 'too-many' }],
  [{ strengths: '强'.repeat(101) }, { strengths: 'too-long' }],
])('%j is told beside its field', (changes, faults) => {
  expect(typed(changes).faults).toEqual(faults)
})

test('what stands on the card already is not found fault with', () => {
  const old = { ...card, website: 'http://old.example' }
  expect(readForm({ ...formOf(old), phone: '' }, old)).toEqual({ changes: { phone: null }, faults: {} })
})
