/** The audit trail in a real database: it is written by everybody, changed by nobody, and says when it was. */
import type { JWK } from 'jose'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newAuditKey } from '../../test/audit-key.js'
import { signAll, writeRows } from '../../test/audit-trail.js'
import { openTestStore } from '../../test/test-store.js'
import type { Caller } from '../access/caller.js'
import { createJwsSigner } from '../access/sign-jws.js'
import type { Store } from '../store/store.js'
import type { Tenant } from '../store/tenant.js'
import { auditJobs } from './checkpoint.js'
import { HEAD_TYPE, readHead } from './head.js'
import { createAudit } from './record.js'
import { verifyAudit } from './verify.js'

const NOW = new Date('2026-03-02T01:00:00Z')
const PLATFORM = { kind: 'platform' } as const
const TENANTS: readonly Tenant[] = [
  { kind: 'anyone' },
  { kind: 'enterprise', enterpriseId: 'ent-02' },
  { kind: 'partner', partnerId: 'par-bank01' },
  { kind: 'officer', departmentId: 'dep-jx', regions: ['330521'] },
  PLATFORM,
]
const WIDGET: Caller = {
  kind: 'widget',
  sessionId: 'ses_1',
  partnerId: 'par-bank01',
  enterpriseId: 'ent-02',
  purpose: 'loan-application',
  components: [],
  origin: 'https://bank.example',
  operatorReference: 'desk 7',
  keyThumbprint: 'k',
}

let store: Store
const opened: Store[] = []

async function freshStore(): Promise<Store> {
  const fresh = await openTestStore({ now: () => NOW })
  opened.push(fresh)
  return fresh
}

beforeAll(async () => {
  store = await freshStore()
})
afterAll(async () => {
  for (const each of opened) await each.close()
})

test('every tenant writes, the platform alone reads, and nobody changes or removes', async () => {
  const { ofCall } = createAudit()
  const entry = { caller: WIDGET, requestId: 'req_1', action: 'test.write', subject: 'sub_1', at: NOW }
  for (const tenant of TENANTS) {
    await store.transact(tenant, db => ofCall(db, { ...entry, data: { kind: tenant.kind } }))
    const seen = await store.transact(tenant, db => db.selectFrom('audit_rows').selectAll().execute())
    expect(seen.length > 0, tenant.kind).toBe(tenant.kind === 'platform')
    for (const statement of [
      sql`update audit_rows set entry = '{}'`,
      sql`delete from audit_rows`,
      sql`truncate audit_rows`,
      sql`insert into audit_rows (number, entry) values (-1, '{}')`,
    ])
      await expect(
        store.transact(tenant, db => statement.execute(db)),
        tenant.kind,
      ).rejects.toThrow(/permission denied|cannot insert/)
  }
})

test('a row says who did what to which and when, and of a widget in which session, without a word of a person', async () => {
  const [row] = await store.transact(PLATFORM, db =>
    db.selectFrom('audit_rows').selectAll().orderBy('number').limit(1).execute(),
  )
  expect(JSON.parse(row?.entry ?? '')).toEqual({
    at: '2026-03-02T01:00:00.000Z',
    by: 'widget par-bank01 ent-02',
    session: 'ses_1',
    request: 'req_1',
    action: 'test.write',
    subject: 'sub_1',
    data: { kind: 'anyone' },
  })
  expect(row?.subject).toBe('sub_1')
  expect(row?.entry).not.toContain('desk 7')
})

test('what a transaction takes back leaves no row, and the trail no gap', async () => {
  const own = await freshStore()
  const key = await newAuditKey()
  await writeRows(own, 3, NOW)
  const failing = own.transact(PLATFORM, async db => {
    await createAudit().ofJob(() => NOW)(db, { action: 'test.write', subject: 'gone' })
    throw new Error('Taken back.')
  })
  await expect(failing).rejects.toThrow('Taken back.')
  await writeRows(own, 2, NOW)
  await signAll(own, key, NOW)
  const verdict = await verifyAudit(own, [key.publicJwk])
  expect(verdict).toMatchObject({ head: { size: 5 }, unsigned: 0 })
  expect(verdict.damage).toBeUndefined()
})

