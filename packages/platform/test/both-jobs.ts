/** Jobs by pg-boss and jobs in our table, each run the way it is run: one suite holds both to the same behaviour. */
import { createLog } from '../src/http/log.js'
import { bindJobs, type JobHandlers, type Jobs, type RecurringJob } from '../src/jobs/jobs.js'
import { createBossJobs } from '../src/jobs/pg-boss.js'
import { createTableJobs } from '../src/jobs/table-jobs.js'
import type { TestStore } from './test-store.js'

export interface RunningJobs {
  readonly store: TestStore
  readonly jobs: Jobs
  readonly lines: readonly string[]
  /** Where they are kept. */
  readonly table: 'jobs' | 'pgboss.job'
  now(): Date
  /** Waits until something is so, for some seconds at most, while jobs are done. */
  until(isSo: () => boolean | Promise<boolean>): Promise<void>
  stop(): Promise<void>
}

export interface JobsToRun {
  readonly handlers: JobHandlers
  readonly recurring?: readonly RecurringJob[]
  readonly atOnce?: Readonly<Record<string, number>>
}

const PATIENCE_MILLISECONDS = 20_000

/** Time goes on by itself. */
export async function runBossJobs(
  store: TestStore,
  { handlers, recurring = [], atOnce = {} }: JobsToRun,
): Promise<RunningJobs> {
  const now = () => new Date()
  const lines: string[] = []
  const log = createLog(line => lines.push(line), now)
  const jobs = createBossJobs({ store, database: store.database, now, log, atOnce })
  await jobs.start(bindJobs([handlers], recurring, contextOf(store, now, jobs)))
  return {
    store,
    jobs,
    lines,
    table: 'pgboss.job',
    now,
    async until(isSo) {
      const end = Date.now() + PATIENCE_MILLISECONDS
      while (!(await isSo())) {
        if (Date.now() > end) throw new Error('It did not come to be so.')
        await new Promise(settle => setTimeout(settle, 20))
      }
    },
    stop: jobs.stop,
  }
}

/** Time goes on by a second whenever there is nothing left to do. */
export async function runTableJobs(
  store: TestStore,
  { handlers, recurring = [] }: JobsToRun,
): Promise<RunningJobs> {
  let moment = new Date('2026-03-02T01:00:00Z')
  const now = () => moment
  const lines: string[] = []
  const jobs = createTableJobs({ store, now, log: createLog(line => lines.push(line), now) })
  jobs.handle(bindJobs([handlers], recurring, contextOf(store, now, jobs)))
  return {
    store,
    jobs,
    lines,
    table: 'jobs',
    now,
    async until(isSo) {
      for (let seconds = 0; ; seconds++) {
        await jobs.runDue()
        if (await isSo()) return
        if (seconds > PATIENCE_MILLISECONDS / 1000) throw new Error('It did not come to be so.')
        moment = new Date(moment.getTime() + 1000)
      }
    },
    stop: async () => {},
  }
}

function contextOf(store: TestStore, now: () => Date, jobs: Jobs) {
  return { store, now, effects: { audit: async () => {}, emit: async () => {}, enqueue: jobs.enqueue } }
}
