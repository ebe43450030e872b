/**
 * The way of every call to one platform: authorised, sent, tried again where that is safe, and ended in time, with a result
 * or an `ApiError`. The client's resources stand on it.
 */
import { Call } from './call.js'
import { composeMessage, type Message, readBaseUrl, type SendRequest } from './message.js'
import type { CallSurroundings, TransportOptions } from './ports.js'
import { sharedRetryBudget } from './retry-budget.js'
import { sleepByTimer, startTimeLimit } from './time-limit.js'

const DEADLINE_MILLISECONDS = 60_000
const UPLOAD_DEADLINE_MILLISECONDS = 300_000
const ATTEMPT_MILLISECONDS = 20_000

/** What a call came to. `body` is JSON, bytes or undefined, as was asked for; with status 304 it is undefined. */
export interface ApiResult {
  readonly status: number
  readonly body: unknown
  readonly etag?: string
  readonly requestId?: string
}

export interface Transport {
  /**
   * Makes one call, in as many attempts as it takes and may have.
   *
   * @throws {ApiError} when no answer of the contract came
   */
  send(request: SendRequest): Promise<ApiResult>
}

/**
 * Makes the way to one platform.
 *
 * @throws {QiyemaError} `ERR_OPTIONS` for a `baseUrl` that is not https
 */
export function createTransport(options: TransportOptions): Transport {
  const base = readBaseUrl(options.baseUrl)
  const surroundings: CallSurroundings = {
    fetch: options.fetch ?? (request => globalThis.fetch(request)),
    authorise: options.authorise,
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
    sleep: options.sleep ?? sleepByTimer,
    budget: options.budget ?? sharedRetryBudget,
    hooks: options.hooks ?? {},
    nonce: { latest: undefined },
  }
  return {
    async send(request) {
      const message = composeMessage(base, request)
      const deadline = deadlineOf(request, message, options)
      const limit = startTimeLimit(surroundings.sleep, deadline, request.signal)
      const limits = {
        signal: limit.signal,
        endsAt: surroundings.now() + deadline,
        attemptMilliseconds: message.isUpload
          ? deadline
          : (options.attemptMilliseconds ?? ATTEMPT_MILLISECONDS),
      }
      try {
        const call = new Call(request, message, surroundings, limits)
        const { status, body, etag, requestId } = await call.run()
        return {
          status,
          body,
          ...(etag !== undefined && { etag }),
          ...(requestId !== undefined && { requestId }),
        }
      } finally {
        limit.end()
      }
    },
  }
}

function deadlineOf(request: SendRequest, { isUpload }: Message, options: TransportOptions): number {
  const usual = options.deadlineMilliseconds ?? DEADLINE_MILLISECONDS
  return request.deadlineMilliseconds ?? (isUpload ? Math.max(usual, UPLOAD_DEADLINE_MILLISECONDS) : usual)
}
