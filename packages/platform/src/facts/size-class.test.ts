import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAboveScale } from './above-scale.js'
import { canonicalIndustryCode } from './industry.js'
import { SIZE_CLASSES_2017, type SizeFigures, sizeClassOf } from './size-class.js'

const industry = (employees?: number, wan?: number): SizeFigures => ({
  industryCode: 'C3983',
  ...(employees !== undefined && { employees }),
  ...(wan !== undefined && { revenueYuan: wan * 10_000 }),
})

const figures = fc.record({
  industryCode: fc.constantFrom(
    'A0412',
    'B0610',
    'C3983',
    'E4710',
    'F5111',
    'H6130',
    'I6571',
    'K7010',
    'L7212',
    'R8610',
  ),
  employees: fc.integer({ min: 0, max: 3000 }),
  revenueYuan: fc.integer({ min: 0, max: 3_000_000_000 }),
  assetsYuan: fc.integer({ min: 0, max: 3_000_000_000 }),
})

describe('the size class', () => {
  test.each([
    [1000, 40_000, 'large'],
    [999, 40_000, 'medium'],
    [1000, 39_999, 'medium'],
    [300, 2_000, 'medium'],
    [299, 99_999, 'small'],
    [5_000, 1_999, 'small'],
    [20, 300, 'small'],
    [19, 99_999, 'micro'],
    [5_000, 299, 'micro'],
  ])(
    'of industry with %d staff and %d 万元 is the one whose bounds are all met: %s',
    (employees, wan, expected) => {
      expect(sizeClassOf(industry(employees, wan))).toEqual({
        sizeClass: expected,
        industry: 'industry',
        table: 'size-classes-2017',
      })
    },
  )

  test('of a fish co-operative with 18 staff is medium, since only revenue counts there', () => {
    expect(sizeClassOf({ industryCode: 'A0412', employees: 18, revenueYuan: 6_900_000 }).sizeClass).toBe(
      'medium',
    )
  })

  test('takes the row with the longest prefix, and the last row for what none names', () => {
    const rowOf = (industryCode: string) => {
      const result = sizeClassOf({ industryCode, employees: 1, revenueYuan: 0, assetsYuan: 0 })
      return 'industry' in result ? result.industry : undefined
    }
    expect(['F5111', 'F5211', 'G5910', 'K7020', 'K7030', 'I6571', 'M7310', '3983'].map(rowOf)).toEqual([
      'wholesale',
      'retail',
      'storage',
      'property',
      'other',
      'software',
      'other',
      'industry',
    ])
  })

  test('asks for a figure only where it decides', () => {
    expect(sizeClassOf(industry(undefined, 5_000))).toMatchObject({
      sizeClass: undefined,
      missing: ['employees'],
    })
    expect(sizeClassOf(industry(undefined, 200))).toMatchObject({ sizeClass: 'micro' })
    expect(sizeClassOf(industry(15))).toMatchObject({ sizeClass: 'micro' })
    expect(sizeClassOf(industry())).toMatchObject({ missing: ['employees', 'revenueYuan'] })
    expect(sizeClassOf({ employees: 15 })).toMatchObject({ missing: ['industryCode'] })
  })

  test('is that of all figures already without those it does not ask for', () => {
    fc.assert(
      fc.property(
        figures,
        fc.subarray(['employees', 'revenueYuan', 'assetsYuan'] as const),
        (whole, hidden) => {
          const known = { ...whole, ...Object.fromEntries(hidden.map(figure => [figure, undefined])) }
          const full = sizeClassOf(whole).sizeClass
          const result = sizeClassOf(known)
          const missing = result.sizeClass === undefined ? result.missing : []
          const learnt = Object.fromEntries(missing.map(figure => [figure, whole[figure]]))
          expect(result.sizeClass ?? full).toBe(full)
          expect(sizeClassOf({ ...known, ...learnt }).sizeClass).toBe(full)
        },
      ),
    )
  })

  test('never falls when an enterprise grows', () => {
    const order = ['micro', 'small', 'medium', 'large']
    const rank = (given: SizeFigures) => order.indexOf(sizeClassOf(given).sizeClass ?? '')
    fc.assert(
      fc.property(
        figures,
        fc.constantFrom('employees', 'revenueYuan', 'assetsYuan'),
        fc.nat(1e9),
        (given, figure, more) => {
          expect(rank({ ...given, [figure]: given[figure] + more })).toBeGreaterThanOrEqual(rank(given))
        },
      ),
    )
  })

  test('has bounds that ascend in every industry, on the same figures', () => {
    for (const { id, bounds } of SIZE_CLASSES_2017.classes) {
      const { large, medium, small } = bounds
      expect(Object.keys(large), id).toEqual(Object.keys(medium))
      expect(Object.keys(medium), id).toEqual(Object.keys(small))
      for (const figure of ['employees', 'revenue', 'assets'] as const) {
        expect(large[figure] ?? 0, id).toBeGreaterThanOrEqual(medium[figure] ?? 0)
        expect(medium[figure] ?? 0, id).toBeGreaterThanOrEqual(small[figure] ?? 0)
      }
    }
  })
})

describe('above scale', () => {
  const company = { entityType: 'company', industryCode: 'C2422', revenueYuan: 20_000_000 }

  test('is an industrial legal entity from 20 million yuan on', () => {
    expect(isAboveScale(company)).toBe(true)
    expect(isAboveScale({ ...company, revenueYuan: 19_999_999 })).toBe(false)
    expect(isAboveScale({ ...company, industryCode: 'F5111' })).toBe(false)
    expect(isAboveScale({ ...company, entityType: 'individual-business' })).toBe(false)
  })

  test('is not known while something that decides is not', () => {
    expect(isAboveScale({ ...company, revenueYuan: undefined })).toBeUndefined()
    expect(isAboveScale({ ...company, industryCode: undefined })).toBeUndefined()
    expect(isAboveScale({ industryCode: 'A0412' })).toBe(false)
    expect(isAboveScale({ revenueYuan: 1 })).toBe(false)
  })
})

describe('an industry code', () => {
  test('gets back a section letter that was dropped', () => {
    expect(['3311', '0412', '06', '97', 'C', 'C3', 'H6130'].map(canonicalIndustryCode)).toEqual([
      'C3311',
      'A0412',
      'B06',
      'T97',
      'C',
      'C3',
      'H6130',
    ])
  })

  test('is refused when its letter and its division contradict each other, and when it is none', () => {
    for (const code of ['B3311', 'A9900', '98', '00', 'U01', 'c3311', '3', '', 'C33110', 'C33 1'])
      expect(canonicalIndustryCode(code), code).toBeUndefined()
  })
})
