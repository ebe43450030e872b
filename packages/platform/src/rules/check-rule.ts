/**
 * Whether a rule asks what the county's dictionary can answer. A misspelt fact would otherwise be unknown for ever, and
 * every enterprise would be asked for it in vain.
 */
import { type FactDictionary, type FactType, isNumeric, isOfType } from '../facts/dictionary.js'
import type { Condition, Rule } from './rule.js'

/** A condition that can never be met or judged, and why. `path` is a JSON pointer (RFC 6901) into the rule. */
export interface RuleFault {
  readonly path: string
  readonly fault: 'unknown-fact' | 'operator-does-not-fit' | 'impossible-value'
  readonly fact: string
}

/**
 * Checks a rule against the dictionary, before it is published.
 *
 * @returns no faults when every condition names a known fact, with an operator and a value that fit its type
 *
 * @example
 * ```ts
 * checkRule({ fact: 'perMu.grade', op: 'in', value: ['A', 'E'] }, dictionary)
 * // [{ path: '', fault: 'impossible-value', fact: 'perMu.grade' }]
 * ```
 */
export function checkRule(rule: Rule, dictionary: FactDictionary, path = ''): RuleFault[] {
  if ('all' in rule)
    return rule.all.flatMap((part, index) => checkRule(part, dictionary, `${path}/all/${index}`))
  if ('any' in rule)
    return rule.any.flatMap((part, index) => checkRule(part, dictionary, `${path}/any/${index}`))
  if ('not' in rule) return checkRule(rule.not, dictionary, `${path}/not`)

  const entry = dictionary.find(({ id }) => id === rule.fact)
  const fault = entry ? faultOf(rule, entry.type) : 'unknown-fact'
  return fault === undefined ? [] : [{ path, fault, fact: rule.fact }]
}

function faultOf(condition: Condition, type: FactType): RuleFault['fault'] | undefined {
  switch (condition.op) {
    case 'eq':
    case 'ne':
      if (type.kind === 'set') return 'operator-does-not-fit'
      return isOfType(condition.value, type) ? undefined : 'impossible-value'
    case 'in':
      if (type.kind === 'set' || type.kind === 'boolean') return 'operator-does-not-fit'
      return condition.value.every(value => isOfType(value, type)) ? undefined : 'impossible-value'
    case 'gte':
    case 'lte':
    case 'gt':
    case 'lt':
      return isNumeric(type) ? undefined : 'operator-does-not-fit'
    case 'includes':
      return type.kind === 'set' ? undefined : 'operator-does-not-fit'
    case 'prefixIn':
      return type.kind === 'string' ? undefined : 'operator-does-not-fit'
  }
}
