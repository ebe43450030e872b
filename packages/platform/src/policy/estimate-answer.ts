/** What a support may come to, with how: each step as a sentence in the caller's language. */
import { type contract, MAX_FEN } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import { type Facts, heldNumber, heldValue } from '../facts/facts.js'
import type { Language } from '../http/language.js'
import { estimate } from '../rules/estimate.js'
import { evaluate } from '../rules/evaluate.js'
import type { RatedSupport, SingleSupport, Support, TierBounds } from '../rules/support.js'
import { type Phrases, phrasesIn } from './estimate-phrases.js'
import type { StoredFact } from './tables.js'

type EstimateAnswer = NonNullable<z.output<typeof contract.policy.matches.read.answer>['estimate']>

/** The estimate, and the facts it waits for. */
export interface ComputedEstimate {
  readonly estimate: EstimateAnswer
  readonly missing: readonly string[]
}

/** @param stored - what facts are called */
export function estimateAnswer(
  support: Support,
  facts: Facts,
  stored: ReadonlyMap<string, StoredFact>,
  language: Language,
): ComputedEstimate {
  const phrases = phrasesIn(language, id => {
    const label = stored.get(id)?.label
    return label?.[language] ?? label?.['zh-CN'] ?? id
  })
  const total = estimate(support, facts)
  const isEstimate = true as const
  if (total.outcome === 'need-info')
    return {
      estimate: { amount: null, steps: [phrases.waitsFor(total.missing)], isEstimate },
      missing: total.missing,
    }
  if (total.amountFen > MAX_FEN)
    return { estimate: { amount: null, steps: [phrases.beyond()], isEstimate }, missing: [] }
  const steps = [
    ...stepsOf(support, facts, phrases),
    ...(total.kind === 'tax-relief' ? [phrases.taxRelief()] : []),
  ]
  return {
    estimate: { amount: { amountFen: total.amountFen, currency: 'CNY' }, steps, isEstimate },
    missing: [],
  }
}

function stepsOf(support: Support, facts: Facts, phrases: Phrases): string[] {
  if (support.type !== 'sum') return singleSteps(support, facts, phrases)
  const parts = support.parts.flatMap(part => singleSteps(part, facts, phrases))
  const total = estimate(support, facts)
  const uncapped = estimate({ ...support, capYuan: undefined }, facts)
  if (total.outcome !== 'estimated' || uncapped.outcome !== 'estimated') return parts
  return [...parts, phrases.sum(uncapped.amountFen), ...capStep(uncapped.amountFen, total.amountFen, phrases)]
}

/** How a part comes about, and its cap where that makes the amount. */
function singleSteps(support: SingleSupport, facts: Facts, phrases: Phrases): string[] {
  const amount = estimate(support, facts)
  const uncapped = estimate(withoutCap(support), facts)
  if (amount.outcome !== 'estimated' || uncapped.outcome !== 'estimated') return []
  return [
    formulaStep(support, facts, uncapped.amountFen, phrases),
    ...extraSteps(support, facts, phrases),
    ...capStep(uncapped.amountFen, amount.amountFen, phrases),
  ]
}

function capStep(uncappedFen: number, amountFen: number, phrases: Phrases): string[] {
  return uncappedFen > amountFen ? [phrases.cap(amountFen)] : []
}

function withoutCap(support: SingleSupport): SingleSupport {
  if (!('extraPoints' in support)) return { ...support, capYuan: undefined }
  // More points may come with a higher cap.
  const extraPoints = support.extraPoints?.map(extra => ({ ...extra, capYuan: undefined }))
  return { ...support, capYuan: undefined, extraPoints }
}

function formulaStep(support: SingleSupport, facts: Facts, amountFen: number, phrases: Phrases): string {
  switch (support.type) {
    case 'fixed':
      return phrases.fixed(amountFen)
    case 'perUnit':
      return phrases.perUnit(
        support.unitFact,
        numberIn(facts, support.unitFact),
        support.amountYuan,
        amountFen,
      )
    case 'tieredFixed':
      return phrases.byFact(support.fact, String(numberIn(facts, support.fact)), amountFen)
    case 'highestOf':
    case 'byValue':
      return phrases.byFact(support.fact, textIn(facts, support.fact), amountFen)
    case 'rate':
    case 'tieredRate':
    case 'rateByValue':
      return rateStep(support, facts, amountFen, phrases)
  }
}

function rateStep(support: RatedSupport, facts: Facts, amountFen: number, phrases: Phrases): string {
  const base = numberIn(facts, support.baseFact)
  const points = extrasOf(support, facts).reduce((sum, { rate }) => sum + rate, 0)
  switch (support.type) {
    case 'rate':
      return phrases.rate(support.baseFact, base, support.rate + points, amountFen)
    case 'rateByValue': {
      const value = textIn(facts, support.fact)
      // Points come on top of a rate; where there is none, there is nothing to come on top of.
      const own = Object.hasOwn(support.rates, value) ? support.rates[value] : undefined
      const rate = own === undefined ? 0 : own + points
      return phrases.rateByFact(support.baseFact, base, support.fact, value, rate, amountFen)
    }
    case 'tieredRate': {
      const own = support.tiers.find(tier => holds(tier, base))?.rate
      const rate = own === undefined ? 0 : own + points
      return support.mode === 'whole'
        ? phrases.rate(support.baseFact, base, rate, amountFen)
        : phrases.tiers(support.baseFact, base, amountFen)
    }
  }
}

function extraSteps(support: SingleSupport, facts: Facts, phrases: Phrases): string[] {
  if (!('extraPoints' in support)) return []
  return extrasOf(support, facts).map(({ rate }) => phrases.extraPoints(rate))
}

/** The points that are come by. */
function extrasOf({ extraPoints = [] }: RatedSupport, facts: Facts) {
  return extraPoints.filter(({ when }) => evaluate(when, facts).result === 'yes')
}

function holds({ above, from, upTo, below }: TierBounds, value: number): boolean {
  return (
    (above === undefined || value > above) &&
    (from === undefined || value >= from) &&
    (upTo == null || value <= upTo) &&
    (below == null || value < below)
  )
}

function numberIn(facts: Facts, id: string): number {
  return heldNumber(facts, id) ?? 0
}

function textIn(facts: Facts, id: string): string {
  const value = heldValue(facts, id)
  return typeof value === 'object' ? value.join(', ') : String(value ?? '')
}
