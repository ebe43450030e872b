/** What has served its time is forgotten, and nothing before. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestStore } from '../../test/test-store.js'
import { takeOnce } from '../access/used-proofs.js'
import { createEvents } from '../events/emit.js'
import { doOnce } from '../http/idempotency.js'
import type { Store } from '../store/store.js'
import { HOUSEKEEPING_SWEEPS, housekeepingJobs } from './housekeeping.js'
import { bindJobs } from './jobs.js'
import { createTableJobs, type TableJobs } from './table-jobs.js'

const START = new Date('2026-03-02T01:00:00Z')
const MINUTE = 60_000
const DAY = 24 * 3600 * 1000

let moment = START
let store: Store
let jobs: TableJobs

beforeAll(async () => {
  const now = () => moment
  store = await openTestStore({ now })
  jobs = createTableJobs({ store, now })
  const effects = { audit: async () => {}, emit: async () => {}, enqueue: jobs.enqueue }
  jobs.handle(bindJobs([housekeepingJobs()], HOUSEKEEPING_SWEEPS, { store, now, effects }))
  await jobs.runDue()
}, 60_000)
afterAll(() => store.close())

async function at(milliseconds: number) {
  moment = new Date(START.getTime() + milliseconds)
  await jobs.runDue()
}

const count = (table: 'idempotency' | 'used_proofs' | 'events' | 'webhook_deliveries' | 'jobs') =>
  store.transact({ kind: 'platform' }, async db => {
    const rows = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .execute()
    return rows[0]?.rows
  })

test('proofs go when they would be refused for their age, answers after a day, deliveries after thirty', async () => {
  const intent = { caller: 'partner par_bank', key: 'a-key-of-mine', operation: 'x', fingerprint: 'f' }
  const answer = { status: 200, headers: {}, body: {}, secrets: {} }
  await store.transact({ kind: 'partner', partnerId: 'par_bank' }, async db => {
    await takeOnce(db, 'proof', new Date(moment.getTime() + 2 * MINUTE))
    await doOnce(
      db,
      intent,
      moment,
      async () => '',
      async () => answer,
    )
  })
  await store.transact({ kind: 'platform' }, async db => {
    await db
      .insertInto('webhook_endpoints')
      .values({
        id: 'whe_1',
        partner_id: 'par_bank',
        url: 'https://bank.example/',
        description: null,
        events: '["code.revoked"]',
        is_enabled: true,
        created_at: moment,
      })
      .execute()
    const event = { type: 'code.revoked', resource: 'code_1', partners: ['par_bank'], data: {} } as const
    await createEvents({ jobs: { enqueue: async () => {} } }).emit(db, event, moment)
  })

  await at(1 * MINUTE)
  expect([await count('used_proofs'), await count('idempotency'), await count('webhook_deliveries')]).toEqual(
    [1, 1, 1],
  )
  await at(6 * MINUTE)
  expect([await count('used_proofs'), await count('idempotency')]).toEqual([0, 1])
  await at(DAY + 61 * MINUTE)
  expect([await count('idempotency'), await count('events')]).toEqual([0, 1])
  await at(29 * DAY)
  expect([await count('webhook_deliveries'), await count('events')]).toEqual([1, 1])
  await at(31 * DAY)
  expect([await count('webhook_deliveries'), await count('events')]).toEqual([0, 0])
})

test('a job that failed too often stays for a month, for people to look at', async () => {
  const before = await count('jobs')
  await store.transact({ kind: 'platform' }, db => jobs.enqueue(db, 'nobody-does-this', {}))
  const failedAt = moment.getTime() - START.getTime()
  for (let hour = 0; hour < 30; hour++) await at(failedAt + hour * 60 * MINUTE)
  const { tries, failed_at } = await store.transact({ kind: 'platform' }, db =>
    db
      .selectFrom('jobs')
      .select(['tries', 'failed_at'])
      .where('name', '=', 'nobody-does-this')
      .executeTakeFirstOrThrow(),
  )
  expect(tries).toBe(20)
  expect(failed_at).not.toBeNull()
  await at(failedAt + 35 * DAY)
  expect(await count('jobs')).toBe(before)
})
