/** Jobs in a table of our own, done in one process when it is told to: for tests, the sandbox and browsers, whose time is given. */
import { type Selectable, sql } from 'kysely'
import { type Log, SILENT_LOG } from '../http/log.js'
import type { Db, Store } from '../store/store.js'
import type { JobName, JobOptions, Jobs, JobWork, PlainData } from './jobs.js'
import { randomFraction } from './random.js'
import { CLAIM_SECONDS, MAX_TRIES, retryDelaySeconds } from './retries.js'
import type { JobTable } from './tables.js'

export interface TableJobsOptions {
  readonly store: Store
  readonly now: () => Date
  readonly log?: Log
  /** From 0 to 1, for delays. */
  readonly random?: () => number
}

export interface TableJobs extends Jobs {
  /** Says what there is to do. Once, before anything is run. */
  handle(work: JobWork): void
  /** Does what is due, one after the other in the order of its time, and what becomes due by that. Gives how many it did. */
  runDue(): Promise<number>
  /** When there will be something to do, unless more comes before. */
  nextDueAt(): Promise<Date | undefined>
}

type JobRow = Selectable<JobTable>

/**
 * Makes jobs in a table.
 *
 * @example
 * ```ts
 * const jobs = createTableJobs({ store, now })
 * const platform = createPlatform({ store, jobs, now, ... })
 * jobs.handle(platform.jobs)
 * await jobs.runDue()
 * ```
 */
export function createTableJobs(options: TableJobsOptions): TableJobs {
  const { store, now, log = SILENT_LOG, random = randomFraction } = options
  const asPlatform = <Result>(work: (db: Db) => Promise<Result>) => store.transact({ kind: 'platform' }, work)
  let work: JobWork = { handlers: {}, recurring: [] }
  let hasBegun = false
  let running: Promise<unknown> = Promise.resolve()

  async function enqueue(db: Db, job: JobName, data: PlainData, { at, key }: JobOptions = {}): Promise<void> {
    await db
      .insertInto('jobs')
      .values({ name: job, key: key ?? null, data: JSON.stringify(data), run_at: at ?? now() })
      // Without a target: to name one, the caller would have to be allowed to read.
      .onConflict(conflict => conflict.doNothing())
      .execute()
  }

  /** Recurring jobs wait from the first run on; each enqueues the next. */
  async function begin(): Promise<void> {
    if (hasBegun) return
    hasBegun = true
    await asPlatform(async db => {
      for (const { name } of work.recurring) await enqueue(db, name, {}, { key: name })
    })
  }

  async function runAll(): Promise<number> {
    await begin()
    let done = 0
    let job = await asPlatform(db => claimNext(db, now()))
    while (job) {
      const claimed = job
      const hasFailed = await run(claimed)
      done++
      job = await asPlatform(async db => {
        await (hasFailed ? putBack(db, claimed, now(), random) : remove(db, claimed))
        return claimNext(db, now())
      })
    }
    return done
  }

  async function run({ name, data }: JobRow): Promise<boolean> {
    try {
      const handler = work.handlers[name]
      if (!handler) throw new TypeError('Nobody does this job.')
      await handler(data)
      return false
    } catch (error) {
      log.fault({ requestId: '-', operation: `job ${name}` }, error)
      return true
    }
  }

  return {
    enqueue,
    handle(given) {
      work = given
    },
    async runDue() {
      const before = running
      const mine = before.catch(() => {}).then(runAll)
      running = mine
      return mine
    },
    async nextDueAt() {
      await begin()
      const row = await asPlatform(db =>
        db
          .selectFrom('jobs')
          .select(sql<Date>`greatest(run_at, claimed_until)`.as('at'))
          .where('failed_at', 'is', null)
          .orderBy('at')
          .limit(1)
          .executeTakeFirst(),
      )
      return row?.at
    },
  }
}

/** The earliest that is due. One whose worker died is due again when its claim has run out. */
async function claimNext(db: Db, now: Date): Promise<JobRow | undefined> {
  const due = db
    .selectFrom('jobs')
    .select('id')
    .where('failed_at', 'is', null)
    .where('run_at', '<=', now)
    .where(where => where.or([where('claimed_until', 'is', null), where('claimed_until', '<=', now)]))
    .orderBy('run_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
  return db
    .updateTable('jobs')
    .set(row => ({
      tries: row('tries', '+', 1),
      claimed_until: new Date(now.getTime() + CLAIM_SECONDS * 1000),
    }))
    .where('id', '=', due)
    .returningAll()
    .executeTakeFirst()
}

async function remove(db: Db, { id }: JobRow): Promise<void> {
  await db.deleteFrom('jobs').where('id', '=', id).execute()
}

async function putBack(db: Db, { id, tries }: JobRow, now: Date, random: () => number): Promise<void> {
  const isLast = tries >= MAX_TRIES
  await db
    .updateTable('jobs')
    .set({
      claimed_until: null,
      failed_at: isLast ? now : null,
      run_at: new Date(now.getTime() + retryDelaySeconds(tries, random) * 1000),
    })
    .where('id', '=', id)
    .execute()
}
