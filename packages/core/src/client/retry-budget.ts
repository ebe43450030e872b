/** How much all calls of one process may retry together, so that an outage is not met with a storm. */

const CAPACITY = 500
const COST_OF_A_RETRY = 5

/** Tokens that retries use up and answers give back. */
export interface RetryBudget {
  /** Takes a retry's tokens; false, and nothing taken, when too few are left. */
  spend(): boolean
  /** Puts back one token for a call that succeeded. */
  refund(): void
}

/** A full budget: a hundred retries at once, then one for every five calls that succeed. */
export function createRetryBudget(): RetryBudget {
  let tokens = CAPACITY
  return {
    spend() {
      if (tokens < COST_OF_A_RETRY) return false
      tokens -= COST_OF_A_RETRY
      return true
    },
    refund() {
      tokens = Math.min(CAPACITY, tokens + 1)
    },
  }
}

/** The budget of every client of this process that was not given one of its own. */
export const sharedRetryBudget = createRetryBudget()
