/** What goes wrong between a caller and the platform, when a test wants it to. */
import { PlatformProblem, problemBody } from '@qiyema/platform'
import { type OperationName, operationOf } from './operation-of.js'

/** Which requests it happens to: all of them, from now on, unless it is said. */
export interface Where {
  readonly operation?: OperationName
  /** So many requests; then the fault is over. */
  readonly times?: number
}

/** Switches a fault off. */
export type SwitchOff = () => void

export interface Faults {
  /** Answers come later by so many milliseconds of real time. */
  slow(milliseconds: number, where?: Where): SwitchOff
  /** The platform answers with a fault of its own, 500, or says that it is unavailable, 503. Nothing is done. */
  fail(where?: Where & { readonly status?: 500 | 503 }): SwitchOff
  /** What is asked for is done, and the connection drops before the answer has come. */
  loseAnswer(where?: Where): SwitchOff
  /** No connection. Nothing is done. */
  goOffline(where?: Where): SwitchOff
  /** Switches all of them off; answers that were to come later come now. */
  clear(): void
}

type Kind =
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'fail'; readonly status: 500 | 503 }
  | { readonly kind: 'lose-answer' }
  | { readonly kind: 'offline' }

interface Fault {
  readonly what: Kind
  readonly operation: OperationName | undefined
  left: number
}

type Send = (request: Request) => Promise<Response>

/**
 * Makes faults that can be switched on, and what stands between callers and the platform.
 *
 * @param baseUrl - of the platform, for the types of its problems
 */
export function createFaults(baseUrl: string) {
  const active = new Set<Fault>()
  /** Ends the waiting of each answer that comes later. */
  const heldBack = new Set<() => void>()

  function add(what: Kind, { operation, times = Number.POSITIVE_INFINITY }: Where): SwitchOff {
    const fault = { what, operation, left: times }
    if (times > 0) active.add(fault)
    return () => void active.delete(fault)
  }

  /** What happens to a request; each fault that does has happened once more. */
  function strike(request: Request): readonly Kind[] {
    const name = operationOf(request)
    const struck = [...active].filter(({ operation }) => operation === undefined || operation === name)
    for (const fault of struck) if (--fault.left <= 0) active.delete(fault)
    return struck.map(({ what }) => what)
  }

  const faults: Faults = {
    slow: (milliseconds, where = {}) => add({ kind: 'slow', milliseconds }, where),
    fail: ({ status = 500, ...where } = {}) => add({ kind: 'fail', status }, where),
    loseAnswer: (where = {}) => add({ kind: 'lose-answer' }, where),
    goOffline: (where = {}) => add({ kind: 'offline' }, where),
    clear() {
      active.clear()
      for (const end of [...heldBack]) end()
    },
  }

  return {
    faults,
    /** Sends a request through all that is switched on. Rejects as `fetch` does where no answer comes. */
    async through(request: Request, send: Send): Promise<Response> {
      // What a browser asks beforehand is no call yet.
      const struck = request.method === 'OPTIONS' ? [] : strike(request)
      const has = (kind: Kind['kind']) => struck.some(fault => fault.kind === kind)
      if (has('offline')) throw noAnswer()
      for (const fault of struck)
        if (fault.kind === 'slow') await pass(fault.milliseconds, request.signal, heldBack)
      const failed = struck.find(fault => fault.kind === 'fail')
      const answer =
        failed?.kind === 'fail' ? answerOfFault(failed.status, baseUrl, request) : await send(request)
      if (has('lose-answer')) throw noAnswer()
      return answer
    },
  }
}

/** What `fetch` rejects with. */
function noAnswer(): TypeError {
  return new TypeError('fetch failed')
}

function pass(milliseconds: number, signal: AbortSignal, heldBack: Set<() => void>): Promise<void> {
  return new Promise((settle, fail) => {
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
    heldBack.add(end)
    function end(): void {
      clearTimeout(timer)
      heldBack.delete(end)
      signal.removeEventListener('abort', end)
      if (signal.aborted) fail(signal.reason)
      else settle()
    }
    if (signal.aborted) end()
  })
}

/** As the platform itself answers when something breaks. */
function answerOfFault(status: 500 | 503, baseUrl: string, request: Request): Response {
  const problem = new PlatformProblem(status === 500 ? 'internal' : 'unavailable')
  const body = problemBody(problem, { baseUrl, language: 'zh-CN', requestId: 'sandbox-fault' })
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      // Pages of other sites read it, as they read the platform's own.
      'access-control-allow-origin': request.headers.get('origin') ?? '*',
    },
  })
}
