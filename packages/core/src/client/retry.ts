/** Decides whether a failed attempt is made again, and when. Pure: nothing here waits, sends or looks at a clock. */

/** No more attempts than these for one call, however much time is left. */
export const MAX_ATTEMPTS = 8
/** A `Retry-After` beyond this is not waited for but reported. */
const MAX_RETRY_AFTER_MILLISECONDS = 30_000

const FIRST_WAIT_MILLISECONDS = 100
const LONGEST_WAIT_MILLISECONDS = 5_000
const PASSING_STATUSES = [408, 425, 429, 500, 502, 503, 504]
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** What went wrong in one attempt, as far as a retry depends on it. */
export interface FailedAttempt {
  /** Which attempt of the call it was, from 1. */
  readonly attempt: number
  /** The request may arrive twice: it changes nothing, or carries an idempotency key, and its body can be sent again. */
  readonly isRepeatable: boolean
  /** The same request may fare better later. */
  readonly isPassing: boolean
  readonly retryAfterMilliseconds?: number | undefined
  /** Until the deadline of the whole call. */
  readonly remainingMilliseconds: number
}

/** True for what says "not now" rather than "no". So does the answer that a key's first request is still worked on. */
export function isPassingStatus(status: number, problemCode?: string): boolean {
  return PASSING_STATUSES.includes(status) || (status === 409 && problemCode === 'idempotency_in_progress')
}

/**
 * How many milliseconds to wait before the next attempt; undefined when there is to be none.
 *
 * Full jitter: a random part of 100 ms, doubled with each attempt up to 5 s. `Retry-After` is the least, and the jitter
 * on top of it keeps those who were told the same from coming back together.
 */
export function waitBeforeRetry(failed: FailedAttempt, random: () => number): number | undefined {
  const { attempt, isRepeatable, isPassing, retryAfterMilliseconds = 0, remainingMilliseconds } = failed
  if (!isRepeatable || !isPassing || attempt >= MAX_ATTEMPTS) return undefined
  if (retryAfterMilliseconds > MAX_RETRY_AFTER_MILLISECONDS) return undefined
  const jitter = random() * Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** (attempt - 1))
  const wait = retryAfterMilliseconds + jitter
  return wait < remainingMilliseconds ? wait : undefined
}

/**
 * The milliseconds that a `Retry-After` names: seconds, or an HTTP date (RFC 9110, section 10.2.3).
 *
 * @param header - undefined where there was none
 * @param answeredAt - milliseconds since 1970 by the clock that wrote the date: the answer's own `Date`, or ours
 * @returns undefined for anything that is neither
 */
export function readRetryAfter(header: string | undefined, answeredAt: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,10}$/.test(header)) return Number(header) * 1000
  const date = readHttpDate(header)
  return date === undefined ? undefined : Math.max(0, date - answeredAt)
}

/** The milliseconds since 1970 of an HTTP date in its one modern spelling. */
export function readHttpDate(text: string | undefined): number | undefined {
  if (text === undefined || !HTTP_DATE.test(text)) return undefined
  const milliseconds = Date.parse(text)
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}
