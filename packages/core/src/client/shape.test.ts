import { expect, it } from 'vitest'
import { faultIn, type Shape } from './shape.js'

const card: Shape = {
  uscc: 'string',
  'employees?': 'integer',
  pictures: ['list', { id: 'string', 'size?': 'number' }],
  sources: ['map', ['either', ['string', 'null']]],
  currency: ['is', 'CNY'],
  extra: 'anything',
}
const good = {
  uscc: '91330100799655058B',
  employees: 12,
  pictures: [{ id: 'pic_1' }, { id: 'pic_2', size: 0.5 }],
  sources: { name: 'registry', phone: null },
  currency: 'CNY',
  extra: false,
}

it.each([
  ['all that it may have', good],
  ['members that may be missing', { ...good, employees: undefined }],
  ['empty lists and maps', { ...good, pictures: [], sources: {} }],
  ['members that it does not know', { ...good, mood: 1, pictures: [{ id: 'pic_1', alt: [] }] }],
])('finds no fault in %s', (_, value) => {
  expect(faultIn(card, value)).toBeUndefined()
})

it.each([
  ['', null],
  ['', [good]],
  ['uscc', { ...good, uscc: undefined }],
  ['uscc', { ...good, uscc: 5 }],
  ['employees', { ...good, employees: 1.5 }],
  ['employees', { ...good, employees: null }],
  ['pictures', { ...good, pictures: { 0: { id: 'pic_1' } } }],
  ['pictures/1/id', { ...good, pictures: [{ id: 'pic_1' }, {}] }],
  ['sources', { ...good, sources: ['registry'] }],
  ['sources/phone', { ...good, sources: { name: 'registry', phone: 1 } }],
  ['currency', { ...good, currency: 'USD' }],
])('finds the fault at “%s”', (place, value) => {
  expect(faultIn(card, value)).toBe(place)
})

it('takes anything for anything, but something it must be', () => {
  const values = [null, false, 1, 'a', [], {}, undefined]
  expect(values.map(value => faultIn('anything', value) === undefined)).toEqual([
    ...Array(6).fill(true),
    false,
  ])
})
