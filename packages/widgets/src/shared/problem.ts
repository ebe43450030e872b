/** Makes of what a call threw something that a person can read: what happened, and what to do now. */
import { ApiError } from '@qiyema/core/connection'

/**
 * What went wrong, as far as a person needs to tell it apart.
 *
 * - `offline` – no connection
 * - `slow` – no answer in time
 * - `unavailable` – the platform has trouble, or has too much to do
 * - `not-found` – there is no such thing, or none that may be seen
 * - `not-allowed` – this session, or this person, may not
 * - `consent-needed`, `consent-ended` – the enterprise has not agreed, or has taken its consent back
 * - `conflict` – it was changed by somebody else, or has gone on in the meantime
 * - `invalid` – something that was sent is not right; `fields` says what
 * - `refused` – any other refusal, with the platform's own words
 * - `unreadable` – what answered is not the platform, or not as it should
 * - `setup` – the page is not set up right; `code` says what is missing
 * - `unknown` – a fault of this program
 */
export type ProblemKind =
  | 'offline'
  | 'slow'
  | 'unavailable'
  | 'not-found'
  | 'not-allowed'
  | 'consent-needed'
  | 'consent-ended'
  | 'conflict'
  | 'invalid'
  | 'refused'
  | 'unreadable'
  | 'setup'
  | 'unknown'

export interface ShownProblem {
  readonly kind: ProblemKind
  /** The platform's own code, or the client's. */
  readonly code: string
  /** The platform's sentence, in the language that was asked for; only where ours says less. */
  readonly detail?: string
  /** What to name when asking for help. */
  readonly requestId?: string
  /** The same may work later. */
  readonly canRetry: boolean
  /** RFC 3339: not before. */
  readonly retryAt?: string
  readonly fields: readonly { readonly pointer: string; readonly code: string }[]
}

const PASSING: readonly ProblemKind[] = [
  'offline',
  'slow',
  'unavailable',
  'unreadable',
  'conflict',
  'unknown',
]

const BY_CODE: Readonly<Record<string, ProblemKind>> = {
  wrong_origin: 'setup',
  component_not_granted: 'setup',
  consent_required: 'consent-needed',
  consent_ended: 'consent-ended',
  precondition_failed: 'conflict',
  impossible_step: 'conflict',
  idempotency_in_progress: 'unavailable',
  not_representative: 'not-allowed',
  separate_consent_required: 'refused',
}

/** True when a call failed because nobody is signed in any more. */
export function isSignedOut(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  return error.code === 'ERR_SESSION' ? !isPassingSessionError(error) : error.status === 401
}

/** The bank's own server was out of reach, rather than refusing: by what its page threw, or because there is no network at all. */
function isPassingSessionError({ data }: ApiError): boolean {
  const isOffline = globalThis.navigator?.onLine === false
  return isOffline || data.reason === 'ERR_NETWORK' || data.reason === 'ERR_TIMEOUT'
}

/** Tells what went wrong. What is no error of a call is a fault of ours, and its message is nobody's business. */
export function problemOf(error: unknown): ShownProblem {
  if (!(error instanceof ApiError)) return { kind: 'unknown', code: 'ERR_WIDGET', canRetry: true, fields: [] }
  const kind = kindOf(error)
  const { problem, requestId, retryAt } = error
  return {
    kind,
    code: problem?.code ?? error.code,
    canRetry: PASSING.includes(kind),
    fields: problem?.errors ?? [],
    ...(problem?.detail !== undefined && { detail: problem.detail }),
    ...(requestId !== undefined && { requestId }),
    ...(retryAt !== undefined && { retryAt }),
  }
}

/** A problem of the page's own set-up, which no retry mends. */
export function setupProblem(code: string): ShownProblem {
  return { kind: 'setup', code, canRetry: false, fields: [] }
}

function kindOf({ code, status = 0, problem }: ApiError): ProblemKind {
  switch (code) {
    case 'ERR_NETWORK':
    case 'ERR_SESSION':
      return 'offline'
    case 'ERR_TIMEOUT':
    case 'ERR_ABORTED':
      return 'slow'
    case 'ERR_ANSWER':
      return status >= 500 ? 'unavailable' : 'unreadable'
    case 'ERR_TOO_LARGE':
      return 'unreadable'
    case 'ERR_PROBLEM':
      return BY_CODE[problem?.code ?? ''] ?? kindOfStatus(status)
  }
}

function kindOfStatus(status: number): ProblemKind {
  if (status >= 500 || status === 429) return 'unavailable'
  if (status === 404) return 'not-found'
  if (status === 403) return 'not-allowed'
  if (status === 422 || status === 400) return 'invalid'
  return 'refused'
}
