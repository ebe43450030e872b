/** Puts the contract on the network: every operation of a tree at its path, answered by the handler of the same name. */
import {
  isOperation,
  type Method,
  type Operation,
  type OperationTree,
  VERSION_HEADER,
} from '@qiyema/core/contract'
import type { Context, Hono } from 'hono'
import { corsHeaders, type IsKnownOrigin, preflightHeaders } from './cors.js'
import type { HandlersOf } from './handler.js'
import { type AnyHandler, createPerformer, type PerformOptions } from './perform.js'
import { PlatformProblem } from './problems.js'
import { type Exchange, serve } from './serve.js'
import { readVersion } from './version.js'

export interface MountOptions extends PerformOptions {
  readonly isKnownOrigin: IsKnownOrigin
}

interface Mounted {
  readonly name: string
  readonly operation: Operation
  readonly perform: ReturnType<typeof createPerformer>
}

type Mounts = ReadonlyMap<Method, Mounted>

/**
 * Mounts a part of the contract, or all of it. Handlers have the shape of the tree: one that is missing does not compile.
 * Every other method on a path of the contract is answered with 405 and `Allow`, every preflight by CORS. Mount what shares
 * a path in one go.
 *
 * @example
 * ```ts
 * const app = new Hono()
 * mount(app, { session: contract.session }, { session: sessionRoutes(services) }, options)
 * ```
 */
export function mount<Tree extends OperationTree>(
  app: Hono,
  tree: Tree,
  handlers: HandlersOf<Tree>,
  options: MountOptions,
): void {
  const paths = new Map<string, Map<Method, Mounted>>()
  for (const [name, operation, handler] of pairs(tree, handlers as HandlerTree)) {
    ensureKept(name, operation)
    const atPath = paths.get(operation.path) ?? new Map<Method, Mounted>()
    atPath.set(operation.method, {
      name,
      operation,
      perform: createPerformer(name, operation, handler, options),
    })
    paths.set(operation.path, atPath)
  }
  // A path that is written out comes before one that a parameter could stand in for.
  for (const path of [...paths.keys()].toSorted(bySpecificity)) {
    const mounts = paths.get(path)
    if (mounts) app.all(path.replaceAll(/\{(\w+)\}/g, ':$1'), dispatch(mounts, options))
  }
}

/** Answers what is no path of anybody's, and faults outside every route. Once for an app, after all that is mounted. */
export function mountFallbacks(app: Hono, options: MountOptions): void {
  const fallback = serve(options, async () => {
    throw new PlatformProblem('not_found')
  })
  app.notFound(async context => (await fallback(context, async () => {})) as Response)
  app.onError(async (error, context) => {
    const route = serve(options, async () => {
      throw error
    })
    return (await route(context, async () => {})) as Response
  })
}

function dispatch(mounts: Mounts, options: MountOptions) {
  const byMethod = new Map(
    [...mounts].map(([method, { name, operation, perform }]) => [
      method,
      serve(
        options,
        async (exchange, context) => {
          await allowReading(operation, exchange, options.isKnownOrigin)
          exchange.headers.set(VERSION_HEADER, readVersion(exchange.request.headers))
          return perform(exchange, context.req.param())
        },
        name,
      ),
    ]),
  )
  const other = serve(options, exchange => answerOther(mounts, exchange, options.isKnownOrigin))
  return (context: Context, next: () => Promise<void>) => {
    const method = context.req.raw.method === 'HEAD' ? 'GET' : context.req.raw.method
    const route = [...byMethod].find(([known]) => known === method)?.[1]
    return (route ?? other)(context, next)
  }
}

/** Before anything is decided, so that a page can read a refusal too. */
async function allowReading(operation: Operation, { request, headers }: Exchange, isKnown: IsKnownOrigin) {
  const allowed = await corsHeaders(operation, request.headers.get('origin'), isKnown)
  for (const [name, value] of Object.entries(allowed)) headers.set(name, value)
}

async function answerOther(mounts: Mounts, { request, headers }: Exchange, isKnown: IsKnownOrigin) {
  const methods = [...mounts.keys()]
  headers.set('allow', [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', '))
  if (request.method !== 'OPTIONS') throw new PlatformProblem('method_not_allowed')
  if (!request.headers.has('access-control-request-method')) return new Response(null, { status: 204 })
  headers.set('vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers')
  const operations = new Map([...mounts].map(([method, { operation }]) => [method, operation]))
  return new Response(null, { status: 204, headers: await preflightHeaders(operations, request, isKnown) })
}

interface HandlerTree {
  readonly [name: string]: AnyHandler | HandlerTree
}

function pairs(tree: OperationTree, handlers: HandlerTree, prefix = ''): [string, Operation, AnyHandler][] {
  return Object.entries(tree).flatMap(([name, node]): [string, Operation, AnyHandler][] => {
    const handler = handlers[name]
    if (isOperation(node)) {
      if (typeof handler === 'function') return [[prefix + name, node, handler]]
    } else if (typeof handler === 'object') return pairs(node, handler, `${prefix}${name}.`)
    throw new TypeError(`The operation ${prefix}${name} has no handler.`)
  })
}

/** An answer is kept as JSON, and a key goes with nothing else. */
function ensureKept(name: string, { repetition, answer }: Operation): void {
  if (repetition === 'key' && !answer)
    throw new TypeError(`The operation ${name} has a key but no JSON to keep.`)
}

function bySpecificity(one: string, other: string): number {
  const [first, second] = [one, other].map(path =>
    path.split('/').map(part => (part.startsWith('{') ? '1' : `0${part}`)),
  )
  return (first ?? []).join('/') < (second ?? []).join('/') ? -1 : 1
}
