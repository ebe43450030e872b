/** What the client throws: plain data that a program can decide by and a log may keep. */
import { QiyemaError, type QiyemaErrorCode, type QiyemaErrorData } from '../errors.js'
import type { ProblemReport } from './problem.js'

/**
 * Why a call failed.
 *
 * - `ERR_PROBLEM` – the platform refused, and `problem` says why (RFC 9457)
 * - `ERR_NETWORK` – no whole answer came: no connection, or it broke
 * - `ERR_TIMEOUT` – no whole answer came in time
 * - `ERR_ABORTED` – the caller's own signal stopped it
 * - `ERR_ANSWER` – what came is not an answer of the contract: a redirect, a gateway's page, broken JSON
 * - `ERR_TOO_LARGE` – the answer is longer than 1 MiB and was cut off
 * - `ERR_SESSION` – no token could be had to call with
 */
export type ApiErrorCode = Extract<
  QiyemaErrorCode,
  | 'ERR_PROBLEM'
  | 'ERR_NETWORK'
  | 'ERR_TIMEOUT'
  | 'ERR_ABORTED'
  | 'ERR_ANSWER'
  | 'ERR_TOO_LARGE'
  | 'ERR_SESSION'
>

/** What is known of a failed call beside its code. */
export interface ApiErrorFacts {
  readonly problem?: ProblemReport | undefined
  readonly status?: number | undefined
  readonly requestId?: string | undefined
  readonly attempts?: number
  readonly retryAt?: string | undefined
  readonly data?: QiyemaErrorData
}

/**
 * A call that failed. Whoever logs it logs no token, address, query, header or body: it holds none, and what the platform
 * said is kept without numbers and strings that could be a person's or a key.
 *
 * @example
 * ```ts no-run
 * import { ApiError } from '@qiyema/core'
 *
 * try {
 *   await client.finance.needs.submit(need)
 * } catch (error) {
 *   if (!(error instanceof ApiError)) throw error
 *   if (error.code === 'ERR_PROBLEM') console.log(error.problem?.code, error.requestId)
 *   else if (error.retryAt) console.log(`try again at ${error.retryAt}`)
 * }
 * ```
 */
export class ApiError extends QiyemaError {
  override readonly name = 'ApiError'
  declare readonly code: ApiErrorCode
  /** With `ERR_PROBLEM`: what the platform said. */
  readonly problem: ProblemReport | undefined
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined
  /** What to name when asking the platform's operators. */
  readonly requestId: string | undefined
  /** How often the request was sent. */
  readonly attempts: number
  /** RFC 3339, UTC: not to be tried again before, by `Retry-After`. */
  readonly retryAt: string | undefined

  constructor(code: ApiErrorCode, message: string, facts: ApiErrorFacts = {}) {
    super(code, message, facts.data)
    this.problem = facts.problem
    this.status = facts.status
    this.requestId = facts.requestId
    this.attempts = facts.attempts ?? 0
    this.retryAt = facts.retryAt
  }
}
