/** Makes methods of the contract: `client.finance.needs.submit({ … })` for the operation `finance.needs.submit`. */
import { isOperation, type OperationTree } from '../contract/contract.js'
import type { AnswerOf, InputOf, Operation } from '../contract/operation.js'
import type { Page } from '../contract/page.js'
import { ApiError } from './errors.js'
import { newIdempotencyKey } from './idempotency.js'
import type { Progress, SendRequest } from './message.js'
import { type PagedAnswer, paged } from './paged.js'
import type { Transport } from './transport.js'

/** What any call may be given beside its input. */
export interface CallOptions {
  readonly signal?: AbortSignal
  /** One for each intent, kept over retries and reloads; made anew unless given. */
  readonly idempotencyKey?: string
  /** The version that an edit is of, as {@link etagOf} tells it. */
  readonly ifMatch?: string
  /** For all attempts together. */
  readonly deadlineMilliseconds?: number
  readonly onProgress?: (progress: Progress) => void
}

/** Nothing to give may be left out. */
type Arguments<O extends Operation> =
  unknown extends InputOf<O>
    ? [input?: undefined, options?: CallOptions]
    : Record<string, never> extends InputOf<O>
      ? [input?: InputOf<O>, options?: CallOptions]
      : [input: InputOf<O>, options?: CallOptions]

/** What takes a cursor gives pages; an answer may have `items` and be none. */
type Result<O extends Operation> = 'cursor' extends keyof InputOf<O>
  ? AnswerOf<O> extends Page<infer Item>
    ? PagedAnswer<Item>
    : never
  : Promise<AnswerOf<O>>

/** A part of the contract as methods. */
export type Resources<Tree> = {
  readonly [Name in keyof Tree]: Tree[Name] extends Operation
    ? (...given: Arguments<Tree[Name]>) => Result<Tree[Name]>
    : Resources<Tree[Name]>
}

type Input = Readonly<Record<string, unknown>>

const etags = new WeakMap<object, string>()

/** The version of an answer, for `ifMatch`; undefined for what has none. */
export function etagOf(answer: object): string | undefined {
  return etags.get(answer)
}

/** Makes the methods of a part of the contract. */
export function makeResources<Tree extends OperationTree>(tree: Tree, transport: Transport): Resources<Tree> {
  const made = Object.entries(tree).map(([name, node]) => [
    name,
    isOperation(node) ? makeMethod(node, transport) : makeResources(node, transport),
  ])
  return Object.fromEntries(made)
}

function makeMethod(operation: Operation, transport: Transport) {
  const isList = operation.query !== undefined && 'cursor' in operation.query.shape
  const call = (input: Input = {}, options: CallOptions = {}) => send(operation, transport, input, options)
  if (!isList) return call
  return (input: Input = {}, options: CallOptions = {}) =>
    paged(
      cursor => call(cursor === undefined ? input : { ...input, cursor }, options) as Promise<Page<unknown>>,
    )
}

async function send(
  operation: Operation,
  transport: Transport,
  input: Input,
  options: CallOptions,
): Promise<unknown> {
  const { body, etag, status, requestId } = await transport.send(requestOf(operation, input, options))
  if (operation.answerType)
    return isText(operation.answerType) ? new TextDecoder().decode(body as Uint8Array) : body
  if (!operation.answer) return undefined
  const parsed = operation.answer.safeParse(body)
  if (!parsed.success) {
    const reason = parsed.error.issues.map(({ path }) => path.join('/')).join(' ')
    throw new ApiError('ERR_ANSWER', 'The answer is not what the contract says.', {
      status,
      requestId,
      attempts: 1,
      data: { reason },
    })
  }
  if (etag !== undefined && typeof parsed.data === 'object' && parsed.data !== null)
    etags.set(parsed.data, etag)
  return parsed.data
}

function requestOf(operation: Operation, input: Input, options: CallOptions): SendRequest {
  const { params = {}, query = {}, rest } = sortMembers(operation, input)
  const { method, path, repetition, bodyType, answerType, answer } = operation
  const { idempotencyKey = newIdempotencyKey(), ifMatch, ...others } = options
  return {
    ...others,
    method,
    path: fillIn(path, params),
    pathTemplate: path,
    query: query as NonNullable<SendRequest['query']>,
    isRepeatable: true,
    answer: answerType ? 'bytes' : answer ? 'json' : 'none',
    ...(repetition === 'key' && { idempotencyKey }),
    ...(ifMatch !== undefined && { ifMatch }),
    ...(bodyType && { body: rest.content, headers: { 'content-type': String(rest.contentType) } }),
    ...(operation.body && { body: rest }),
  }
}

/** Tells path parameters, query and body apart by their names. */
function sortMembers({ params, query }: Operation, input: Input) {
  const take = (names: readonly string[]) =>
    Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name)))
  const paramNames = Object.keys(params?.shape ?? {})
  const queryNames = Object.keys(query?.shape ?? {})
  const rest = Object.entries(input).filter(
    ([name]) => !paramNames.includes(name) && !queryNames.includes(name),
  )
  return { params: take(paramNames), query: take(queryNames), rest: Object.fromEntries(rest) }
}

function fillIn(template: string, params: Input): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
}

function isText(type: string): boolean {
  return type.startsWith('text/') || type === 'application/jwt' || type.endsWith('+json')
}
