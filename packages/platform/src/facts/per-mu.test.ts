import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessPerMu, type PerMuCandidate } from './per-mu.js'
import { perMuModel } from './per-mu-model.js'

const taxPerMu = {
  id: 'taxPerMu',
  zh: '亩均税收',
  formula: 'taxPaidYuan / landMu',
  unit: '万元/亩',
  weight: 60,
  baseline: 10,
}
const rdIntensity = {
  id: 'rdIntensity',
  zh: '研发强度',
  formula: 'rdExpenseYuan / revenueYuan',
  unit: '比例',
  weight: 40,
  baseline: 0.03,
}
const file = {
  version: 'county-2025',
  aboveScale: [taxPerMu, rdIntensity],
  belowScale: [{ ...taxPerMu, weight: 100 }],
  itemCap: 1.5,
  grades: {
    method: 'rank',
    quotas: { A: 0.25, B: 0.45, C: 0.25, D: 0.05 },
    veto: ['credit.envRedFlag -> D'],
  },
}
const model = perMuModel.parse(file)

const facts = { 'entity.isIndustrial': true, 'entity.aboveScale': true, 'credit.envRedFlag': false }
const figures = { taxPaidYuan: 1_000_000, landMu: 10, rdExpenseYuan: 300_000, revenueYuan: 10_000_000 }
const plain: PerMuCandidate = { id: 'ent-00', figures, facts }

/** Candidates of which the first pays the most tax. */
const ranked = (count: number): PerMuCandidate[] =>
  Array.from({ length: count }, (_, index) => ({
    ...plain,
    id: `ent-${index}`,
    figures: { ...figures, taxPaidYuan: 1_000_000 - index * 100 },
  }))
const gradesOf = (candidates: readonly PerMuCandidate[]) =>
  assessPerMu(model, candidates).map(result => (result.outcome === 'graded' ? result.grade : result.reason))

describe('the score', () => {
  const scoreOf = (changed: Record<string, number>) => {
    const [result] = assessPerMu(model, [{ ...plain, figures: { ...figures, ...changed } }])
    return result?.outcome === 'graded' ? result.score : undefined
  }

  test('is each ratio over its baseline by its weight, in the unit of the baseline', () => {
    expect(scoreOf({})).toBe(100)
    expect(scoreOf({ taxPaidYuan: 500_000 })).toBe(70)
    expect(scoreOf({ rdExpenseYuan: 100_000 })).toBe(73.33)
  })

  test('takes no more from one indicator than the cap, and never less than nothing', () => {
    expect(scoreOf({ taxPaidYuan: 1_500_000 })).toBe(130)
    expect(scoreOf({ taxPaidYuan: 900_000_000 })).toBe(130)
    expect(scoreOf({ taxPaidYuan: -900_000 })).toBe(40)
  })

  test('never falls when a numerator grows', () => {
    fc.assert(
      fc.property(fc.nat(3_000_000), fc.nat(100_000), (tax, more) => {
        expect(scoreOf({ taxPaidYuan: tax + more })).toBeGreaterThanOrEqual(
          scoreOf({ taxPaidYuan: tax }) ?? Infinity,
        )
      }),
    )
  })

  test('below scale counts by the indicators for below scale, in a group of its own', () => {
    const below = {
      ...plain,
      id: 'ent-01',
      facts: { ...facts, 'entity.aboveScale': false },
      figures: { taxPaidYuan: 800_000, landMu: 10 },
    }
    expect(assessPerMu(model, [plain, below])).toMatchObject([
      { scale: 'above', score: 100, rank: 1, groupSize: 1, model: 'county-2025' },
      { scale: 'below', score: 80, rank: 1, groupSize: 1, items: [{ id: 'taxPerMu', score: 80 }] },
    ])
  })
})

