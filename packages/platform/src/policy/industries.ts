/** Which industries an item is for: as it says, or as its rule does. */
import type { Rule } from '../rules/rule.js'
import { type Item, PARTS } from './item.js'

/** Mining, manufacturing, and the supply of power, gas and water: what a rule calls industrial. */
const INDUSTRIAL = ['B', 'C', 'D']

/** Beginnings of codes of GB/T 4754; none where it is for all. */
export function industriesOf({ industries, rule }: Item): readonly string[] {
  if (industries) return industries
  const parsed = PARTS.rule.safeParse(rule)
  return parsed.success ? (requiredBy(parsed.data) ?? []) : []
}

/** What everybody who meets a rule must be in. Undefined where the rule leaves it open. */
function requiredBy(rule: Rule): readonly string[] | undefined {
  if ('all' in rule) return rule.all.map(requiredBy).find(codes => codes !== undefined)
  if ('any' in rule || 'not' in rule) return undefined
  if (rule.fact === 'entity.isIndustrial' && rule.op === 'eq' && rule.value === true) return INDUSTRIAL
  return rule.fact === 'entity.industryCode' && rule.op === 'prefixIn' ? rule.value : undefined
}
