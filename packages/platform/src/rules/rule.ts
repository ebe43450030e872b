/** A rule: the conditions of a policy or a product, as data. Who meets it is told by `evaluate.ts`. */
import { z } from 'zod'
import { FACT_ID } from '../facts/facts.js'

/** A rule is no deeper and has no more parts than this. The longest real one has four levels. */
export const MAX_DEPTH = 8
export const MAX_PARTS = 200

const MAX_LIST = 100

const factId = z.string().regex(FACT_ID)
const text = z.string().min(1).max(100)
const number = z.number().refine(Number.isFinite)

const condition = z.discriminatedUnion('op', [
  z.strictObject({ fact: factId, op: z.enum(['eq', 'ne']), value: z.union([text, number, z.boolean()]) }),
  z.strictObject({
    fact: factId,
    op: z.literal('in'),
    value: z.union([z.array(text).min(1).max(MAX_LIST), z.array(number).min(1).max(MAX_LIST)]),
  }),
  z.strictObject({ fact: factId, op: z.enum(['gte', 'lte', 'gt', 'lt']), value: number }),
  z.strictObject({ fact: factId, op: z.literal('includes'), value: text }),
  z.strictObject({ fact: factId, op: z.literal('prefixIn'), value: z.array(text).min(1).max(MAX_LIST) }),
])

/**
 * One condition on one fact.
 *
 * - `eq`, `ne`: the same text, number or yes/no, or another
 * - `in`: one of a list of texts or numbers
 * - `gte`, `lte`, `gt`, `lt`: a number compared
 * - `includes`: a set has this member
 * - `prefixIn`: a text begins with one of these
 */
export type Condition = z.infer<typeof condition>

/** A condition, or rules joined by `all`, `any` and `not`. */
export type Rule =
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule }
  | Condition

const node: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(node).min(1) }),
    z.strictObject({ any: z.array(node).min(1) }),
    z.strictObject({ not: node }),
    condition,
  ]),
)

/**
 * A rule from outside: strict, and bounded before anything walks through it.
 *
 * @example
 * ```ts
 * rule.parse({ all: [{ fact: 'entity.isIndustrial', op: 'eq', value: true }, { fact: 'ops.employees', op: 'gte', value: 20 }] })
 * ```
 */
export const rule = z
  .unknown()
  .refine(isBounded, { error: `A rule has at most ${MAX_DEPTH} levels and ${MAX_PARTS} parts.` })
  .pipe(node)

/** Every fact a rule asks about, each once, in the order it first asks. */
export function factsOfRule(given: Rule): string[] {
  if ('all' in given) return [...new Set(given.all.flatMap(factsOfRule))]
  if ('any' in given) return [...new Set(given.any.flatMap(factsOfRule))]
  return 'not' in given ? factsOfRule(given.not) : [given.fact]
}

/** Without recursion, which deep input could exhaust. */
function isBounded(given: unknown): boolean {
  let level: unknown[] = [given]
  let parts = 0
  for (let depth = 1; level.length > 0; depth++) {
    parts += level.length
    if (depth > MAX_DEPTH || parts > MAX_PARTS) return false
    level = level.flatMap(partsOf)
  }
  return true
}

/** All that the schema would walk into, whether or not they belong together. */
function partsOf(given: unknown): unknown[] {
  if (typeof given !== 'object' || given === null) return []
  const all = 'all' in given && Array.isArray(given.all) ? given.all : []
  const any = 'any' in given && Array.isArray(given.any) ? given.any : []
  return [...all, ...any, ...('not' in given ? [given.not] : [])]
}
