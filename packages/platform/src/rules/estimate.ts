/** What a policy's support comes to for one enterprise: computed exactly, an estimate and never a promise. */
import { compare, exact, larger, minus, plus, type Ratio, roundedDown, times, ZERO } from '../facts/exact.js'
import { type Facts, type FactValue, heldNumber, heldValue } from '../facts/facts.js'
import { evaluate } from './evaluate.js'
import type { RatedSupport, SingleSupport, Support, TierBounds } from './support.js'

/** An amount, or the facts it waits for. */
export type Estimate =
  | {
      readonly outcome: 'estimated'
      readonly kind: 'payment' | 'tax-relief'
      /** Whole fen. What is less than one fen is dropped: an estimate never says more than the formula. */
      readonly amountFen: number
      /** The same amount in yuan, with up to two decimals. */
      readonly amountYuan: number
      /** The cap of the policy, not its formula, made the amount. */
      readonly isCapped: boolean
    }
  | { readonly outcome: 'need-info'; readonly missing: readonly string[] }

/**
 * Computes what a support comes to. It does not look at whether the enterprise meets the policy's rule.
 *
 * A value in no tier, or with no amount of its own, gives nothing; negative bases and units count as zero.
 *
 * @param support - parsed by the schema of `support.ts`
 *
 * @example
 * ```ts
 * const { amountYuan } = estimate({ type: 'rate', baseFact: 'trade.boothCostYuan', rate: 0.7, capYuan: 200_000 }, facts)
 * ```
 */
export function estimate(support: Support, facts: Facts): Estimate {
  const amount = support.type === 'sum' ? sumOf(support, facts) : amountOf(support, facts)
  if (isMissing(amount)) return { outcome: 'need-info', missing: [...new Set(amount)] }

  const amountFen = Number(roundedDown(times(amount.yuan, exact(100))))
  return {
    outcome: 'estimated',
    kind: support.kind ?? 'payment',
    amountFen,
    amountYuan: amountFen / 100,
    isCapped: amount.isCapped,
  }
}

/** Yuan, or the ids of the facts it waits for. */
type Amount = Settled | readonly string[]

interface Settled {
  readonly yuan: Ratio
  readonly isCapped: boolean
}

function sumOf({ parts, capYuan }: Extract<Support, { type: 'sum' }>, facts: Facts): Amount {
  const amounts = parts.map(part => amountOf(part, facts))
  const missing = amounts.filter(isMissing).flat()
  if (missing.length > 0) return missing

  const settled = amounts.filter(isSettled)
  const total = capped(settled.map(({ yuan }) => yuan).reduce(plus, ZERO), capYuan)
  return { ...total, isCapped: total.isCapped || settled.some(({ isCapped }) => isCapped) }
}

function amountOf(support: SingleSupport, facts: Facts): Amount {
  switch (support.type) {
    case 'fixed':
      return capped(exact(support.amountYuan), support.capYuan)
    case 'perUnit': {
      const units = heldNumber(facts, support.unitFact)
      if (units === undefined) return [support.unitFact]
      return capped(times(atLeastZero(units), exact(support.amountYuan)), support.capYuan)
    }
    case 'tieredFixed': {
      const value = heldNumber(facts, support.fact)
      if (value === undefined) return [support.fact]
      return capped(exact(support.tiers.find(tier => holds(tier, value))?.amountYuan ?? 0), support.capYuan)
    }
    case 'byValue':
    case 'highestOf': {
      const value = heldValue(facts, support.fact)
      if (value === undefined) return [support.fact]
      const amounts = namesIn(value).map(name => exact(entryOf(support.amounts, name) ?? 0))
      return capped(amounts.reduce(larger, ZERO), support.capYuan)
    }
    case 'rate':
      return rated(support, facts, (base, points) => times(exact(base), plus(exact(support.rate), points)))
    case 'tieredRate':
      return rated(support, facts, (base, points) => tieredAmount(support, base, points))
    case 'rateByValue': {
      const value = heldValue(facts, support.fact)
      const [name = ''] = value === undefined ? [] : namesIn(value)
      const rate = entryOf(support.rates, name)
      const amount = rated(support, facts, (base, points) =>
        // Points come on top of a rate; without one there is nothing to come on top of.
        rate === undefined ? ZERO : times(exact(base), plus(exact(rate), points)),
      )
      return value === undefined ? [...(isMissing(amount) ? amount : []), support.fact] : amount
    }
  }
}

function rated(support: RatedSupport, facts: Facts, compute: (base: number, points: Ratio) => Ratio): Amount {
  const base = heldNumber(facts, support.baseFact)
  const judged = (support.extraPoints ?? []).map(extra => ({ extra, answer: evaluate(extra.when, facts) }))
  const missing = [
    ...(base === undefined ? [support.baseFact] : []),
    ...judged.flatMap(({ answer }) => (answer.result === 'need-info' ? answer.missing : [])),
  ]
  if (base === undefined || missing.length > 0) return missing

  const extras = judged.filter(({ answer }) => answer.result === 'yes').map(({ extra }) => extra)
  const points = extras.map(({ rate }) => exact(rate)).reduce(plus, ZERO)
  const caps = [support.capYuan, ...extras.map(({ capYuan }) => capYuan)].filter(cap => cap !== undefined)
  return capped(compute(Math.max(0, base), points), caps.length > 0 ? Math.max(...caps) : undefined)
}

function tieredAmount(
  { tiers, mode }: Extract<SingleSupport, { type: 'tieredRate' }>,
  base: number,
  points: Ratio,
): Ratio {
  if (mode === 'whole') {
    const tier = tiers.find(bounds => holds(bounds, base))
    return tier ? times(exact(base), plus(exact(tier.rate), points)) : ZERO
  }
  return tiers
    .map(tier => {
      const start = exact(tier.above ?? tier.from ?? 0)
      const end = tier.upTo ?? tier.below
      const part = minus(exact(end == null ? base : Math.min(base, end)), start)
      return times(larger(ZERO, part), plus(exact(tier.rate), points))
    })
    .reduce(plus, ZERO)
}

/** Whether a value lies in a tier: `above` and `below` leave their bound out, `from` and `upTo` take it in. */
function holds({ above, from, upTo, below }: TierBounds, value: number): boolean {
  if (above !== undefined && value <= above) return false
  if (from !== undefined && value < from) return false
  if (upTo != null && value > upTo) return false
  return below == null || value < below
}

function capped(yuan: Ratio, capYuan: number | undefined): { yuan: Ratio; isCapped: boolean } {
  if (capYuan === undefined || compare(yuan, exact(capYuan)) <= 0) return { yuan, isCapped: false }
  return { yuan: exact(capYuan), isCapped: true }
}

function atLeastZero(number: number): Ratio {
  return larger(ZERO, exact(number))
}

/** A value as the keys of a table have it: each member of a set, or the one value. */
function namesIn(value: FactValue): readonly string[] {
  return Array.isArray(value) ? value : [String(value)]
}

function entryOf(table: Readonly<Record<string, number>>, name: string): number | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

function isSettled(amount: Amount): amount is Settled {
  return !isMissing(amount)
}

function isMissing(amount: Amount): amount is readonly string[] {
  return Array.isArray(amount)
}
