/** What the platform refuses, told in words: by the code of the problem, which is stable, and never by its sentence. */
import { ApiError } from '@qiyema/core/partner'
import type { Texts } from '../texts/texts.ts'
import { labelOf } from '../visit.ts'

export interface Refusal {
  readonly sentence: string
  readonly status: 403 | 404 | 409 | 422 | 503
  /** What to name when asking the platform's people. */
  readonly requestId: string | undefined
}

/** @throws what is no error of a call */
export function refusalOf(error: unknown, { refusals }: Texts): Refusal {
  if (!(error instanceof ApiError)) throw error
  const { problem, requestId } = error
  if (!problem || problem.status >= 500 || problem.status === 429)
    return { sentence: refusals.unavailable, status: 503, requestId }
  const sentence = problem.code in refusals ? labelOf(refusals, problem.code) : refusals.other
  return { sentence, status: statusOf(problem.status), requestId }
}

function statusOf(status: number): Refusal['status'] {
  return status === 403 || status === 404 || status === 422 ? status : 409
}
