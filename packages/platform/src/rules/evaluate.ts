/**
 * Whether an enterprise meets a rule, in three values: a fact that is not known makes a condition unknown, never false
 * (Kleene's strong logic). The answer says why not, or what must be known first.
 */
import { type Facts, type FactValue, heldValue } from '../facts/facts.js'
import { everyTrue, opposite, someTrue, type Truth } from '../facts/three-valued.js'
import type { Condition, Rule } from './rule.js'

export type ConditionResult = 'met' | 'not-met' | 'unknown'

/** A condition with what became of it. `held` is the value it was judged by, absent when the fact is not known. */
export type JudgedCondition = Condition & { readonly held?: FactValue; readonly result: ConditionResult }

/** A rule with the result of each of its parts. */
export type JudgedRule =
  | { readonly all: readonly JudgedRule[]; readonly result: ConditionResult }
  | { readonly any: readonly JudgedRule[]; readonly result: ConditionResult }
  | { readonly not: JudgedRule; readonly result: ConditionResult }
  | JudgedCondition

/** What is answered. */
export type Answer =
  | { readonly result: 'yes' }
  /** Every part that fails: a condition, an `any` none of which holds, or a `not` of what holds. */
  | { readonly result: 'no'; readonly because: readonly JudgedRule[] }
  /** The facts that can still change the answer, and no others, each once in the order of the rule. */
  | { readonly result: 'need-info'; readonly missing: readonly string[] }

export type Evaluation = Answer & { readonly judged: JudgedRule }

/**
 * Judges every condition of a rule, and answers.
 *
 * A value of a kind that the operator cannot take (a text where a number is compared) counts as not known. Learning a
 * fact never takes back a yes or a no; once all missing facts are known, the answer is one of them.
 *
 * @param rule - parsed by the schema of `rule.ts`, so of bounded depth
 *
 * @example
 * ```ts
 * const answer = evaluate({ fact: 'ops.employees', op: 'gte', value: 20 }, {})
 * if (answer.result === 'need-info') console.log(answer.missing) // ['ops.employees']
 * ```
 */
export function evaluate(rule: Rule, facts: Facts): Evaluation {
  const judged = judge(rule, facts)
  switch (judged.result) {
    case 'met':
      return { result: 'yes', judged }
    case 'not-met':
      return { result: 'no', because: failuresOf(judged), judged }
    case 'unknown':
      return { result: 'need-info', missing: [...new Set(missingOf(judged))], judged }
  }
}

/** All conditions of a judged rule, in its order. */
export function conditionsOf(judged: JudgedRule): JudgedCondition[] {
  if ('all' in judged) return judged.all.flatMap(conditionsOf)
  if ('any' in judged) return judged.any.flatMap(conditionsOf)
  return 'not' in judged ? conditionsOf(judged.not) : [judged]
}

function judge(rule: Rule, facts: Facts): JudgedRule {
  if ('all' in rule) {
    const all = rule.all.map(part => judge(part, facts))
    return { all, result: resultOf(everyTrue(all.map(truthOf))) }
  }
  if ('any' in rule) {
    const any = rule.any.map(part => judge(part, facts))
    return { any, result: resultOf(someTrue(any.map(truthOf))) }
  }
  if ('not' in rule) {
    const not = judge(rule.not, facts)
    return { not, result: resultOf(opposite(truthOf(not))) }
  }
  const held = heldValue(facts, rule.fact)
  const truth = held === undefined ? undefined : isMet(rule, held)
  return { ...rule, ...(truth !== undefined && held !== undefined && { held }), result: resultOf(truth) }
}

/** Undefined when the value is of a kind that the operator cannot take. */
function isMet(condition: Condition, held: FactValue): Truth {
  switch (condition.op) {
    case 'eq':
      return typeof held === typeof condition.value ? held === condition.value : undefined
    case 'ne':
      return typeof held === typeof condition.value ? held !== condition.value : undefined
    case 'in':
      return isMember(held, condition.value)
    case 'gte':
      return typeof held === 'number' ? held >= condition.value : undefined
    case 'lte':
      return typeof held === 'number' ? held <= condition.value : undefined
    case 'gt':
      return typeof held === 'number' ? held > condition.value : undefined
    case 'lt':
      return typeof held === 'number' ? held < condition.value : undefined
    case 'includes':
      return Array.isArray(held) ? held.includes(condition.value) : undefined
    case 'prefixIn':
      return typeof held === 'string' ? condition.value.some(prefix => held.startsWith(prefix)) : undefined
  }
}

function isMember(held: FactValue, list: readonly (string | number)[]): Truth {
  return typeof held === typeof list[0] ? list.some(member => member === held) : undefined
}

function failuresOf(judged: JudgedRule): JudgedRule[] {
  return 'all' in judged ? judged.all.filter(part => part.result === 'not-met').flatMap(failuresOf) : [judged]
}

/** Only what is unknown itself is looked into: elsewhere nothing depends on what is missing. */
function missingOf(judged: JudgedRule): string[] {
  if (judged.result !== 'unknown') return []
  if ('all' in judged) return judged.all.flatMap(missingOf)
  if ('any' in judged) return judged.any.flatMap(missingOf)
  return 'not' in judged ? missingOf(judged.not) : [judged.fact]
}

function truthOf({ result }: JudgedRule): Truth {
  return result === 'unknown' ? undefined : result === 'met'
}

function resultOf(truth: Truth): ConditionResult {
  return truth === undefined ? 'unknown' : truth ? 'met' : 'not-met'
}
