import { expect, test } from 'vitest'
import { readSaid, withUnit } from './said.js'

test('what was said is read back, and what cannot have been is left out', () => {
  const kept = {
    'project.equipmentYuan': { given: ['800'], isInWan: true },
    'project.filed': { sent: true },
    'entity.honours': { sent: ['high-tech'] },
    emptied: { given: [''], isInWan: true },
    strange: { given: [1] },
    other: { sent: { a: 1 } },
    none: null,
  }
  expect(readSaid(kept)).toEqual({
    'project.equipmentYuan': { given: ['800'], isInWan: true },
    'project.filed': { sent: true },
    'entity.honours': { sent: ['high-tech'] },
  })
  expect(readSaid('text')).toEqual({})
  expect(readSaid(undefined)).toEqual({})
})

test.each([
  ['800', true, '800万元'],
  ['８００', false, '８００元'],
  ['800 万', true, '800 万'],
  ['', true, ''],
])('%j gets the unit that it was typed in, unless it has one', (text, inWan, whole) => {
  expect(withUnit(text, inWan)).toBe(whole)
})
