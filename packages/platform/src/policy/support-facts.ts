/** Which facts a support asks about, and where in it. */
import { factsOfRule, type Rule } from '../rules/rule.js'
import type { SingleSupport, Support } from '../rules/support.js'

/** A fact that an amount is computed from. */
export interface NamedFact {
  /** A JSON pointer into the support. */
  readonly path: string
  readonly fact: string
  /** Amounts and units are numbers; what an amount is looked up by is anything. */
  readonly isNumber: boolean
}

/** A rule inside a support: who gets more points. */
export interface InnerRule {
  readonly path: string
  readonly rule: Rule
}

/** The facts that amounts are computed from, in the support's order. */
export function namedFacts(support: Support): NamedFact[] {
  return singlesOf(support).flatMap(([path, single]) => factsOfSingle(single, path))
}

/** The rules inside a support, in its order. */
export function innerRules(support: Support): InnerRule[] {
  return singlesOf(support).flatMap(([path, single]) =>
    'extraPoints' in single
      ? (single.extraPoints ?? []).map(({ when }, index) => ({
          path: `${path}/extraPoints/${index}/when`,
          rule: when,
        }))
      : [],
  )
}

/** Every fact that an estimate may need, each once. */
export function factsOfSupport(support: Support): string[] {
  const named = namedFacts(support).map(({ fact }) => fact)
  return [...new Set([...named, ...innerRules(support).flatMap(({ rule }) => factsOfRule(rule))])]
}

function singlesOf(support: Support): (readonly [path: string, SingleSupport])[] {
  return support.type === 'sum'
    ? support.parts.map((part, index) => [`/parts/${index}`, part] as const)
    : [['', support]]
}

function factsOfSingle(support: SingleSupport, path: string): NamedFact[] {
  const fact = (member: string, id: string, isNumber: boolean): NamedFact => ({
    path: `${path}/${member}`,
    fact: id,
    isNumber,
  })
  switch (support.type) {
    case 'fixed':
      return []
    case 'perUnit':
      return [fact('unitFact', support.unitFact, true)]
    case 'tieredFixed':
      return [fact('fact', support.fact, true)]
    case 'highestOf':
    case 'byValue':
      return [fact('fact', support.fact, false)]
    case 'rate':
    case 'tieredRate':
      return [fact('baseFact', support.baseFact, true)]
    case 'rateByValue':
      return [fact('baseFact', support.baseFact, true), fact('fact', support.fact, false)]
  }
}
