/** The per-mu assessment: scores by indicators, ranks within a group, grades by quota, a veto above all. */
import {
  compare,
  dividedBy,
  exact,
  larger,
  plus,
  type Ratio,
  roundedTo,
  smaller,
  times,
  ZERO,
} from './exact.js'
import { type Facts, heldBoolean } from './facts.js'
import type { Indicator, PerMuGrade, PerMuModel } from './per-mu-model.js'

/** One enterprise to assess. `facts` are those of the dictionary, derived ones included. */
export interface PerMuCandidate {
  readonly id: string
  /** Figures of the last year by the names the model's formulas use: yuan, mu, tonnes, heads. */
  readonly figures: Readonly<Record<string, number | undefined>>
  readonly facts: Facts
  /** By decision of the county: a utility, a start-up, a project under construction. */
  readonly isExempt?: boolean
}

export type PerMuScale = 'above' | 'below'

/** A grade with all that led to it. */
export interface PerMuGraded {
  readonly id: string
  readonly outcome: 'graded'
  readonly model: string
  readonly scale: PerMuScale
  /** Two decimals; ranks are taken before rounding. */
  readonly score: number
  readonly items: readonly { readonly id: string; readonly score: number }[]
  /** From 1; equal scores share the better rank. */
  readonly rank: number
  readonly groupSize: number
  readonly grade: PerMuGrade
  /** A veto decided the grade, not the rank. */
  readonly isVetoed: boolean
}

/** No grade, which is no bad one. `missing` names figures and facts. */
export interface PerMuUngraded {
  readonly id: string
  readonly outcome: 'ungraded'
  readonly model: string
  readonly reason: 'exempt' | 'not-industrial' | 'figures-missing'
  readonly missing: readonly string[]
}

/**
 * Assesses enterprises together, those above scale and those below each in a group of their own.
 *
 * An indicator gives its weight times the ratio over the baseline, never less than nothing, never more than the cap.
 * A place of `n` covers the share from (rank − 1)/n to rank/n, and its middle decides the grade, so that a quota of
 * 5 % takes nobody from a group of nine. A denominator of zero is no figure.
 *
 * @returns one result for each candidate, in their order
 *
 * @example
 * ```ts
 * const [first] = assessPerMu(model, candidates)
 * if (first?.outcome === 'graded') console.log(first.score, first.rank, first.grade) // 97.09 4 'B'
 * ```
 */
export function assessPerMu(
  model: PerMuModel,
  candidates: readonly PerMuCandidate[],
): (PerMuGraded | PerMuUngraded)[] {
  const averages = averagesOf(model, candidates)
  const assessed = candidates.map(candidate => assess(model, candidate, averages))
  const ranks = new Map([...ranksOf(assessed, 'above'), ...ranksOf(assessed, 'below')])
  return assessed.map(one => {
    if ('outcome' in one) return one

    const { rank = 0, groupSize = 0 } = ranks.get(one) ?? {}
    const { id, scale, total, items, veto } = one
    return {
      id,
      outcome: 'graded' as const,
      model: model.version,
      scale,
      score: roundedTo(total, 2),
      items: items.map(item => ({ id: item.id, score: roundedTo(item.score, 2) })),
      rank,
      groupSize,
      grade: veto ?? gradeAt(model, rank, groupSize),
      isVetoed: veto !== undefined,
    }
  })
}

interface Assessed {
  readonly id: string
  readonly scale: PerMuScale
  readonly items: readonly { readonly id: string; readonly score: Ratio }[]
  readonly total: Ratio
  readonly veto: PerMuGrade | undefined
}

type Averages = ReadonlyMap<Indicator, Ratio>