test('the job signs for what is new and for nothing twice, however many run at once', async () => {
  const own = await freshStore()
  const key = await newAuditKey()
  const jobs = auditJobs({ signHead: createJwsSigner(key.privateJwk, HEAD_TYPE) })
  const nothing = async () => {}
  const context = { store: own, now: () => NOW, effects: { audit: nothing, emit: nothing, enqueue: nothing } }
  const run = () => jobs['audit.checkpoint']?.({}, context)
  for (const count of [1, 1100, 0]) {
    await writeRows(own, count, NOW)
    await Promise.all([run(), run(), run()])
  }
  const heads = await own.transact(PLATFORM, db =>
    db.selectFrom('audit_checkpoints').selectAll().orderBy('size').execute(),
  )
  expect(heads.map(({ size }) => size)).toEqual([1, 1001, 1101])
  expect(await readHead(heads[0]?.head ?? '', [key.publicJwk])).toMatchObject({
    size: 1,
    at: NOW.toISOString(),
  })
  expect((await verifyAudit(own, [key.publicJwk])).damage).toBeUndefined()
})

test('a row whose transaction ends late gets the next place', async () => {
  const own = await freshStore()
  const key = await newAuditKey()
  await writeRows(own, 3, NOW)
  // As if the second had been written by somebody who is still at it.
  await own.transact(PLATFORM, async db => {
    await sql`reset role`.execute(db)
    await sql`alter table audit_rows no force row level security`.execute(db)
    await sql`create table held as select entry from audit_rows where number = 2`.execute(db)
    await sql`delete from audit_rows where number = 2`.execute(db)
  })
  await signAll(own, key, NOW)
  await own.transact(PLATFORM, async db => {
    await sql`reset role`.execute(db)
    await sql`insert into audit_rows (number, entry) overriding system value select 2, entry from held`.execute(
      db,
    )
    await sql`alter table audit_rows force row level security`.execute(db)
  })
  await signAll(own, key, NOW)
  const places = await own.transact(PLATFORM, db =>
    db.selectFrom('audit_leaves').select(['position', 'number']).orderBy('position').execute(),
  )
  expect(places.map(({ number }) => number)).toEqual([1, 3, 2])
  expect((await verifyAudit(own, [key.publicJwk])).damage).toBeUndefined()
})

test('a trail whose key was replaced is whole by both keys, and by neither alone', async () => {
  const own = await freshStore()
  const [first, second] = [await newAuditKey('audit-1'), await newAuditKey('audit-2')]
  for (const key of [first, second]) {
    await writeRows(own, 3, NOW)
    await signAll(own, key, NOW)
  }
  const damageBy = async (...keys: readonly { publicJwk: JWK }[]) =>
    (
      await verifyAudit(
        own,
        keys.map(({ publicJwk }) => publicJwk),
      )
    ).damage
  expect(await damageBy(first, second)).toBeUndefined()
  expect(await damageBy(first)).toEqual({ kind: 'bad-head', size: 6 })
  expect(await damageBy(second)).toEqual({ kind: 'bad-head', size: 3 })
})

test('a row that comes an hour later than its number is named, since nobody signs for it', async () => {
  const own = await freshStore()
  const key = await newAuditKey()
  const later = new Date(NOW.getTime() + 61 * 60_000)
  await writeRows(own, 3, NOW)
  await signAll(own, key, NOW)
  await writeRows(own, 1, later)
  await signAll(own, key, later)
  await own.transact(PLATFORM, async db => {
    await sql`reset role`.execute(db)
    await sql`alter table audit_rows no force row level security`.execute(db)
    await sql`insert into audit_rows (number, entry) overriding system value values (0, '{}')`.execute(db)
    await sql`alter table audit_rows force row level security`.execute(db)
  })
  await signAll(own, key, later)
  const { damage, unsigned } = await verifyAudit(own, [key.publicJwk])
  expect(damage).toEqual({ kind: 'unplaced', number: 0 })
  expect(unsigned).toBe(1)
})
