import { yuan } from '@qiyema/core/contract'
import { describe, expect, it } from 'vitest'
import { checkConsent, checkNeed, plainPhone } from './check-need.js'
import {
  type ConsentValues,
  type NeedValues,
  NO_VALUES,
  type Product,
  readTypedValues,
  valuesOfPrefill,
} from './need-values.js'
import { faultsOf } from './platform-faults.js'

const VALUES: NeedValues = {
  ...NO_VALUES,
  amount: { text: '50', unit: 'wan', isConfirmed: false },
  tenor: '12',
  purpose: 'equipment',
  contactName: ' 财务负责人 ',
  contactPhone: '０５７２－００００ ０２０１',
}
const PRODUCT: Product = {
  id: 'prd-01',
  bank: { id: 'par_bank-01', name: { 'zh-CN': '示范银行' } },
  name: { 'zh-CN': '小微快贷' },
  purpose: '日常经营周转',
  purposes: ['working-capital'],
  amount: { min: yuan(10_000), max: yuan(3_000_000) },
  tenorMonths: { min: 1, max: 12 },
  annualRate: { min: 0.0345, max: 0.0435 },
  rateMethod: 'simple',
  rateBasis: 'all-in',
  guarantees: ['credit'],
  repayments: [],
  channel: 'online',
  scopes: ['tax.summary'],
  relatedPolicies: [],
}

const faults = (values: Partial<NeedValues>, terms = {}) => {
  const checked = checkNeed({ ...VALUES, ...values }, terms)
  return checked.isSound
    ? []
    : checked.faults.map(({ field, code, limit }) => `${field} ${code} ${limit ?? ''}`.trim())
}

describe('a need', () => {
  it('that is sound comes out as the contract takes it', () => {
    expect(checkNeed(VALUES, { product: PRODUCT })).toEqual({
      isSound: true,
      need: {
        amount: { amountFen: 50_000_000, currency: 'CNY' },
        tenorMonths: 12,
        purpose: 'equipment',
        products: ['prd-01'],
        contactName: '财务负责人',
        contactPhone: '0572-00000201',
      },
    })
  })

  it('that is empty names everything that is needed, in the order of the form', () => {
    expect(faults(NO_VALUES)).toEqual([
      'amount required',
      'tenor required',
      'purpose required',
      'contactName required',
      'contactPhone required',
    ])
  })

  it('whose amount is doubtful is not sent before the person has said which is meant', () => {
    const amount = { text: '500000', unit: 'wan', isConfirmed: false } as const
    expect(faults({ amount })).toEqual(['amount doubtful'])
    expect(faults({ amount: { ...amount, isConfirmed: true } })).toEqual([])
  })

  it('keeps within what the product and the loan to renew allow', () => {
    const amount = { text: '301', unit: 'wan', isConfirmed: false } as const
    expect(faults({ amount, tenor: '两年', maxRate: '3.4' }, { product: PRODUCT })).toEqual([
      'amount too-great 300000000',
      'tenor too-great 12',
      'maxRate too-small 0.0345',
    ])
  })

  it.each([
    [{ tenor: '361' }, 'tenor too-great 360'],
    [{ tenor: '一会儿' }, 'tenor unreadable'],
    [{ maxRate: '便宜点' }, 'maxRate unreadable'],
    [{ description: 'x'.repeat(1001) }, 'description too-long 1000'],
    [{ description: 'a\u0000b' }, 'description unprintable'],
    [{ contactName: '张\u202e三' }, 'contactName unprintable'],
    [{ contactPhone: '微信联系' }, 'contactPhone unreadable'],
    [{ amount: { text: '很多', unit: 'wan' as const, isConfirmed: false } }, 'amount unreadable'],
    [{ amount: { text: '0', unit: 'wan' as const, isConfirmed: false } }, 'amount too-small 1'],
  ])('with %o is not sent', (values, expected) => {
    expect(faults(values)).toEqual([expected])
  })
})

describe('a consent', () => {
  const agreed: ConsentValues = { scopes: ['tax.summary'], until: '2026-06-02', isContactAgreed: true }

  it('is enough with what the product needs, a day within three years, and the contact’s own', () => {
    expect(checkConsent(agreed, ['tax.summary'], '2026-03-02')).toEqual([])
    expect(checkConsent({ ...agreed, scopes: [] }, [], '2026-03-02')).toMatchObject([{ field: 'scopes' }])
    expect(checkConsent(agreed, ['credit.enterprise'], '2026-03-02')).toMatchObject([{ field: 'scopes' }])
    expect(checkConsent({ ...agreed, until: '2026-03-01' }, [], '2026-03-02')).toMatchObject([
      { field: 'until', code: 'too-early' },
    ])
    expect(checkConsent({ ...agreed, until: '2029-03-03' }, [], '2026-03-02')).toMatchObject([
      { field: 'until', code: 'too-late' },
    ])
    expect(checkConsent({ ...agreed, isContactAgreed: false }, [], '2026-03-02')).toMatchObject([
      { field: 'contact' },
    ])
  })
})

it('finds the field that the platform points at, with the product’s limit', () => {
  const problem = {
    kind: 'invalid',
    code: 'outside_product',
    canRetry: false,
    fields: [
      { pointer: '/amount/amountFen', code: 'too_great' },
      { pointer: '/consent/until', code: 'too_late' },
      { pointer: '/description', code: 'something_new' },
      { pointer: '/unheard/of', code: 'required' },
    ],
  } as const
  expect(faultsOf(problem, { product: PRODUCT })).toEqual([
    { field: 'amount', code: 'too-great', limit: 300_000_000 },
    { field: 'until', code: 'too-late' },
    { field: 'description', code: 'refused' },
  ])
})

it('takes from a page or a device only what a field can hold', () => {
  expect(valuesOfPrefill({ amountYuan: 500_000, purpose: 'gambling', tenorMonths: 1.5 })).toEqual({
    amount: { text: '50', unit: 'wan', isConfirmed: true },
  })
  expect(
    readTypedValues({ amount: { text: 5 }, tenor: '12', guarantees: ['credit', 'x'], purpose: 7 }),
  ).toEqual({
    tenor: '12',
    guarantees: ['credit'],
  })
  expect(readTypedValues(null)).toEqual({})
})

it('takes telephone numbers as people write them', () => {
  expect(plainPhone('(0572) 0000–0201')).toBe('05720000-0201')
})
