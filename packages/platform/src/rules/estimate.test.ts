import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Facts } from '../facts/facts.js'
import { estimate } from './estimate.js'
import { support } from './support.js'

const software = {
  type: 'tieredRate',
  baseFact: 'project.softwareYuan',
  tiers: [
    { above: 50_000, upTo: 200_000, rate: 0.15 },
    { above: 200_000, upTo: 1_000_000, rate: 0.25 },
    { above: 1_000_000, upTo: null, rate: 0.3 },
  ],
  capYuan: 3_000_000,
}
const land = {
  type: 'tieredFixed',
  fact: 'project.reusedLandMu',
  boundary: 'lower-inclusive',
  tiers: [
    { from: 3, below: 10, amountYuan: 200_000 },
    { from: 10, below: 30, amountYuan: 500_000 },
    { from: 30, below: null, amountYuan: 800_000 },
  ],
}

const of = (given: unknown, facts: Facts) => estimate(support.parse(given), facts)
const yuanOf = (given: unknown, facts: Facts) => {
  const result = of(given, facts)
  return result.outcome === 'estimated' ? result.amountYuan : result.missing
}

describe('tiers', () => {
  test.each([
    [49_999.99, 0],
    [50_000, 0],
    [50_000.01, 7_500],
    [200_000, 30_000],
    [200_000.01, 50_000],
    [1_000_000, 250_000],
    [1_000_000.01, 300_000],
    [10_000_000, 3_000_000],
    [99_000_000, 3_000_000],
  ])('a rate counts on the whole of %d yuan: %d', (base, expected) => {
    expect(yuanOf(software, { 'project.softwareYuan': base })).toBe(expected)
  })

  test.each([
    [50_000, 0],
    [50_100, 15],
    [200_000, 22_500],
    [200_100, 22_525],
    [1_000_000, 222_500],
    [1_000_100, 222_530],
  ])('a marginal rate counts on each part of %d yuan: %d', (base, expected) => {
    expect(yuanOf({ ...software, mode: 'marginal' }, { 'project.softwareYuan': base })).toBe(expected)
  })

  test.each([
    [2.99, 0],
    [3, 200_000],
    [9.99, 200_000],
    [10, 500_000],
    [29.9, 500_000],
    [30, 800_000],
    [3000, 800_000],
  ])('an amount for %d mu is that of the tier closed below: %d', (mu, expected) => {
    expect(yuanOf(land, { 'project.reusedLandMu': mu })).toBe(expected)
  })

  test('every base lies in one tier at most, and beyond the first bound in one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300_000_000 }), fen => {
        const base = fen / 100
        const amount = yuanOf({ ...software, capYuan: 1e12 }, { 'project.softwareYuan': base })
        const rate = base <= 50_000 ? 0n : base <= 200_000 ? 15n : base <= 1_000_000 ? 25n : 30n
        expect(amount).toBe(Number((BigInt(fen) * rate) / 100n) / 100)
      }),
    )
  })

  test('a marginal amount never falls when the base grows', () => {
    const base = fc.integer({ min: 0, max: 300_000_000 }).map(fen => fen / 100)
    fc.assert(
      fc.property(base, base, (a, b) => {
        const marginal = { ...software, mode: 'marginal' }
        const amounts = [a, b]
          .sort((x, y) => x - y)
          .map(base => Number(yuanOf(marginal, { 'project.softwareYuan': base })))
        expect(amounts[0]).toBeLessThanOrEqual(amounts[1] ?? 0)
      }),
    )
  })

  test.each([
    [
      'overlap',
      [
        { from: 3, upTo: 10 },
        { from: 10, below: null },
      ],
    ],
    [
      'descend',
      [
        { from: 10, below: 30 },
        { from: 3, below: 10 },
      ],
    ],
    ['have no beginning', [{ upTo: 10 }]],
    ['have two ends', [{ from: 3, upTo: 10, below: 10 }]],
    [
      'go on beyond no end',
      [
        { from: 3, below: null },
        { from: 30, below: null },
      ],
    ],
    ['hold nothing', [{ above: 10, upTo: 10 }]],
  ])('that %s are refused', (_, bounds) => {
    const tiers = bounds.map(given => ({ ...given, amountYuan: 1 }))
    expect(support.safeParse({ ...land, tiers }).success).toBe(false)
  })
})

describe('money', () => {
  test('is exact where doubles are not, to the fen and down', () => {
    expect(1.15 * 100).not.toBe(115)
    expect(
      of({ type: 'rate', baseFact: 'ops.taxPaidYuan', rate: 1 }, { 'ops.taxPaidYuan': 1.15 }),
    ).toMatchObject({
      amountFen: 115,
      amountYuan: 1.15,
    })
    // 8.7 % of 1.10 yuan are 9.57 fen.
    expect(
      of({ type: 'rate', baseFact: 'ops.taxPaidYuan', rate: 0.087 }, { 'ops.taxPaidYuan': 1.1 }),
    ).toMatchObject({
      amountFen: 9,
      amountYuan: 0.09,
    })
  })

  test('agrees with integer arithmetic for every base in fen and every rate in basis points', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.nat(10_000), (fen, basisPoints) => {
        const given = { type: 'rate', baseFact: 'ops.taxPaidYuan', rate: basisPoints / 10_000 }
        const expected = Number((BigInt(fen) * BigInt(basisPoints)) / 10_000n)
        expect(of(given, { 'ops.taxPaidYuan': fen / 100 })).toMatchObject({ amountFen: expected })
      }),
    )
  })

  test('is capped only above the cap', () => {
    const given = { type: 'rate', baseFact: 'trade.boothCostYuan', rate: 0.5, capYuan: 200_000 }
    expect(of(given, { 'trade.boothCostYuan': 400_000 })).toMatchObject({
      amountYuan: 200_000,
      isCapped: false,
    })
    expect(of(given, { 'trade.boothCostYuan': 400_000.02 })).toMatchObject({
      amountYuan: 200_000,
      isCapped: true,
    })
  })

  test('is never less than nothing', () => {
    expect(
      yuanOf({ type: 'perUnit', unitFact: 'hr.newGraduates', amountYuan: 1500 }, { 'hr.newGraduates': -2 }),
    ).toBe(0)
    expect(
      yuanOf({ type: 'rate', baseFact: 'ops.taxPaidYuan', rate: 0.5 }, { 'ops.taxPaidYuan': -100 }),
    ).toBe(0)
  })
})

