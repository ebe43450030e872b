/** Reasons as short technical text, for logs and golden results. What people read is written by the widgets from the data. */
import type { JudgedRule } from './evaluate.js'
import type { Rule } from './rule.js'

/**
 * One reason in one line: the condition as it is written, or `none of 3` for an `any`.
 *
 * @example
 * ```ts
 * reasonText({ fact: 'entity.industryCode', op: 'prefixIn', value: ['A041'] }) // 'entity.industryCode prefixIn ["A041"]'
 * ```
 */
export function reasonText(reason: Rule | JudgedRule): string {
  if ('any' in reason) return `none of ${reason.any.length}`
  if ('not' in reason) return `not ${wholeText(reason.not)}`
  return wholeText(reason)
}

function wholeText(part: Rule | JudgedRule): string {
  if ('all' in part) return `(${part.all.map(wholeText).join(' and ')})`
  if ('any' in part) return `(${part.any.map(wholeText).join(' or ')})`
  if ('not' in part) return `not ${wholeText(part.not)}`
  return `${part.fact} ${part.op} ${JSON.stringify(part.value)}`
}