function assess(model: PerMuModel, candidate: PerMuCandidate, averages: Averages): Assessed | PerMuUngraded {
  const { id, facts } = candidate
  const ungraded = (reason: PerMuUngraded['reason'], missing: readonly string[] = []): PerMuUngraded => ({
    id,
    outcome: 'ungraded',
    model: model.version,
    reason,
    missing,
  })
  if (candidate.isExempt) return ungraded('exempt')
  if (heldBoolean(facts, 'entity.isIndustrial') === false) return ungraded('not-industrial')

  const decisive = ['entity.isIndustrial', 'entity.aboveScale', ...model.grades.veto.map(({ fact }) => fact)]
  const unknown = decisive.filter(fact => heldBoolean(facts, fact) === undefined)
  if (unknown.length > 0) return ungraded('figures-missing', unknown)

  const scale = scaleOf(candidate)
  const indicators = indicatorsOf(model, scale)
  const ratios = indicators.map(indicator => ratioOf(candidate, indicator) ?? averages.get(indicator))
  const missing = indicators.filter((_, index) => ratios[index] === undefined)
  if (missing.length > 0)
    return ungraded('figures-missing', [
      ...new Set(missing.flatMap(indicator => absentFigures(candidate, indicator))),
    ])

  const items = indicators.map((indicator, index) => ({
    id: indicator.id,
    score: scoreOf(indicator, ratios[index] ?? ZERO, model.itemCap),
  }))
  const total = items.map(({ score }) => score).reduce(plus, ZERO)
  const veto = model.grades.veto.find(({ fact }) => heldBoolean(facts, fact) === true)
  return { id, scale, items, total, veto: veto?.grade }
}

function scoreOf({ weight, baseline }: Indicator, ratio: Ratio, itemCap: number): Ratio {
  const reached = larger(ZERO, smaller(exact(itemCap), dividedBy(ratio, exact(baseline))))
  return times(reached, exact(weight))
}

type Place = readonly [Assessed, { readonly rank: number; readonly groupSize: number }]

/** The places of one group; the same total takes the same one. */
function ranksOf(assessed: readonly (Assessed | PerMuUngraded)[], scale: PerMuScale): Place[] {
  const group = assessed.filter(isAssessed).filter(one => one.scale === scale)
  group.sort((a, b) => compare(b.total, a.total))
  let rank = 1
  return group.map((one, index) => {
    const before = group[index - 1]
    if (before && compare(before.total, one.total) !== 0) rank = index + 1
    return [one, { rank, groupSize: group.length }]
  })
}

function isAssessed(one: Assessed | PerMuUngraded): one is Assessed {
  return !('outcome' in one)
}

function gradeAt({ grades: { quotas } }: PerMuModel, rank: number, groupSize: number): PerMuGrade {
  const middle = dividedBy(exact(2 * rank - 1), exact(2 * groupSize))
  const upToA = exact(quotas.A)
  const upToB = plus(upToA, exact(quotas.B))
  const upToC = plus(upToB, exact(quotas.C))
  if (compare(middle, upToA) <= 0) return 'A'
  if (compare(middle, upToB) <= 0) return 'B'
  return compare(middle, upToC) <= 0 ? 'C' : 'D'
}

/** The average ratio of those that have the figures, for indicators that fall back on it. */
function averagesOf(model: PerMuModel, candidates: readonly PerMuCandidate[]): Averages {
  const averages = new Map<Indicator, Ratio>()
  for (const scale of ['above', 'below'] as const) {
    const group = candidates.filter(
      candidate =>
        !candidate.isExempt &&
        heldBoolean(candidate.facts, 'entity.isIndustrial') &&
        scaleOf(candidate) === scale,
    )
    for (const indicator of indicatorsOf(model, scale)) {
      const ratios = group
        .map(candidate => ratioOf(candidate, indicator))
        .filter(ratio => ratio !== undefined)
      if (indicator.whenMissing === 'group-average' && ratios.length > 0)
        averages.set(indicator, dividedBy(ratios.reduce(plus, ZERO), exact(ratios.length)))
    }
  }
  return averages
}

function scaleOf({ facts }: PerMuCandidate): PerMuScale {
  return heldBoolean(facts, 'entity.aboveScale') ? 'above' : 'below'
}

function indicatorsOf(model: PerMuModel, scale: PerMuScale): readonly Indicator[] {
  return scale === 'above' ? model.aboveScale : model.belowScale
}

function ratioOf(candidate: PerMuCandidate, indicator: Indicator): Ratio | undefined {
  const numerator = figureOf(candidate, indicator.numerator)
  const denominator = figureOf(candidate, indicator.denominator)
  if (numerator === undefined || !denominator) return undefined
  return dividedBy(dividedBy(exact(numerator), exact(denominator)), exact(indicator.divisor))
}

function absentFigures(candidate: PerMuCandidate, { numerator, denominator }: Indicator): string[] {
  return [
    ...(figureOf(candidate, numerator) === undefined ? [numerator] : []),
    ...(figureOf(candidate, denominator) ? [] : [denominator]),
  ]
}

function figureOf({ figures }: PerMuCandidate, name: string): number | undefined {
  const figure = Object.hasOwn(figures, name) ? figures[name] : undefined
  return Number.isFinite(figure) ? figure : undefined
}
