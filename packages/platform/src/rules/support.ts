/** How much a policy gives, as data: amounts, rates, tiers, caps. What it comes to is computed by `estimate.ts`. */
import { z } from 'zod'
import { FACT_ID } from '../facts/facts.js'
import { rule } from './rule.js'

const factId = z.string().regex(FACT_ID)
const amountYuan = z.number().min(0).max(1e12)
const rate = z.number().min(0).max(10)
const bound = z.number().min(0).max(1e15)

/** A tier holds values above `above` or from `from` on, up to and with `upTo` or below `below`; null has no end. */
const bounds = {
  above: bound.optional(),
  from: bound.optional(),
  upTo: bound.nullable().optional(),
  below: bound.nullable().optional(),
}

export type TierBounds = z.infer<z.ZodObject<typeof bounds>>

function tiersOf<Tier extends z.ZodType<TierBounds>>(tier: Tier) {
  return z
    .array(tier)
    .min(1)
    .max(50)
    .refine(tiers => tiers.every(hasOneOfEach), {
      error: 'A tier begins with one of `above` and `from`, and ends with one of `upTo` and `below`.',
    })
    .refine(areAscending, { error: 'Tiers ascend, and no value lies in two of them.' })
}

const rateTiers = tiersOf(z.strictObject({ ...bounds, rate }))
const amountTiers = tiersOf(z.strictObject({ ...bounds, amountYuan }))

/** Added to the rate when its rule is met, 0.05 for five points; it may raise the cap. */
const extraPoints = z
  .array(z.strictObject({ when: rule, rate, capYuan: amountYuan.optional(), note: z.string().optional() }))
  .max(20)
  .optional()

const common = {
  /** A reduction of tax rather than a payment. */
  kind: z.literal('tax-relief').optional(),
  capYuan: amountYuan.optional(),
  note: z.string().optional(),
}

const single = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('fixed'), amountYuan, ...common }),
  z.strictObject({ type: z.literal('rate'), baseFact: factId, rate, extraPoints, ...common }),
  z.strictObject({
    type: z.literal('tieredRate'),
    baseFact: factId,
    /** `whole`: the rate of the tier that the amount lies in, on all of it. `marginal`: each tier's rate on its part. */
    mode: z.enum(['whole', 'marginal']).default('whole'),
    tiers: rateTiers,
    extraPoints,
    ...common,
  }),
  z.strictObject({
    type: z.literal('rateByValue'),
    baseFact: factId,
    fact: factId,
    rates: z.record(z.string(), rate),
    extraPoints,
    ...common,
  }),
  z.strictObject({
    type: z.literal('tieredFixed'),
    fact: factId,
    tiers: amountTiers,
    /** Says in a word what the tiers' bounds say themselves. */
    boundary: z.enum(['lower-inclusive', 'upper-inclusive']).optional(),
    ...common,
  }),
  z.strictObject({
    type: z.literal('highestOf'),
    fact: factId,
    amounts: z.record(z.string(), amountYuan),
    ...common,
  }),
  z.strictObject({
    type: z.literal('byValue'),
    fact: factId,
    amounts: z.record(z.string(), amountYuan),
    ...common,
  }),
  z.strictObject({ type: z.literal('perUnit'), unitFact: factId, amountYuan, ...common }),
])

/**
 * What a policy gives, one of nine types.
 *
 * - `fixed`: an amount
 * - `rate`: a share of a fact in yuan; `rateByValue`: the share depends on another fact
 * - `tieredRate`, `tieredFixed`: a share, or an amount, by the tier that a fact lies in
 * - `highestOf`: of the amounts for the members of a set, the highest; `byValue`: the amount for one value
 * - `perUnit`: an amount for each unit of a fact
 * - `sum`: several of these together
 */
export const support = z.discriminatedUnion('type', [
  ...single.options,
  z.strictObject({
    type: z.literal('sum'),
    parts: z
      .array(single)
      .min(1)
      .max(20)
      .refine(parts => parts.every(({ kind }) => kind === undefined), {
        error: 'The kind stands on the sum.',
      }),
    ...common,
  }),
])

export type Support = z.infer<typeof support>
export type SingleSupport = z.infer<typeof single>
export type RatedSupport = Extract<SingleSupport, { type: 'rate' | 'tieredRate' | 'rateByValue' }>

function hasOneOfEach({ above, from, upTo, below }: TierBounds): boolean {
  return (above === undefined) !== (from === undefined) && (upTo === undefined) !== (below === undefined)
}

function areAscending(tiers: readonly TierBounds[]): boolean {
  return tiers.every((tier, index) => {
    const start = tier.above ?? tier.from ?? 0
    const end = tier.upTo ?? tier.below ?? Infinity
    const next = tiers[index + 1]
    if (start > end || (start === end && !(tier.from !== undefined && tier.upTo != null))) return false
    if (!next) return true
    const nextStart = next.above ?? next.from ?? 0
    const touchesTwice = tier.upTo != null && next.from !== undefined
    return end < nextStart || (end === nextStart && !touchesTwice)
  })
}
