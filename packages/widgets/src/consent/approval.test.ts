import { describe, expect, it } from 'vitest'
import { type Choice, enterpriseScopes, faultsOf, firstChoice, personalScopes } from './approval.js'
import type { Consent } from './consents.js'

const CONSENT: Consent = {
  id: 'con_1',
  state: 'requested',
  enterprise: { uscc: '91330521PDY00001X0', name: { 'zh-CN': '示例公司' } },
  recipient: { id: 'par-bank01', name: { 'zh-CN': '示例银行' } },
  purpose: 'loan-application',
  requested: ['tax.summary', 'people.contact'],
  granted: [],
  requestedUntil: '2026-06-30',
  requestedAt: '2026-03-02T01:00:00.000Z',
  separate: [],
}
const TODAY = '2026-03-02'
const faults = (choice: Partial<Choice>) =>
  faultsOf({ scopes: ['tax.summary'], separate: [], until: '2026-06-30', ...choice }, CONSENT, TODAY)

it('chooses nothing for the person, and the day that was asked for', () => {
  expect(firstChoice(CONSENT)).toEqual({ scopes: [], separate: [], until: '2026-06-30' })
})

it('keeps what is a person’s apart from what is the enterprise’s', () => {
  expect(enterpriseScopes(CONSENT)).toEqual(['tax.summary'])
  expect(personalScopes(CONSENT)).toEqual(['people.contact'])
})

describe('a choice', () => {
  it('wants one scope at least, of either kind', () => {
    expect(faults({ scopes: [] })).toEqual(['scopes'])
    expect(faults({ scopes: [], separate: ['people.contact'] })).toEqual([])
  })

  it.each([
    ['', ['until-missing']],
    ['2026-03-01', ['until-early']],
    ['2026-03-02', []],
    ['2026-06-30', []],
    ['2026-07-01', ['until-late']],
  ])('may end on %j: %j', (until, expected) => {
    expect(faults({ until })).toEqual(expected)
  })
})
