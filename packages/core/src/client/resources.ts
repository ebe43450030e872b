/** Makes methods of the contract: `client.finance.needs.submit({ … })` for the operation `finance.needs.submit`. */
import type { AnswerOf, InputOf, Operation } from '../contract/operation.js'
import type { Page } from '../contract/page.js'
import { ApiError } from './errors.js'
import { newIdempotencyKey } from './idempotency.js'
import type { LightOperation, LightTree } from './lighten.js'
import type { Progress, SendRequest } from './message.js'
import { type PagedAnswer, paged } from './paged.js'
import { faultIn } from './shape.js'
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

type Method<O extends Operation> = (...given: Arguments<O>) => Result<O>

/** A part of the contract as methods, be it whole or as light as a client has it. */
export type Resources<Tree> = {
  readonly [Name in keyof Tree]: Tree[Name] extends Operation
    ? Method<Tree[Name]>
    : Tree[Name] extends LightOperation<infer Whole>
      ? Method<Whole>
      : Resources<Tree[Name]>
}

type Input = Readonly<Record<string, unknown>>

const etags = new WeakMap<object, string>()

/** The version of an answer, for `ifMatch`; undefined for what has none. */
export function etagOf(answer: object): string | undefined {
  return etags.get(answer)
}

/** Makes the methods of a part of the contract. */
export function makeResources<Tree extends LightTree>(tree: Tree, transport: Transport): Resources<Tree> {
  const made = Object.entries(tree).map(([name, node]) => [
    name,
    isOperation(node) ? makeMethod(node, transport) : makeResources(node, transport),
  ])
  return Object.fromEntries(made)
}

function isOperation(node: LightOperation | LightTree): node is LightOperation {
  return typeof node.method === 'string'
}

function makeMethod(operation: LightOperation, transport: Transport) {
  const call = (input: Input = {}, options: CallOptions = {}) => send(operation, transport, input, options)
  if (!operation.query?.includes('cursor')) return call
  return (input: Input = {}, options: CallOptions = {}) =>
    paged(
      cursor => call(cursor === undefined ? input : { ...input, cursor }, options) as Promise<Page<unknown>>,
    )
}

async function send(
  operation: LightOperation,
  transport: Transport,
  input: Input,
  options: CallOptions,
): Promise<unknown> {
  const { body, etag, status, requestId } = await transport.send(requestOf(operation, input, options))
  const { answer, answerType } = operation
  if (answerType === 'text') return new TextDecoder().decode(body as Uint8Array)
  if (!answer) return body
  const reason = faultIn(answer, body)
  if (reason !== undefined)
    throw new ApiError('ERR_ANSWER', 'The answer is not what the contract says.', {
      status,
      requestId,
      attempts: 1,
      data: { reason },
    })
  if (etag !== undefined && typeof body === 'object' && body !== null) etags.set(body, etag)
  return body
}

function requestOf(operation: LightOperation, input: Input, options: CallOptions): SendRequest {
  const { method, path, answer, answerType, needsIdempotencyKey } = operation
  const { idempotencyKey = newIdempotencyKey(), ifMatch, ...others } = options
  const { query, rest } = sortMembers(operation, input)
  return {
    ...others,
    method,
    path: fillIn(path, input),
    pathTemplate: path,
    query: query as NonNullable<SendRequest['query']>,
    isRepeatable: true,
    answer: answerType ? 'bytes' : answer ? 'json' : 'none',
    ...(needsIdempotencyKey && { idempotencyKey }),
    ...(ifMatch !== undefined && { ifMatch }),
    ...(operation.body === 'bytes' && {
      body: rest.content,
      headers: { 'content-type': String(rest.contentType) },
    }),
    ...(operation.body === 'json' && { body: rest }),
  }
}

/** Tells the query and the body apart by their names. */
function sortMembers({ path, query = [] }: LightOperation, input: Input) {
  const take = (isWanted: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(input).filter(([name]) => isWanted(name)))
  return {
    query: take(name => query.includes(name)),
    rest: take(name => !query.includes(name) && !path.includes(`{${name}}`)),
  }
}

function fillIn(template: string, input: Input): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])))
}
