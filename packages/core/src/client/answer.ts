/** Reads what came of an attempt: what was asked for, or why it is not that. */
import { fromUtf8 } from '../code/format/bytes.js'
import type { Answer, Attempt } from './attempt.js'
import type { ApiErrorCode } from './errors.js'
import { type ProblemReport, readProblem, readRequestId, requestIdIn } from './problem.js'
import { isPassingStatus } from './retry.js'

/** What a caller wants of an answer's body. */
export type AnswerKind = 'json' | 'bytes' | 'none'

/** What one attempt came to, when it is not what was asked for. */
export interface Failure {
  readonly kind: 'failure'
  readonly code: ApiErrorCode
  readonly message: string
  /** The same request may fare better later. */
  readonly isPassing: boolean
  readonly status?: number
  readonly problem?: ProblemReport
  readonly requestId: string | undefined
  /** A word on what was wrong, for the error's data. */
  readonly reason?: string
}

/** The body as it was asked for; undefined when none was, or nothing has changed (304). */
export interface Success {
  readonly kind: 'success'
  readonly status: number
  readonly body: unknown
  readonly etag: string | undefined
  readonly requestId: string | undefined
}

/**
 * Reads what came of an attempt.
 *
 * @param isConditional - the request carried `If-None-Match`, so that 304 is an answer to it
 */
export function readAttempt(attempt: Attempt, wanted: AnswerKind, isConditional: boolean): Success | Failure {
  switch (attempt.kind) {
    case 'answer':
      return readAnswer(attempt, wanted, isConditional)
    case 'interrupted':
      return failure({ code: 'ERR_TIMEOUT', message: 'No whole answer came in time.', isPassing: true })
    case 'broken':
      return failure({
        code: 'ERR_NETWORK',
        message: 'The connection could not be made, or broke before the whole answer was there.',
        isPassing: true,
        reason: attempt.reason,
      })
    case 'too-large':
      return failure({
        code: 'ERR_TOO_LARGE',
        message: 'The answer is longer than 1 MiB and was cut off.',
        isPassing: false,
        status: attempt.status,
      })
  }
}

function readAnswer(answer: Answer, wanted: AnswerKind, isConditional: boolean): Success | Failure {
  const { status } = answer
  if (status === 304 && isConditional) return success(answer, undefined)
  if (status === 0 || (status >= 300 && status < 400)) {
    return offContract(
      answer,
      'redirect',
      'The answer is a redirect, which is never followed: look at baseUrl.',
    )
  }
  if (status < 200 || status > 299) return refusal(answer)
  if (wanted === 'none') return success(answer, undefined)
  if (wanted === 'bytes') return success(answer, answer.bytes)
  return jsonOf(answer)
}

function jsonOf(answer: Answer): Success | Failure {
  if (!isJson(answer.mediaType) || answer.mediaType === PROBLEM) {
    return offContract(
      answer,
      'media-type',
      'The answer is not JSON. Is something else answering at baseUrl?',
    )
  }
  try {
    return success(answer, JSON.parse(fromUtf8(answer.bytes) ?? ''))
  } catch {
    // Most often cut short on the way, where nothing said how long it should be.
    return { ...offContract(answer, 'json', 'The answer is broken JSON.'), isPassing: true }
  }
}

function refusal(answer: Answer): Failure {
  const { status, mediaType, bytes } = answer
  const problem = isJson(mediaType) ? readProblem(bytes, status) : undefined
  if (!problem || (mediaType !== PROBLEM && problem.code === 'unknown')) {
    return offContract(answer, 'status', `Not the platform but something before it answered with ${status}.`)
  }
  return failure({
    code: 'ERR_PROBLEM',
    message: `The platform refused with ${status}: ${problem.code}.`,
    isPassing: isPassingStatus(status, problem.code),
    status,
    problem,
    requestId: readRequestId(answer.requestId) ?? requestIdIn(bytes),
  })
}

function offContract(answer: Answer, reason: string, message: string): Failure {
  const { status, requestId } = answer
  return failure({
    code: 'ERR_ANSWER',
    message,
    isPassing: isPassingStatus(status),
    status,
    requestId: readRequestId(requestId),
    reason,
  })
}

function failure(facts: Omit<Failure, 'kind' | 'requestId'> & Partial<Pick<Failure, 'requestId'>>): Failure {
  return { kind: 'failure', requestId: undefined, ...facts }
}

function success({ status, etag, requestId }: Answer, body: unknown): Success {
  return { kind: 'success', status, body, etag, requestId: readRequestId(requestId) }
}

const PROBLEM = 'application/problem+json'

function isJson(mediaType: string): boolean {
  return mediaType === 'application/json' || /^application\/[a-z0-9.-]+\+json$/.test(mediaType)
}
