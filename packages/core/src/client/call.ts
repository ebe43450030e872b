/** One call on its way: what has been tried, and what comes next. */
import { type Failure, readAttempt, type Success } from './answer.js'
import { type Answer, type Attempt, attemptOnce, type HeaderRecord } from './attempt.js'
import { ApiError } from './errors.js'
import type { Message, SendRequest } from './message.js'
import { type CallSurroundings, tell } from './ports.js'
import { readHttpDate, readRetryAfter, waitBeforeRetry } from './retry.js'
import { startTimeLimit, untilAborted } from './time-limit.js'

/** The limits of a call in time. */
export interface CallLimits {
  /** Aborts at the deadline, or when the caller gives up. */
  readonly signal: AbortSignal
  readonly endsAt: number
  readonly attemptMilliseconds: number
}

export class Call {
  readonly #request: SendRequest
  readonly #message: Message
  readonly #with: CallSurroundings
  readonly #limits: CallLimits
  #attempts = 0
  #reportedBytes = -1
  /** The proof that a 401 refused, so that the next one is another. */
  #refused: HeaderRecord | undefined
  #hasTakenNonce = false
  #hasRefreshed = false

  constructor(request: SendRequest, message: Message, surroundings: CallSurroundings, limits: CallLimits) {
    this.#request = request
    this.#message = message
    this.#with = surroundings
    this.#limits = limits
  }

  /** @throws {ApiError} when no answer of the contract came */
  async run(): Promise<Success> {
    this.#report(0)
    for (;;) {
      const proof = await this.#authorise()
      const startedAt = this.#with.now()
      const attempt = await this.#attempt(proof)
      const outcome = readAttempt(attempt, this.#request.answer, 'if-none-match' in this.#message.headers)
      this.#trace(outcome, this.#with.now() - startedAt)
      if (outcome.kind === 'success') {
        this.#with.budget.refund()
        this.#report(this.#message.totalBytes ?? 0)
        return outcome
      }
      if (this.#limits.signal.aborted) throw this.#interruption()
      const answer = attempt.kind === 'answer' ? attempt : undefined
      if (!this.#hasSecondChance(answer, proof)) await this.#waitOrGiveUp(outcome, answer)
    }
  }

  async #authorise(): Promise<HeaderRecord> {
    const { authorise, nonce } = this.#with
    const { signal } = this.#limits
    if (signal.aborted) throw this.#interruption()
    if (!authorise) return {}
    const question = {
      method: this.#request.method,
      url: this.#message.target,
      dpopNonce: nonce.latest,
      refused: this.#refused,
    }
    try {
      return await untilAborted(Promise.resolve(question).then(authorise), signal)
    } catch (error) {
      throw signal.aborted ? this.#interruption() : sessionError(error, this.#attempts)
    }
  }

  async #attempt(proof: HeaderRecord): Promise<Attempt> {
    const { fetch, sleep, nonce } = this.#with
    const { url, headers, body } = this.#message
    this.#attempts++
    const limit = startTimeLimit(sleep, this.#limits.attemptMilliseconds, this.#limits.signal)
    const onSent = this.#isCounted() ? (sentBytes: number) => this.#report(sentBytes) : undefined
    const sent = { method: this.#request.method, url, headers: { ...headers, ...proof }, body, onSent }
    try {
      const attempt = await attemptOnce(sent, fetch, limit.signal)
      if (attempt.kind === 'answer') nonce.latest = attempt.dpopNonce ?? nonce.latest
      return attempt
    } finally {
      limit.end()
    }
  }

  /** True when a 401 may be answered at once with a better proof: with the nonce it gave, or a fresh token, once each. */
  #hasSecondChance(answer: Answer | undefined, proof: HeaderRecord): boolean {
    this.#refused = undefined
    if (answer?.status !== 401 || !this.#with.authorise || this.#message.isOneShot) return false
    const wantsNonce = answer.dpopNonce !== undefined && /\buse_dpop_nonce\b/.test(answer.authenticate ?? '')
    if (wantsNonce && !this.#hasTakenNonce) {
      this.#hasTakenNonce = true
      return true
    }
    if (this.#hasRefreshed) return false
    this.#hasRefreshed = true
    this.#refused = proof
    return true
  }

  async #waitOrGiveUp(failure: Failure, answer: Answer | undefined): Promise<void> {
    const { now, random, sleep, budget } = this.#with
    const answeredAt = readHttpDate(answer?.date) ?? now()
    const retryAfterMilliseconds = readRetryAfter(answer?.retryAfter, answeredAt)
    const failed = {
      attempt: this.#attempts,
      isRepeatable: this.#isRepeatable(),
      isPassing: failure.isPassing,
      retryAfterMilliseconds,
      remainingMilliseconds: this.#limits.endsAt - now(),
    }
    const wait = waitBeforeRetry(failed, random)
    if (wait === undefined || !budget.spend()) {
      const retryAt =
        retryAfterMilliseconds === undefined
          ? undefined
          : new Date(now() + retryAfterMilliseconds).toISOString()
      throw errorOf(failure, this.#attempts, retryAt)
    }
    await sleep(wait, this.#limits.signal)
  }

  #isRepeatable(): boolean {
    const { isRepeatable, idempotencyKey } = this.#request
    return (isRepeatable || idempotencyKey !== undefined) && !this.#message.isOneShot
  }

  /**
   * Bytes are counted by sending a stream, which Chromium refuses to do over HTTP/1.1. So only the first of several attempts
   * is counted, and the next sends the file itself; and of a call that has but one attempt, only what is a stream anyway.
   */
  #isCounted(): boolean {
    const { isUpload, isOneShot } = this.#message
    const mayFail = this.#isRepeatable() && this.#attempts === 1
    return isUpload && this.#request.onProgress !== undefined && (mayFail || isOneShot)
  }

  #interruption(): ApiError {
    const attempts = this.#attempts
    return this.#request.signal?.aborted
      ? new ApiError('ERR_ABORTED', 'The call was stopped by the signal it was given.', { attempts })
      : new ApiError('ERR_TIMEOUT', 'No whole answer came before the deadline of the call.', { attempts })
  }

  #trace(outcome: Success | Failure, milliseconds: number): void {
    const { hooks } = this.#with
    tell(event => hooks.onAttempt?.(event), {
      method: this.#request.method,
      pathTemplate: this.#request.pathTemplate,
      attempt: this.#attempts,
      status: outcome.status,
      code: outcome.kind === 'failure' ? outcome.code : undefined,
      requestId: outcome.requestId,
      milliseconds,
    })
  }

  #report(sentBytes: number): void {
    if (sentBytes <= this.#reportedBytes) return
    this.#reportedBytes = sentBytes
    const { totalBytes } = this.#message
    tell(this.#request.onProgress, { sentBytes, ...(totalBytes !== undefined && { totalBytes }) })
  }
}

function errorOf(failure: Failure, attempts: number, retryAt: string | undefined): ApiError {
  const { code, message, problem, status, requestId, reason } = failure
  const data = reason === undefined ? {} : { reason }
  return new ApiError(code, message, { problem, status, requestId, attempts, retryAt, data })
}

/** Of what the session's own code threw only our plain data is kept: nobody knows what else it holds. */
function sessionError(error: unknown, attempts: number): ApiError {
  const message = 'No token could be had to call with.'
  if (!(error instanceof ApiError)) return new ApiError('ERR_SESSION', message, { attempts })
  const { code, problem, status, requestId, retryAt } = error
  return new ApiError('ERR_SESSION', message, {
    problem,
    status,
    requestId,
    attempts,
    retryAt,
    data: { reason: code },
  })
}
