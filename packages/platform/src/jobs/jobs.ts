/** What happens later: jobs that come into being in the transaction of what they follow from, and are done at least once. */
import type { CallEvent, JobName, JobOptions, PlainData } from '../http/handler.js'
import type { Db, Store } from '../store/store.js'

export type { JobName, JobOptions, PlainData } from '../http/handler.js'

/** Where jobs wait. */
export interface Jobs {
  /**
   * Has a job done once the transaction holds, not before `at`.
   *
   * Of one key there is one job that waits: while there is, another is not added and the one there keeps its time. A job
   * that has begun waits no more, so what happens meanwhile is looked at again.
   */
  enqueue(db: Db, job: JobName, data: PlainData, options?: JobOptions): Promise<void>
}

/** What a job does beside its data, in a transaction of its own choosing. Whoever looks it up later finds the platform. */
export interface JobEffects {
  audit(
    db: Db,
    entry: { readonly action: string; readonly subject: string; readonly data?: PlainData },
  ): Promise<void>
  emit(db: Db, event: CallEvent): Promise<void>
  enqueue(db: Db, job: JobName, data: PlainData, options?: JobOptions): Promise<void>
}

/** What a job works with. A job opens its transactions itself, as the platform, and none while it waits for others. */
export interface JobContext {
  readonly store: Store
  now(): Date
  readonly effects: JobEffects
}

/**
 * Does a job. It may be done twice, and late: it looks at what there is before it changes anything. One that throws is
 * tried again.
 */
export type JobHandler = (data: PlainData, context: JobContext) => Promise<void>

/** An application's jobs by name: `finance.expire-claim`. */
export type JobHandlers = Readonly<Record<JobName, JobHandler>>

/** A job that comes back, with no data: a sweep. Each time it is done, the next is enqueued. */
export interface RecurringJob {
  readonly name: JobName
  readonly everySeconds: number
}

/** All that a platform does later, for whoever runs it. */
export interface JobWork {
  readonly handlers: Readonly<Record<JobName, (data: PlainData) => Promise<void>>>
  /** Enqueued by whoever runs them when it starts, each by its name as the key. */
  readonly recurring: readonly RecurringJob[]
}

/**
 * Gives the jobs of all applications what they work with.
 *
 * @throws {TypeError} for two of one name, and for a recurring job that nobody does
 *
 * @example
 * ```ts
 * const work = bindJobs([financeJobs(services), consentJobs(services)], FINANCE_SWEEPS, { store, now, effects })
 * ```
 */
export function bindJobs(
  parts: readonly JobHandlers[],
  recurring: readonly RecurringJob[],
  context: JobContext,
): JobWork {
  const handlers = new Map<JobName, (data: PlainData) => Promise<void>>()
  for (const [name, handler] of parts.flatMap(part => Object.entries(part))) {
    if (handlers.has(name)) throw new TypeError(`Two jobs are called ${name}.`)
    handlers.set(name, data => handler(data, context))
  }
  for (const { name, everySeconds } of recurring) {
    const handler = handlers.get(name)
    if (!handler) throw new TypeError(`The job ${name} is to come back, but nobody does it.`)
    handlers.set(name, async data => {
      try {
        await handler(data)
      } finally {
        await enqueueNext(name, everySeconds, context)
      }
    })
  }
  return { handlers: Object.fromEntries(handlers), recurring }
}

async function enqueueNext(
  name: JobName,
  everySeconds: number,
  { store, now, effects }: JobContext,
): Promise<void> {
  const at = new Date(now().getTime() + everySeconds * 1000)
  await store.transact({ kind: 'platform' }, db => effects.enqueue(db, name, {}, { at, key: name }))
}
