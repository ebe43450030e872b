import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { asSuperuser } from '../../test/engines/postgresql-server.js'
import { eventually } from '../../test/eventually.js'
import { newDatabase } from '../../test/test-store.js'
import { openStore } from './open-store.js'
import { openPostgresqlStore } from './postgresql-store.js'
import { executeSql, type Store } from './store.js'

const now = () => new Date('2026-03-02T01:00:00Z')
const ANYONE = { kind: 'anyone' } as const
const PLATFORM = { kind: 'platform' } as const

let database: Awaited<ReturnType<typeof newDatabase>>
let store: Store
const onConnectionLost = vi.fn()
beforeEach(async () => {
  onConnectionLost.mockReset()
  database = await newDatabase()
  store = await openPostgresqlStore({ url: database.url, now, poolSize: 1, onConnectionLost })
})
afterEach(async () => {
  await store.close()
  await database.remove()
})

const ask = (statement: string, values: readonly unknown[] = []) =>
  store.transact(ANYONE, async db => (await executeSql(db, statement, values)).rows)

const keep = (name: string) =>
  store.transact(PLATFORM, db =>
    db.insertInto('county_settings').values({ name, version: '1', value: '0' }).execute(),
  )

const kept = async () => (await ask('select name from county_settings order by name')).map(({ name }) => name)

/** As when a server goes away: it ends every connection of the database. */
const endConnections = () =>
  asSuperuser(
    database.superuser,
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
  )

describe('when the server goes away and comes back', () => {
  test('between transactions, the next does not notice', async () => {
    await keep('before')
    await endConnections()
    await eventually(() => expect(onConnectionLost).toHaveBeenCalledOnce())
    await keep('after')
    expect(await kept()).toEqual(['after', 'before'])
  })

  test('within a transaction, it fails and has left nothing, and the next works', async () => {
    const work = store.transact(PLATFORM, async db => {
      const row = { name: 'lost', version: '1', value: '0' }
      await db.insertInto('county_settings').values(row).execute()
      await endConnections()
      await executeSql(db, 'select 1')
    })
    await expect(work).rejects.toThrow()
    expect(await kept()).toEqual([])
  })

  test('during a statement, it fails, and the next works', async () => {
    const statement = ask('select pg_sleep(30)')
    const failure = expect(statement).rejects.toThrow()
    await eventually(async () => {
      await asSuperuser(
        database.superuser,
        `select 1 / count(*) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(30)%'
          and wait_event = 'PgSleep'`,
      )
    })
    await endConnections()
    await failure
    expect(await ask('select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('a connection', () => {
  test('ends a statement or a transaction that holds up others', async () => {
    const settings = ['statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_isolation']
    const values = await Promise.all(
      settings.map(name => ask('select current_setting($1) as value', [name]).then(([row]) => row?.value)),
    )
    expect(values).toEqual(['10s', '15s', 'read committed'])
  })

  test('is waited for while others use all there are', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => ask('select $1::int as n', [n])))
    expect(answers.map(([row]) => row?.n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('sees nothing of a transaction of another that has not ended', async () => {
    const other = await openPostgresqlStore({ url: database.url, now, poolSize: 1 })
    await other.transact(PLATFORM, async db => {
      const row = { name: 'one', version: '1', value: '0' }
      await db.insertInto('county_settings').values(row).execute()
      expect(await kept()).toEqual([])
    })
    await other.close()
    expect(await kept()).toEqual(['one'])
  })

  test('that nobody answers is told, and soon', async () => {
    const nobody = openPostgresqlStore({ url: 'postgresql://somebody@127.0.0.1:1/nothing', now })
    await expect(nobody).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe('a statement that comes again and again', () => {
  const tenants = ['ent_1', 'ent_2', 'ent_3', 'ent_1', 'ent_2', 'ent_3', 'ent_1', 'ent_2', 'ent_3']

  test('is prepared, and shows each tenant its own rows all the same', async () => {
    await store.transact(PLATFORM, db =>
      executeSql(
        db,
        `insert into idempotency
          select tenant, 'key', 'enterprise', tenant, 'card.read', 'f', 200, '{}', tenant, '{}', now()
          from unnest($1::text[]) tenant`,
        [['ent_1', 'ent_2', 'ent_3']],
      ),
    )
    const bodies = []
    for (const enterpriseId of tenants) {
      const rows = await store.transact({ kind: 'enterprise', enterpriseId }, db =>
        db.selectFrom('idempotency').select('body').where('key', '=', 'key').execute(),
      )
      bodies.push(...rows.map(({ body }) => body))
    }
    expect(bodies).toEqual(tenants)
    const prepared = await ask(
      `select statement from pg_prepared_statements where statement like '%"idempotency"%'`,
    )
    expect(prepared).toHaveLength(1)
  })

  test('fails once when another node has changed its table, and then works', async () => {
    const all = () =>
      store.transact(ANYONE, db =>
        db.selectFrom('departments').selectAll().where('id', '=', 'dep_1').execute(),
      )
    for (const _ of tenants) await all()
    await asSuperuser(database.superuser, 'alter table departments add column later text')
    await expect(all()).rejects.toMatchObject({ code: '0A000' })
    expect(await all()).toEqual([])
  })
})

describe('opening', () => {
  test('brings a new database up to date once, however many nodes start together', async () => {
    const fresh = await newDatabase('template0')
    const nodes = await Promise.all(
      Array.from({ length: 4 }, () =>
        openStore({ databaseUrl: fresh.url, folder: 'unused', poolSize: 1, now }),
      ),
    )
    const counts = nodes.map(node =>
      node.transact(ANYONE, db => executeSql(db, 'select count(*) as n from enterprises')),
    )
    expect(await Promise.all(counts)).toEqual(nodes.map(() => ({ rows: [{ n: 0 }] })))
    await Promise.all(nodes.map(node => node.close()))
    await fresh.remove()
  })

  test('says what an administrator has to do where it may not do it itself', async () => {
    const role = `role_${randomUUID().replaceAll('-', '')}`
    await asSuperuser(database.superuser, `create role ${role} login`)
    const fresh = await newDatabase('template0', role)
    const opening = openPostgresqlStore({ url: fresh.url, now })
    const missing = `grant qiyema_app to ${role}`
    await expect(opening).rejects.toMatchObject({
      code: 'ERR_ROLE_MISSING',
      message: expect.stringContaining(missing),
    })
    await asSuperuser(fresh.superuser, missing)
    const opened = await openPostgresqlStore({ url: fresh.url, now })
    await opened.close()
    await fresh.remove()
    await asSuperuser(database.superuser, `drop role ${role}`)
  })
})
