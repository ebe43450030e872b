/** A county's model of the per-mu assessment (亩均论英雄), as data: indicators, weights, baselines, quotas, vetoes. */
import { z } from 'zod'
import { compare, exact, plus, ZERO } from './exact.js'
import { FACT_ID } from './facts.js'

const FIGURE = '[a-z][a-zA-Z]*'
const WAN = 10_000

const formula = z
  .string()
  .regex(new RegExp(`^${FIGURE} / ${FIGURE}$`))
  .transform(text => {
    const [numerator = '', denominator = ''] = text.split(' / ')
    return { numerator, denominator }
  })

const indicator = z
  .strictObject({
    id: z.string(),
    zh: z.string(),
    /** Two figures of the record, `taxPaidYuan / landMu`. */
    formula,
    /** What the baseline is in. A unit in 万元 means that the yuan of the formula are divided by 10,000. */
    unit: z.string(),
    weight: z.number().positive(),
    baseline: z.number().positive(),
    /** What happens without the figures; unless it says so, the enterprise is not graded. */
    whenMissing: z.literal('group-average').optional(),
  })
  .transform(({ formula, unit, ...given }) => ({
    ...given,
    ...formula,
    divisor: unit.startsWith('万元') ? WAN : 1,
  }))

const veto = z.string().transform((text, context) => {
  const [fact = '', grade = ''] = text.split(' -> ')
  if (FACT_ID.test(fact) && /^[A-D]$/.test(grade))
    return { fact, grade: z.enum(['A', 'B', 'C', 'D']).parse(grade) }
  context.addIssue('A veto is a fact and the grade it leads to: `credit.envRedFlag -> D`.')
  return z.NEVER
})

const share = z.number().min(0).max(1)

const quotas = z
  .strictObject({ A: share, B: share, C: share, D: share })
  .refine(({ A, B, C, D }) => compare([A, B, C, D].map(exact).reduce(plus, ZERO), exact(1)) === 0, {
    error: 'The quotas are shares of the whole: together they are 1.',
  })

/** One county's model for one year. */
export const perMuModel = z.strictObject({
  /** The edition, which goes into every result: county and year. */
  version: z.string().min(1),
  note: z.string().optional(),
  source: z.string().optional(),
  aboveScale: z.array(indicator).min(1),
  belowScale: z.array(indicator).min(1),
  /** No indicator gives more than so many times its weight. */
  itemCap: z.number().positive(),
  itemCapNote: z.string().optional(),
  grades: z.strictObject({
    method: z.literal('rank'),
    quotas,
    quotaSource: z.string().optional(),
    /** Facts that decide the grade whatever the score, when they are true. */
    veto: z.array(veto),
    names: z.record(z.string(), z.string()).optional(),
  }),
})

export type PerMuModel = z.infer<typeof perMuModel>
export type Indicator = z.infer<typeof indicator>
export type PerMuGrade = keyof PerMuModel['grades']['quotas']