describe('grades', () => {
  test('follow the quotas by rank', () => {
    const grades = gradesOf(ranked(20))
    expect(grades.join('')).toBe('AAAAABBBBBBBBBCCCCCD')
  })

  test('take nobody from a group too small for a quota', () => {
    expect(gradesOf(ranked(9)).join('')).toBe('AABBBBCCC')
    expect(gradesOf(ranked(1))).toEqual(['B'])
  })

  test('are equal for equal scores, whatever the order', () => {
    const results = assessPerMu(model, [plain, { ...plain, id: 'ent-01' }, ...ranked(4).slice(1)])
    expect(results.map(result => result.outcome === 'graded' && result.rank)).toEqual([1, 1, 3, 4, 5])
    fc.assert(
      fc.property(fc.shuffledSubarray(ranked(12), { minLength: 12 }), shuffled => {
        const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id)
        expect(assessPerMu(model, shuffled).sort(byId)).toEqual(assessPerMu(model, ranked(12)).sort(byId))
      }),
    )
  })

  test('are decided by a veto whatever the rank', () => {
    const vetoed = { ...plain, id: 'ent-99', facts: { ...facts, 'credit.envRedFlag': true } }
    expect(assessPerMu(model, [vetoed, ...ranked(8).slice(1)])[0]).toMatchObject({
      rank: 1,
      grade: 'D',
      isVetoed: true,
    })
  })
})

describe('no grade', () => {
  const only = (candidate: Partial<PerMuCandidate>) => assessPerMu(model, [{ ...plain, ...candidate }])[0]

  test('is given, rather than a bad one, when a figure is not known or a denominator is zero', () => {
    const { landMu: _, ...without } = figures
    expect(only({ figures: without })).toMatchObject({
      outcome: 'ungraded',
      reason: 'figures-missing',
      missing: ['landMu'],
    })
    expect(only({ figures: { ...figures, landMu: 0, revenueYuan: Number.NaN } })).toMatchObject({
      missing: ['landMu', 'revenueYuan'],
    })
  })

  test('is given while it is not known whether a veto stands', () => {
    const { 'credit.envRedFlag': _, ...without } = facts
    expect(only({ facts: without })).toMatchObject({
      reason: 'figures-missing',
      missing: ['credit.envRedFlag'],
    })
  })

  test('is given to those exempt and those outside industry, who take no place in the ranks', () => {
    const outside = { ...plain, id: 'ent-98', facts: { ...facts, 'entity.isIndustrial': false } }
    const exempt = { ...plain, id: 'ent-99', isExempt: true }
    const results = assessPerMu(model, [outside, exempt, ...ranked(2)])
    expect(results).toMatchObject([
      { reason: 'not-industrial' },
      { reason: 'exempt' },
      { rank: 1, groupSize: 2 },
      { rank: 2, groupSize: 2 },
    ])
  })

  test('is avoided by the average of the group where the model says so', () => {
    const lenient = perMuModel.parse({
      ...file,
      aboveScale: [taxPerMu, { ...rdIntensity, whenMissing: 'group-average' }],
    })
    const { rdExpenseYuan: _, ...without } = figures
    const doubled = { ...plain, id: 'ent-02', figures: { ...figures, rdExpenseYuan: 100_000 } }
    const [result] = assessPerMu(lenient, [
      { ...plain, figures: without },
      { ...plain, id: 'ent-01' },
      doubled,
    ])
    // The others reach 3 % and 1 %; their average is two thirds of the baseline.
    expect(result).toMatchObject({
      items: [
        { id: 'taxPerMu', score: 60 },
        { id: 'rdIntensity', score: 26.67 },
      ],
    })
  })
})

describe('a model', () => {
  test.each([
    [
      'quotas that are not the whole',
      { grades: { ...file.grades, quotas: { A: 0.25, B: 0.45, C: 0.25, D: 0.06 } } },
    ],
    ['a veto without a grade', { grades: { ...file.grades, veto: ['credit.envRedFlag'] } }],
    ['a formula that is more than one over another', { belowScale: [{ ...taxPerMu, formula: 'a / b / c' }] }],
    ['a baseline of nothing', { belowScale: [{ ...taxPerMu, baseline: 0 }] }],
    ['no edition', { version: undefined }],
    ['a member that nobody knows', { bonus: 5 }],
  ])('is refused with %s', (_, changed) => {
    expect(perMuModel.safeParse({ ...file, ...changed }).success).toBe(false)
  })
})
