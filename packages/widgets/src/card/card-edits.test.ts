import { expect, test } from 'vitest'
import type { Card } from './card.js'
import { editedForm, overtakenIn, readEdits } from './card-edits.js'

const card: Card = {
  uscc: '91330521PDY0000280',
  name: { 'zh-CN': '示例传感技术有限公司' },
  registrationStatus: 'active',
  industryCode: 'C3983',
  phone: '0572-00000201',
  products: ['压力传感器'],
  strengths: [],
  honours: [],
  pictures: [],
  provenance: {},
  updatedAt: '2026-01-02T00:00:00Z',
}

test('edits stand over the card, and the rest is the card’s own', () => {
  const form = editedForm(card, { phone: { typed: '0572-7', before: '0572-00000201' } })
  expect(form).toMatchObject({ phone: '0572-7', products: '压力传感器', email: '' })
})

test('a field is overtaken when others have changed it to something else', () => {
  const edits = {
    phone: { typed: '0572-7', before: '0572-1' },
    products: { typed: '温度传感器', before: '压力传感器' },
    email: { typed: '', before: 'sales@ent.example' },
    caption: { typed: '一号车间', before: '' },
  }
  expect(overtakenIn(card, edits)).toEqual(['phone'])
})

test('of what was kept only edits of this form are read', () => {
  const phone = { typed: '1', before: '2' }
  expect(readEdits({ phone, fax: phone, email: { typed: 1, before: '' }, website: 'x' })).toEqual({ phone })
  expect(readEdits(null)).toEqual({})
})
