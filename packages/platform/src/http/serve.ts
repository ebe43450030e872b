/** What every answer has in common, whatever gave it: a name, headers that keep it safe, a line in the log, and no surprises. */
import type { Context, Handler as Route } from 'hono'
import { type Language, languageOf } from './language.js'
import type { Log } from './log.js'
import { PlatformProblem, problemBody } from './problems.js'
import { REQUEST_ID_HEADER } from './request-id.js'
import { SECURITY_HEADERS } from './security-headers.js'

/** What serving needs of its surroundings. */
export interface ServeOptions {
  /** The platform's public address, without a final slash. */
  readonly baseUrl: string
  readonly now: () => Date
  readonly log: Log
  readonly newRequestId: () => string
  /** Where a request comes from, as far as the server knows: a proxy's word is taken there or not at all. */
  readonly clientAddress: (request: Request, env: unknown) => string
}

/** One request on its way to an answer. */
export interface Exchange {
  readonly request: Request
  /** As the platform is known outside, without query. */
  readonly publicUrl: string
  /** With its question mark, if there is one. */
  readonly search: string
  readonly requestId: string
  readonly language: Language
  readonly address: string
  /** For the answer, be it a problem or not. */
  readonly headers: Headers
  /** For the log: the kind of who calls, once it is known. */
  callerKind: string
}

/**
 * Makes a route of work that gives a response or throws. A `PlatformProblem` becomes `application/problem+json`; everything
 * else that is thrown becomes `internal`, or `unavailable` where the database is out of reach, and nothing of it is told.
 *
 * @param operation - its name in the log; absent for a path of no operation
 */
export function serve(
  options: ServeOptions,
  work: (exchange: Exchange, context: Context) => Promise<Response>,
  operation?: string,
): Route {
  return async context => {
    const startedAt = options.now()
    const exchange = exchangeOf(context, options)
    const { requestId, request, headers } = exchange
    let problem: PlatformProblem | undefined
    let response: Response
    try {
      response = await work(exchange, context)
    } catch (error) {
      problem = error instanceof PlatformProblem ? error : problemOfFault(error)
      if (problem !== error) options.log.fault({ requestId, operation }, error)
      response = problemResponse(problem, exchange, options.baseUrl)
    }
    for (const [name, value] of headers) if (!response.headers.has(name)) response.headers.set(name, value)
    const ms = options.now().getTime() - startedAt.getTime()
    options.log.request({
      requestId,
      operation,
      method: request.method,
      status: response.status,
      code: problem?.code,
      ms,
      caller: exchange.callerKind,
    })
    return response
  }
}

/** Adds to `Vary`, which several parts of an answer have their reasons for. */
export function vary(headers: Headers, name: string): void {
  const held = headers.get('vary')
  if (!held?.split(', ').includes(name)) headers.set('vary', held ? `${held}, ${name}` : name)
}

function exchangeOf({ req, env }: Context, options: ServeOptions): Exchange {
  const request = req.raw
  const { pathname, search } = new URL(request.url)
  const requestId = options.newRequestId()
  return {
    request,
    publicUrl: options.baseUrl + pathname,
    search,
    requestId,
    language: languageOf(request.headers.get('accept-language')),
    address: options.clientAddress(request, env),
    headers: new Headers({ ...SECURITY_HEADERS, [REQUEST_ID_HEADER]: requestId }),
    callerKind: 'unknown',
  }
}

function problemResponse(problem: PlatformProblem, exchange: Exchange, baseUrl: string): Response {
  const { language, requestId, headers } = exchange
  vary(headers, 'Accept-Language')
  return new Response(JSON.stringify(problemBody(problem, { baseUrl, language, requestId })), {
    status: problem.status,
    headers: {
      ...problem.facts.headers,
      'content-type': 'application/problem+json',
      'content-language': language,
      'cache-control': 'no-store',
    },
  })
}

/** Classes of PostgreSQL's error codes after which the same request may fare better. */
const PASSING = /^(?:08|53|57P0[1-5]|40001|40P01|55P03)/

function problemOfFault(error: unknown): PlatformProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isPassing = PASSING.test(code) || /^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT)$/.test(code)
  return isPassing
    ? new PlatformProblem('unavailable', { headers: { 'retry-after': '1' } })
    : new PlatformProblem('internal')
}
