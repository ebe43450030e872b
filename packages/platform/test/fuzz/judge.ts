/** Whether an answer is one that the contract knows, to the request that it answers. */

import { listOperations, type Operation, PROBLEMS, problem } from '@qiyema/core/contract'
import { SERVED } from '../../src/app.js'
import { possibleProblems } from '../../src/http/possible-problems.js'
import { leakIn } from '../leaks.js'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly content: Uint8Array
}

const PATHS = listOperations(SERVED).map(([, operation]) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]*')}$`),
}))

/** What is wrong with an answer; undefined when nothing is. */
export function faultOf(method: string, pathname: string, answer: Answer): string | undefined {
  const { status, headers } = answer
  const text = isText(headers) ? new TextDecoder().decode(answer.content) : ''
  if (status >= 500) return `answered ${status}: ${text.slice(0, 300)}`
  const leak = leakIn(text)
  if (leak !== undefined) return `tells of itself: ${leak}`
  if (headers.get('x-content-type-options') !== 'nosniff' || !headers.get('x-request-id'))
    return 'lacks the headers that every answer has'
  const operations = PATHS.filter(
    ({ operation, pattern }) => operation.method === method && pattern.test(pathname),
  ).map(({ operation }) => operation)
  if (status >= 400) return faultOfProblem(answer, text, operations)
  if (method === 'OPTIONS') return status === 204 ? undefined : `answered OPTIONS with ${status}`
  const faults = operations.map(operation => faultOfSuccess(operation, answer, text))
  return faults.includes(undefined) ? undefined : (faults[0] ?? `answered ${status} where no operation is`)
}

function faultOfProblem(
  { status, headers }: Answer,
  text: string,
  operations: readonly Operation[],
): string | undefined {
  if (headers.get('content-type') !== 'application/problem+json')
    return `refused with ${headers.get('content-type')}`
  const parsed = problem.safeParse(JSON.parse(text))
  if (!parsed.success) return `refused with no problem: ${text.slice(0, 300)}`
  const { code } = parsed.data
  if (!isCode(code) || PROBLEMS[code].status !== status || parsed.data.status !== status)
    return `refused with ${code} and ${status}`
  if (parsed.data.requestId !== headers.get('x-request-id')) return 'has two names'
  const isKnown =
    operations.length === 0 || operations.some(operation => possibleProblems(operation).includes(code))
  return isKnown ? undefined : `refused with ${code}, which the operation does not name`
}

function faultOfSuccess(
  operation: Operation,
  { status, headers, content }: Answer,
  text: string,
): string | undefined {
  const type = headers.get('content-type') ?? ''
  const isEmpty = content.length === 0
  if (status === 304) return operation.etag && isEmpty ? undefined : 'answered 304 to what has no version'
  if (status === 204)
    return isEmpty && !operation.answer ? undefined : 'answered 204 where something should be'
  if (status !== operation.status) return `answered ${status}`
  if (operation.etag && !headers.has('etag')) return 'has no version'
  if (!operation.answer)
    return type.startsWith(operation.answerType?.replace('*', '') ?? '-')
      ? undefined
      : `answered with ${type}`
  if (type !== 'application/json') return `answered with ${type}`
  const parsed = operation.answer.safeParse(JSON.parse(text))
  return parsed.success
    ? undefined
    : `answered off the contract at ${parsed.error.issues.map(({ path }) => path.join('/')).join(' ')}`
}

function isText(headers: Headers): boolean {
  return /json|text|jwt/.test(headers.get('content-type') ?? '')
}

function isCode(code: string): code is keyof typeof PROBLEMS {
  return Object.hasOwn(PROBLEMS, code)
}
