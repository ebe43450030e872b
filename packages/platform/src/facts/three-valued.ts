/** Kleene's strong logic of three values: true, false, and undefined for what is not known. */

export type Truth = boolean | undefined

/** False when one is false, whatever is not known; true when all are true. */
export function everyTrue(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false
  return truths.includes(undefined) ? undefined : true
}

/** True when one is true, whatever is not known; false when all are false. */
export function someTrue(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true
  return truths.includes(undefined) ? undefined : false
}

/** The opposite; what is not known stays so. */
export function opposite(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}