describe('extra points', () => {
  const equipment = {
    type: 'rate',
    baseFact: 'project.equipmentYuan',
    rate: 0.08,
    capYuan: 10_000_000,
    extraPoints: [
      { when: { fact: 'project.benchmark', op: 'eq', value: true }, rate: 0.04, capYuan: 30_000_000 },
      { when: { fact: 'honours', op: 'includes', value: 'high-tech' }, rate: 0.01 },
    ],
  }

  test('are added to the rate, each when its rule is met, and raise the cap', () => {
    const base = { 'project.equipmentYuan': 100_000_000, honours: [] }
    expect(yuanOf(equipment, { ...base, 'project.benchmark': false })).toBe(8_000_000)
    expect(yuanOf(equipment, { ...base, 'project.benchmark': true })).toBe(12_000_000)
    expect(yuanOf(equipment, { ...base, 'project.benchmark': true, honours: ['high-tech'] })).toBe(13_000_000)
    expect(yuanOf(equipment, { ...base, 'project.equipmentYuan': 4e8, 'project.benchmark': true })).toBe(
      30_000_000,
    )
    expect(yuanOf(equipment, { ...base, 'project.equipmentYuan': 4e8, 'project.benchmark': false })).toBe(
      10_000_000,
    )
  })

  test('are waited for when it is not known whether they count', () => {
    expect(yuanOf(equipment, { 'project.equipmentYuan': 1e6, honours: [] })).toEqual(['project.benchmark'])
    expect(yuanOf(equipment, {})).toEqual(['project.equipmentYuan', 'project.benchmark', 'honours'])
  })

  test('come on top of a rate, never in place of one', () => {
    const { rate, ...others } = equipment
    const given = { ...others, type: 'rateByValue', fact: 'green.esgGrade', rates: { A: rate + 0.02 } }
    const facts = { 'project.equipmentYuan': 1e6, 'project.benchmark': true, honours: [] }
    expect(yuanOf(given, { ...facts, 'green.esgGrade': 'A' })).toBe(140_000)
    expect(yuanOf(given, { ...facts, 'green.esgGrade': 'C' })).toBe(0)
  })
})

describe('amounts by value', () => {
  const honours = { type: 'highestOf', fact: 'honours', amounts: { 'cmmi-3': 100_000, 'cmmi-5': 300_000 } }

  test('of a set only the highest counts', () => {
    expect(yuanOf(honours, { honours: ['cmmi-5', 'cmmi-3', 'other'] })).toBe(300_000)
    expect(yuanOf(honours, { honours: [] })).toBe(0)
    expect(yuanOf(honours, {})).toEqual(['honours'])
  })

  test('what every object inherits has no amount', () => {
    expect(yuanOf(honours, { honours: ['constructor', 'toString'] })).toBe(0)
  })

  test('a number finds the rate written for it', () => {
    const given = {
      type: 'rateByValue',
      baseFact: 'a',
      fact: 'green.carbonLevel',
      rates: { 1: 0.1, 2: 0.05 },
    }
    expect(yuanOf(given, { a: 1000, 'green.carbonLevel': 2 })).toBe(50)
    expect(yuanOf(given, { a: 1000 })).toEqual(['green.carbonLevel'])
    expect(yuanOf(given, {})).toEqual(['a', 'green.carbonLevel'])
  })
})

describe('a sum', () => {
  const interns = {
    type: 'sum',
    parts: [
      { type: 'perUnit', unitFact: 'hr.internMonths', amountYuan: 1000, capYuan: 5000 },
      { type: 'perUnit', unitFact: 'hr.internsRetained', amountYuan: 2000 },
    ],
    capYuan: 8000,
  }

  test('adds its parts, each under its own cap, and caps the whole', () => {
    expect(yuanOf(interns, { 'hr.internMonths': 2.5, 'hr.internsRetained': 1 })).toBe(4500)
    expect(yuanOf(interns, { 'hr.internMonths': 9, 'hr.internsRetained': 1 })).toBe(7000)
    expect(yuanOf(interns, { 'hr.internMonths': 9, 'hr.internsRetained': 5 })).toBe(8000)
  })

  test('waits for all of its facts', () => {
    expect(yuanOf(interns, {})).toEqual(['hr.internMonths', 'hr.internsRetained'])
    expect(yuanOf(interns, { 'hr.internMonths': 2 })).toEqual(['hr.internsRetained'])
  })

  test('says itself whether it is relief of tax', () => {
    const parts = [{ type: 'fixed', amountYuan: 10, kind: 'tax-relief' }]
    expect(support.safeParse({ type: 'sum', parts }).success).toBe(false)
    expect(of({ type: 'fixed', amountYuan: 10, kind: 'tax-relief' }, {})).toMatchObject({
      kind: 'tax-relief',
    })
  })
})
