/** Takes one request through its operation: who, how often, what, once, and in one transaction. */
import type { Operation } from '@qiyema/core/contract'
import type { Authenticate } from '../access/authenticate.js'
import { admit, type Caller, nameOf, tenantOf } from '../access/caller.js'
import type { Db, Store } from '../store/store.js'
import { type AnyReply, answerOf, respond, respondKept } from './answer.js'
import { readBody } from './body.js'
import type { Call, CallEvent, JobName, JobOptions, PlainData } from './handler.js'
import { createInFlight, doOnce, fingerprintOf, readKey } from './idempotency.js'
import { parseInput } from './input.js'
import type { Limits } from './limits.js'
import { PlatformProblem } from './problems.js'
import type { MakeSecret } from './secrets.js'
import { type Exchange, type ServeOptions, vary } from './serve.js'

/** What a call does beside its data, in the same transaction. */
export interface Effects {
  audit(
    db: Db,
    entry: { caller: Caller; requestId: string; action: string; subject: string; data?: PlainData; at: Date },
  ): Promise<void>
  emit(db: Db, event: CallEvent, at: Date): Promise<void>
  enqueue(db: Db, job: JobName, data: PlainData, options?: JobOptions): Promise<void>
}

export interface PerformOptions extends ServeOptions {
  readonly store: Store
  readonly authenticate: Authenticate
  readonly limits: Limits
  readonly effects: Effects
  readonly makeSecret: MakeSecret
}

/** A handler, whatever its operation. */
export type AnyHandler = (input: never, call: Call) => Promise<AnyReply>

/** Makes what answers requests for one operation. */
export function createPerformer(
  name: string,
  operation: Operation,
  handler: AnyHandler,
  options: PerformOptions,
): (exchange: Exchange, params: Readonly<Record<string, string>>) => Promise<Response> {
  const inFlight = createInFlight()
  return async (exchange, params) => {
    const { request, headers } = exchange
    const caller = admit(operation, await countedCaller(exchange, options))
    const key = operation.repetition === 'key' ? readKey(request.headers.get('idempotency-key')) : undefined
    ensureCondition(operation, request)
    const input = parseInput(operation, params, exchange.search, await readBody(operation, request))
    const now = options.now()
    const run = (db: Db) => handler(input as never, callOf(exchange, caller, db, now, options))
    if (operation.callers.includes('anyone')) vary(headers, 'Authorization')
    if (key === undefined) {
      const reply = await options.store.transact(tenantOf(caller), run)
      return respond(operation, reply, { caller, ifNoneMatch: request.headers.get('if-none-match') })
    }
    const intent = { caller: nameOf(caller), key, operation: name, fingerprint: await fingerprintOf(input) }
    const done = await inFlight(`${intent.caller} ${key}`, () =>
      options.store.transact(tenantOf(caller), db =>
        doOnce(db, intent, now, options.makeSecret, async () => answerOf(operation, await run(db))),
      ),
    )
    return respondKept(done.answer, done.isRepeated)
  }
}

/** Who calls, after one request was counted to them; where a proof does not hold, to where it came from. */
async function countedCaller(exchange: Exchange, { authenticate, limits }: PerformOptions): Promise<Caller> {
  const { request, address, headers } = exchange
  await limits.ensureLeft('refused', address)
  const caller = await authenticate({
    authorization: request.headers.get('authorization') ?? undefined,
    proof: request.headers.get('dpop') ?? undefined,
    origin: request.headers.get('origin') ?? undefined,
    method: request.method,
    url: exchange.publicUrl,
  }).catch(async (error: unknown) => {
    if (error instanceof PlatformProblem) await limits.count('refused', address)
    throw error
  })
  exchange.callerKind = caller.kind
  const left = await limits.count(caller.kind, caller.kind === 'anyone' ? address : nameOf(caller))
  for (const [name, value] of Object.entries(left)) headers.set(name, value)
  return caller
}

/** An edit says which version it is of before anything else is looked at. */
function ensureCondition({ etag, method }: Operation, request: Request): void {
  if (etag === 'required' && method !== 'GET' && request.headers.get('if-match') === null)
    throw new PlatformProblem('precondition_required')
}

function callOf(exchange: Exchange, caller: Caller, db: Db, now: Date, options: PerformOptions): Call {
  const { request, requestId, language } = exchange
  const { effects, makeSecret } = options
  const ifMatch = request.headers.get('if-match')
  const origin = request.headers.get('origin')
  const proof = request.headers.get('dpop')
  return {
    caller,
    db,
    now,
    language,
    requestId,
    url: exchange.publicUrl,
    ...(ifMatch !== null && { ifMatch }),
    ...(origin !== null && { origin }),
    ...(proof !== null && { proof }),
    audit: (action, subject, data) =>
      effects.audit(db, { caller, requestId, action, subject, at: now, ...(data && { data }) }),
    emit: event => effects.emit(db, event, now),
    enqueue: (job, data, jobOptions) => effects.enqueue(db, job, data, jobOptions),
    secret: makeSecret,
  }
}
