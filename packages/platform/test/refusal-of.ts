/** What a request was refused with, after everything has been looked at that holds for every refusal. */
import { type Operation, PROBLEMS, problem } from '@qiyema/core/contract'
import { expect } from 'vitest'
import { possibleProblems } from '../src/http/possible-problems.js'
import { leakIn } from './leaks.js'
import { KINDS, type Kind } from './raw-callers.js'

/** Of those who may call an operation, the first. */
export function mayCall({ callers: named }: Operation): Kind {
  return KINDS.find(kind => named.includes(kind)) ?? 'anyone'
}

/** The code of a problem; the status for an answer that is none. */
export async function refusalOf(operation: Operation, answer: Response | Promise<Response>): Promise<string> {
  const { status, headers, body } = await answer
  const text = await new Response(body).text()
  expect(leakIn(text)).toBeUndefined()
  if (headers.get('content-type') !== 'application/problem+json') return `${status} without a problem`
  const { code, requestId } = problem.parse(JSON.parse(text))
  expect(possibleProblems(operation)).toContain(code)
  expect(status).toBe(PROBLEMS[code as keyof typeof PROBLEMS].status)
  expect(requestId).toBe(headers.get('x-request-id'))
  return code
}
