/** Jobs on servers: pg-boss keeps them beside the data, in PostgreSQL or in a folder's PGlite, and all nodes share them. */
import type { PGlite } from '@electric-sql/pglite'
import { type ConstructorOptions, fromKysely, fromPglite, PgBoss, type QueueOptions } from 'pg-boss'
import { type Log, SILENT_LOG } from '../http/log.js'
import { APP_ROLE } from '../store/enter.js'
import type { Store } from '../store/store.js'
import type { JobName, Jobs, JobWork, PlainData } from './jobs.js'
import { CLAIM_SECONDS, FIRST_DELAY_SECONDS, MAX_DELAY_SECONDS, MAX_TRIES } from './retries.js'

const SCHEMA = 'pgboss'
const CONNECTIONS = 4
const STOP_MILLISECONDS = 20_000
/** Workers are woken when a job is due at once; for one that is due later, somebody has to look. */
const LOOK_EVERY_SECONDS = 2

const QUEUE: QueueOptions & { notify: boolean } = {
  expireInSeconds: CLAIM_SECONDS,
  retryLimit: MAX_TRIES - 1,
  retryDelay: FIRST_DELAY_SECONDS,
  retryBackoff: true,
  retryDelayMax: MAX_DELAY_SECONDS,
  notify: true,
}

export interface BossJobsOptions {
  readonly store: Store
  /** The same database as the store's, as the role that owns it. */
  readonly database: { readonly url: string } | { readonly pglite: PGlite }
  readonly now: () => Date
  readonly log?: Log
  /** How many of a job this node does at once; by default one. */
  readonly atOnce?: Readonly<Record<JobName, number>>
}

export interface BossJobs extends Jobs {
  /** Prepares the tables, and begins. Before this nothing can be enqueued. */
  start(work: JobWork): Promise<void>
  /** Waits for what was begun, 20 seconds at most: what is not done by then is done by another, or by the next start. */
  stop(): Promise<void>
}

/**
 * Makes jobs that pg-boss does.
 *
 * @example
 * ```ts
 * const jobs = createBossJobs({ store, database: { url }, now })
 * const platform = createPlatform({ store, jobs, now, ... })
 * await jobs.start(platform.jobs)
 * ```
 */
export function createBossJobs(options: BossJobsOptions): BossJobs {
  const { store, database, now, log = SILENT_LOG, atOnce = {} } = options
  const boss = new PgBoss({
    ...connectionTo(database),
    schema: SCHEMA,
    useListenNotify: true,
    // What comes back enqueues itself again: see `bindJobs`.
    schedule: false,
    openTelemetry: { enabled: false },
  })
  // What goes wrong between jobs is tried again by itself. Unheard, it would end the process.
  boss.on('error', error => log.fault({ requestId: '-', operation: 'jobs' }, error))

  const jobs: Jobs = {
    async enqueue(db, job, data, { at, key } = {}) {
      await boss.send(job, data, {
        db: fromKysely(db),
        // A queue lets nobody wait twice, be it without a key.
        singletonKey: key ?? crypto.randomUUID(),
        // What is due by our clock is due by the database's, too.
        ...(at && at > now() && { startAfter: at }),
      })
    },
  }

  /** One worker, which looks again as soon as it is done: else a burst of jobs would be worked off at the pace of looking. */
  async function work(name: JobName, handler: (data: PlainData) => Promise<void>): Promise<void> {
    let worker: string | undefined
    const how = {
      pollingIntervalSeconds: LOOK_EVERY_SECONDS,
      notifyPollingIntervalSeconds: LOOK_EVERY_SECONDS,
    }
    worker = await boss.work<PlainData>(name, how, async ([job]) => {
      if (worker !== undefined) boss.notifyWorker(worker)
      try {
        await handler(job?.data ?? {})
      } catch (error) {
        log.fault({ requestId: '-', operation: `job ${name}` }, error)
        // The table keeps what is thrown, and a message may quote data.
        throw new Error('The job failed. The log says where.')
      }
    })
  }

  return {
    ...jobs,
    async start({ handlers, recurring }) {
      await boss.start()
      for (const name of Object.keys(handlers)) {
        await boss.createQueue(name, { ...QUEUE, policy: 'short' })
        await boss.updateQueue(name, QUEUE)
      }
      await letEnqueue(boss)
      await store.transact({ kind: 'platform' }, async db => {
        for (const { name } of recurring) await jobs.enqueue(db, name, {}, { key: name })
      })
      for (const [name, handler] of Object.entries(handlers))
        for (let workers = atOnce[name] ?? 1; workers > 0; workers--) await work(name, handler)
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_MILLISECONDS }),
  }
}

function connectionTo(database: BossJobsOptions['database']): ConstructorOptions {
  if ('pglite' in database) return { db: fromPglite(database.pglite), backend: 'pglite' }
  return { connectionString: database.url, max: CONNECTIONS, application_name: 'qiyema jobs' }
}

/** Requests enqueue in their own transactions, as the role without rights: it may add jobs, and read none. */
async function letEnqueue(boss: PgBoss): Promise<void> {
  const tables = ['job', 'job_common'].map(table => `${SCHEMA}.${table}`).join(', ')
  await boss
    .getDb()
    .executeSql(
      [
        `grant usage on schema ${SCHEMA} to ${APP_ROLE}`,
        `grant select on ${SCHEMA}.queue to ${APP_ROLE}`,
        `grant insert, select (id, start_after) on ${tables} to ${APP_ROLE}`,
      ].join('; '),
    )
}
