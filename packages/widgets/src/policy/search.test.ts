import { expect, it } from 'vitest'
import { samplePolicy } from '../../test/sample-policy.js'
import { findAmong, NO_SEARCH, type PolicySearch, queryOf } from './search.js'

const search = (changes: Partial<PolicySearch>) => ({ ...NO_SEARCH, ...changes })

it('asks for nothing in particular unless something is chosen', () => {
  expect(queryOf(NO_SEARCH)).toEqual({})
})

it('takes over what is chosen', () => {
  const chosen = {
    text: ' 技改 ',
    department: 'dep-jx',
    redemption: 'instant',
    industry: 'C',
    sort: 'closing',
  }
  expect(queryOf(search({ ...chosen, open: true, match: 'need-info' }))).toEqual({
    text: '技改',
    department: 'dep-jx',
    redemption: 'instant',
    industry: 'C',
    sort: 'closing',
    open: 'true',
    match: 'need-info',
  })
})

it('leaves out what a host got wrong', () => {
  const wrong = {
    department: 'x',
    redemption: 'cash',
    validity: 'old',
    region: '33O521',
    industry: 'z',
    match: 'maybe',
  }
  expect(queryOf(search({ ...wrong, sort: 'best', category: 'c'.repeat(51) }))).toEqual({})
})

it.each([
  ['\u0000\u202e', undefined],
  ['技\u0000改', '技 改'],
  ['a'.repeat(500), 'a'.repeat(100)],
  [`${'a'.repeat(99)}😀`, `${'a'.repeat(99)}`],
  ['\ud800', undefined],
])('makes of what is typed what the platform takes: %j', (text, expected) => {
  expect(queryOf(search({ text })).text).toBe(expected)
})

it('finds among given items by words, choices and what is open', () => {
  const items = [
    samplePolicy(0),
    samplePolicy(1, { title: { 'zh-CN': '软件补助', en: 'Software subsidy' }, isOpen: false }),
    samplePolicy(2, { closesAt: '2026-04-01T00:00:00Z' }),
  ]
  const idsOf = (changes: Partial<PolicySearch>) => findAmong(items, search(changes)).map(({ id }) => id)
  expect(idsOf({ text: 'SOFTWARE subsidy' })).toEqual(['pol_000001'])
  expect(idsOf({ open: true })).toEqual(['pol_000000', 'pol_000002'])
  expect(idsOf({ redemption: 'fast-track' })).toEqual(['pol_000002'])
  expect(idsOf({ sort: 'closing' }).at(0)).toBe('pol_000002')
  expect(idsOf({ text: '没有这样的政策' })).toEqual([])
})
