/** What happens later, the same by pg-boss and by our own table. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type JobsToRun, type RunningJobs, runBossJobs, runTableJobs } from '../../test/both-jobs.js'
import { openTestStore, type TestStore } from '../../test/test-store.js'
import { isRefusedByWall } from '../../test/walls.js'
import type { PlainData } from '../http/handler.js'
import type { Db } from '../store/store.js'
import { bindJobs, type JobContext } from './jobs.js'

const TENANTS = [
  { kind: 'anyone' },
  { kind: 'enterprise', enterpriseId: 'ent_maker' },
  { kind: 'partner', partnerId: 'par_bank' },
  { kind: 'officer', departmentId: 'dep_1', regions: ['330521'] },
  { kind: 'platform' },
] as const

describe.each([
  ['pg-boss', runBossJobs],
  ['our table', runTableJobs],
])('jobs by %s', (_, run) => {
  let store: TestStore
  let running: RunningJobs | undefined
  beforeAll(async () => {
    store = await openTestStore()
  }, 60_000)
  afterAll(() => store.close())
  afterEach(async () => {
    if (!running) return
    await running.stop()
    const table = sql.table(running.table)
    running = undefined
    await store.transact({ kind: 'platform' }, async db => {
      await sql`reset role`.execute(db)
      await sql`delete from ${table}`.execute(db)
    })
  })

  async function begin(given: JobsToRun): Promise<RunningJobs> {
    running = await run(store, given)
    return running
  }

  /** A job that notes what it was given. */
  function noting() {
    const done: PlainData[] = []
    return { done, handlers: { note: async (data: PlainData) => void done.push(data) } }
  }

  const asEnterprise = <Result>(work: (db: Db) => Promise<Result>) => store.transact(TENANTS[1], work)

  test('are done once the transaction holds, with their data', async () => {
    const { done, handlers } = noting()
    const { jobs, until } = await begin({ handlers })
    const data = { text: '企业码', number: 1, list: [true, null], nested: { a: 'b' } }
    await store.transact(TENANTS[1], db => jobs.enqueue(db, 'note', data))
    await until(() => done.length > 0)
    expect(done).toEqual([data])
  })

  test('are enqueued by every tenant', async () => {
    const { done, handlers } = noting()
    const { jobs, until } = await begin({ handlers })
    for (const tenant of TENANTS)
      await store.transact(tenant, db => jobs.enqueue(db, 'note', { by: tenant.kind }))
    await until(() => done.length === TENANTS.length)
    expect(done.map(({ by }) => by).toSorted()).toEqual(TENANTS.map(({ kind }) => kind).toSorted())
  })

  test('are not done when the transaction is taken back', async () => {
    const { done, handlers } = noting()
    const all = await begin({ handlers })
    const undone = asEnterprise(async db => {
      await all.jobs.enqueue(db, 'note', { is: 'undone' })
      throw new Error('Taken back.')
    })
    await expect(undone).rejects.toThrow('Taken back.')
    await asEnterprise(db => all.jobs.enqueue(db, 'note', { is: 'done' }))
    await all.until(() => done.length > 0)
    expect(done).toEqual([{ is: 'done' }])
  })

  test('wait for their time', async () => {
    const { done, handlers } = noting()
    const all = await begin({ handlers })
    const at = new Date(all.now().getTime() + 1500)
    let doneAt: Date | undefined
    await asEnterprise(async db => {
      await all.jobs.enqueue(db, 'note', { is: 'late' }, { at })
      await all.jobs.enqueue(db, 'note', { is: 'soon' })
    })
    await all.until(() => {
      if (done.length > 1) doneAt ??= all.now()
      return done.length > 1
    })
    expect(done).toEqual([{ is: 'soon' }, { is: 'late' }])
    expect(doneAt?.getTime()).toBeGreaterThanOrEqual(at.getTime())
  })

  test('of one key wait once; of none, as often as they are enqueued', async () => {
    const { done, handlers } = noting()
    const all = await begin({ handlers })
    const at = new Date(all.now().getTime() + 1000)
    await asEnterprise(async db => {
      for (const number of [1, 2, 3]) await all.jobs.enqueue(db, 'note', { number }, { at, key: 'loan_1' })
      for (const number of [4, 5]) await all.jobs.enqueue(db, 'note', { number }, { at })
    })
    await all.until(() => done.length === 3)
    await asEnterprise(db => all.jobs.enqueue(db, 'note', { number: 6 }, { key: 'loan_1' }))
    await all.until(() => done.length > 3)
    expect(done.map(({ number }) => number).toSorted()).toEqual([1, 4, 5, 6])
  })

  test('of one key wait again once the one before has begun', async () => {
    const done: unknown[] = []
    const all = await begin({
      handlers: {
        async note({ number }, context) {
          if (number === 1)
            await context.store.transact({ kind: 'platform' }, db =>
              context.effects.enqueue(db, 'note', { number: 2 }, { key: 'loan_1' }),
            )
          done.push(number)
        },
      },
    })
    await asEnterprise(db => all.jobs.enqueue(db, 'note', { number: 1 }, { key: 'loan_1' }))
    await all.until(() => done.length === 2)
    expect(done).toEqual([1, 2])
  })

  test('that throw are tried again, a little later', async () => {
    const tries: number[] = []
    const all = await begin({
      handlers: {
        async fail() {
          tries.push(all.now().getTime())
          if (tries.length < 3) throw new Error('Not yet: 13800000000')
        },
      },
    })
    await asEnterprise(db => all.jobs.enqueue(db, 'fail', {}))
    await all.until(() => tries.length === 3)
    const [first = 0, second = 0, third = 0] = tries
    expect(second - first).toBeGreaterThanOrEqual(950)
    expect(third - second).toBeGreaterThanOrEqual(950)
    expect(all.lines).toHaveLength(2)
    for (const line of all.lines) {
      expect(JSON.parse(line)).toMatchObject({ level: 'error', operation: 'job fail', fault: 'Error' })
      expect(line).not.toContain('13800000000')
    }
  })

  test('that throw do not keep what was thrown', async () => {
    let hasFailed = false
    const all = await begin({
      handlers: {
        async fail() {
          hasFailed = true
          throw new Error('Not yet: 13800000000')
        },
      },
    })
    await asEnterprise(db => all.jobs.enqueue(db, 'fail', {}))
    await all.until(() => hasFailed && all.lines.length > 0)
    const { rows } = await store.transact({ kind: 'platform' }, async db => {
      await sql`reset role`.execute(db)
      return sql`select * from ${sql.table(all.table)}`.execute(db)
    })
    expect(JSON.stringify(rows)).toContain('fail')
    expect(JSON.stringify(rows)).not.toContain('13800000000')
  })

  test('are done soon when many come at once', async () => {
    const { done, handlers } = noting()
    const all = await begin({ handlers })
    const begun = Date.now()
    await asEnterprise(async db => {
      for (let number = 0; number < 50; number++) await all.jobs.enqueue(db, 'note', { number })
    })
    await all.until(() => done.length === 50)
    expect(Date.now() - begun).toBeLessThan(20_000)
  })

  test('that come back do so, also after one that failed', async () => {
    let times = 0
    const all = await begin({
      handlers: {
        async sweep() {
          times++
          if (times === 1) throw new Error('Once.')
        },
      },
      recurring: [{ name: 'sweep', everySeconds: 1 }],
    })
    await all.until(() => times >= 4)
  })

  test('are read by nobody but the platform', async () => {
    const { handlers } = noting()
    const all = await begin({ handlers })
    const at = new Date(all.now().getTime() + 3_600_000)
    await asEnterprise(db => all.jobs.enqueue(db, 'note', { is: 'mine' }, { at }))
    const reading = asEnterprise(db => sql`select data from ${sql.table(all.table)}`.execute(db))
    const seen = await reading.then(
      ({ rows }) => rows.length,
      (error: unknown) => (isRefusedByWall(error) ? 0 : Promise.reject(error)),
    )
    expect(seen).toBe(0)
  })
})

test('a job has one that does it, and what comes back is done by somebody', () => {
  const context = {} as JobContext
  const handlers = { note: async () => {} }
  expect(() => bindJobs([handlers, handlers], [], context)).toThrow('Two jobs are called note.')
  expect(() => bindJobs([handlers], [{ name: 'sweep', everySeconds: 60 }], context)).toThrow(TypeError)
})
