/** Facts of an enterprise as the rules read them: an id from the county's dictionary, and a plain value. */

/** A set is an array of names. Money is yuan, as the ids say (`ops.revenueYuan`). */
export type FactValue = string | number | boolean | readonly string[]

/** What is known of one enterprise. A fact that is absent is not known; it is never false, zero or empty for that. */
export type Facts = Readonly<Record<string, FactValue | undefined>>

/** Ids of facts: a group and a name, or a name alone (`honours`). */
export const FACT_ID = /^[a-z][a-zA-Z]{0,30}(\.[a-z][a-zA-Z]{0,40})?$/

/**
 * The value of a fact, undefined when it is not known.
 *
 * A number that is none counts as not known, and so does what an object inherits: `constructor` is a possible id.
 *
 * @example
 * ```ts
 * heldValue({ 'ops.employees': 65 }, 'ops.employees') // 65
 * heldValue({}, 'constructor') // undefined
 * ```
 */
export function heldValue(facts: Facts, id: string): FactValue | undefined {
  const value = Object.hasOwn(facts, id) ? facts[id] : undefined
  return typeof value === 'number' && !Number.isFinite(value) ? undefined : value
}

/** The number a fact holds; undefined when it is not known or is no number. */
export function heldNumber(facts: Facts, id: string): number | undefined {
  const value = heldValue(facts, id)
  return typeof value === 'number' ? value : undefined
}

/** The text a fact holds; undefined when it is not known or is no text. */
export function heldText(facts: Facts, id: string): string | undefined {
  const value = heldValue(facts, id)
  return typeof value === 'string' ? value : undefined
}

/** The yes or no a fact holds; undefined when it is not known or is neither. */
export function heldBoolean(facts: Facts, id: string): boolean | undefined {
  const value = heldValue(facts, id)
  return typeof value === 'boolean' ? value : undefined
}
