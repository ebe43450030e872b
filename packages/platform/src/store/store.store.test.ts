import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestStore } from '../../test/test-store.js'
import { asTenant, type Db, executeSql, type Store } from './store.js'
import type { Tenant } from './tenant.js'

const PLATFORM: Tenant = { kind: 'platform' }
const MAKER: Tenant = { kind: 'enterprise', enterpriseId: 'ent_maker' }
const BANK: Tenant = { kind: 'partner', partnerId: 'par_bank' }
const OFFICER: Tenant = { kind: 'officer', departmentId: 'dep_tax', regions: ['330521', '33'] }
const NOW = new Date('2026-03-02T01:02:03.456Z')

let store: Store
beforeAll(async () => {
  store = await openTestStore({ now: () => NOW })
})
afterAll(() => store.close())
beforeEach(() => store.transact(PLATFORM, db => db.deleteFrom('county_settings').execute()))

interface Standing {
  role: string
  kind: string
  tenant: string
  regions: string
  now: string
  presented: string
}

/** Who the database takes a transaction for. */
async function standing(db: Db): Promise<Standing> {
  const { rows } = await sql<Standing>`select current_user as role,
    current_setting('qiyema.kind') as kind,
    current_setting('qiyema.tenant') as tenant,
    current_setting('qiyema.regions') as regions,
    current_setting('qiyema.now') as now,
    current_setting('qiyema.presented') as presented`.execute(db)
  const [row] = rows
  if (!row) throw new Error('The database says nothing.')
  return row
}

const keep = (db: Db, name: string, value: unknown = 0) =>
  db
    .insertInto('county_settings')
    .values({ name, version: '1', value: JSON.stringify(value) })
    .execute()

const kept = () =>
  store.transact(PLATFORM, async db => {
    const rows = await db.selectFrom('county_settings').select('name').orderBy('name').execute()
    return rows.map(({ name }) => name)
  })

describe('a transaction', () => {
  test('holds, with everything in it', async () => {
    await store.transact(PLATFORM, async db => {
      await keep(db, 'one')
      await keep(db, 'two')
    })
    expect(await kept()).toEqual(['one', 'two'])
  })

  test('that throws leaves nothing', async () => {
    const work = store.transact(PLATFORM, async db => {
      await keep(db, 'one')
      throw new Error('No more.')
    })
    await expect(work).rejects.toThrow('No more.')
    expect(await kept()).toEqual([])
  })

  test('with a statement that failed leaves nothing, even when nobody minds', async () => {
    const work = store.transact(PLATFORM, async db => {
      await keep(db, 'one')
      await keep(db, 'one').catch(() => {})
    })
    await expect(work).rejects.toThrow()
    expect(await kept()).toEqual([])
  })

  test('gives what its work gives', async () => {
    expect(await store.transact(PLATFORM, async () => 'done')).toBe('done')
  })

  test('waits for another that changes the same row', async () => {
    await store.transact(PLATFORM, db => keep(db, 'count', 0))
    const increments = Array.from({ length: 20 }, () =>
      store.transact(PLATFORM, db =>
        sql`update county_settings set value = to_jsonb(value::int + 1)`.execute(db),
      ),
    )
    await Promise.all(increments)
    const row = await store.transact(PLATFORM, db =>
      db.selectFrom('county_settings').select('value').executeTakeFirst(),
    )
    expect(row?.value).toBe(20)
  })
})

describe('within a transaction', () => {
  const cases: [Tenant, Pick<Standing, 'kind' | 'tenant' | 'regions'>][] = [
    [{ kind: 'anyone' }, { kind: 'anyone', tenant: '', regions: '' }],
    [PLATFORM, { kind: 'platform', tenant: '', regions: '' }],
    [MAKER, { kind: 'enterprise', tenant: 'ent_maker', regions: '' }],
    [BANK, { kind: 'partner', tenant: 'par_bank', regions: '' }],
    [OFFICER, { kind: 'officer', tenant: 'dep_tax', regions: '["330521","33"]' }],
  ]
  test.each(cases)('the database knows whose it is: %o', async (tenant, expected) => {
    const rest = { role: 'qiyema_app', now: NOW.toISOString(), presented: '' }
    expect(await store.transact(tenant, standing)).toEqual({ ...expected, ...rest })
  })

  test('a name is a name, whatever is in it', async () => {
    const enterpriseId = `x', true); reset role; select set_config('qiyema.kind', 'platform`
    const { role, kind, tenant } = await store.transact({ kind: 'enterprise', enterpriseId }, standing)
    expect({ role, kind, tenant }).toEqual({ role: 'qiyema_app', kind: 'enterprise', tenant: enterpriseId })
  })

  test.each(['\\', '\0'])('a name with %j is refused', async character => {
    const work = store.transact({ kind: 'partner', partnerId: `par${character}` }, standing)
    await expect(work).rejects.toThrow(TypeError)
  })

  test('nobody owns anything: no table can be made, changed, emptied or opened', async () => {
    const attempts = [
      'create table mine (id int)',
      'alter table facts disable row level security',
      'alter table facts no force row level security',
      'drop policy readers on facts',
      'create policy all_mine on facts using (true)',
      'truncate facts',
      'drop table facts',
      'create role mine superuser',
    ]
    for (const statement of attempts) {
      const work = store.transact(PLATFORM, db => executeSql(db, statement))
      await expect(work, statement).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('nobody reads around the walls', async () => {
    await store.transact(PLATFORM, db =>
      db.insertInto('partner_access').values({ partner_id: 'par_other', scopes: '[]' }).execute(),
    )
    const read = (db: Db) => db.selectFrom('partner_access').selectAll().execute()
    expect(await store.transact(BANK, read)).toEqual([])
    const around = store.transact(BANK, async db => {
      await executeSql(db, 'set local row_security = off')
      return read(db)
    })
    await expect(around).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the next transaction of the same connection', () => {
  const connection = (db: Db) => executeSql(db, 'select pg_backend_pid() as pid')

  test.each([
    ['that held', async () => {}],
    [
      'that was undone',
      async () => {
        throw new Error('Undone.')
      },
    ],
  ])('knows nothing of one %s', async (_, end) => {
    const used: unknown[] = []
    const first = store.transact(OFFICER, async db => {
      used.push(await connection(db))
      await executeSql(db, `select set_config('qiyema.presented', 'secret', true)`)
      await end()
    })
    await first.catch(() => {})
    const next = await store.transact({ kind: 'anyone' }, async db => {
      used.push(await connection(db))
      return standing(db)
    })
    expect(used[0]).toEqual(used[1])
    expect(next).toMatchObject({ kind: 'anyone', tenant: '', regions: '', presented: '' })
  })
})

describe('two transactions at once', () => {
  test('each know their own tenant', async () => {
    const tenants = Array.from({ length: 8 }, (_, number) => `ent_${number}`)
    const seen = await Promise.all(
      tenants.map(enterpriseId =>
        store.transact({ kind: 'enterprise', enterpriseId }, async db => {
          const before = await standing(db)
          await sql`select pg_sleep(0.01)`.execute(db)
          const after = await standing(db)
          return [before.tenant, after.tenant]
        }),
      ),
    )
    expect(seen).toEqual(tenants.map(tenant => [tenant, tenant]))
  })
})

describe('asTenant', () => {
  test('does one step as another, and no more', async () => {
    const seen = await store.transact(OFFICER, async db => [
      await asTenant(db, BANK, standing),
      await standing(db),
    ])
    expect(seen).toMatchObject([
      { role: 'qiyema_app', kind: 'partner', tenant: 'par_bank', regions: '' },
      { role: 'qiyema_app', kind: 'officer', tenant: 'dep_tax', regions: '["330521","33"]' },
    ])
  })

  test('goes back to where it came from, step by step', async () => {
    const seen = await store.transact(BANK, async db => {
      const inner = await asTenant(db, PLATFORM, async other => [
        await asTenant(other, MAKER, standing),
        await standing(other),
      ])
      return [...inner, await standing(db)].map(({ kind }) => kind)
    })
    expect(seen).toEqual(['enterprise', 'platform', 'partner'])
  })

  test('goes back when its work throws', async () => {
    const { kind } = await store.transact(BANK, async db => {
      const step = asTenant(db, PLATFORM, async () => {
        throw new Error('No more.')
      })
      await expect(step).rejects.toThrow('No more.')
      return standing(db)
    })
    expect(kind).toBe('partner')
  })

  test('goes back when a statement fails that is then undone to a point before', async () => {
    const kinds = await store.transact(BANK, async db => {
      await executeSql(db, 'savepoint here')
      const step = asTenant(db, PLATFORM, other => executeSql(other, 'select 1 / 0'))
      await expect(step).rejects.toMatchObject({ code: '22012' })
      await executeSql(db, 'rollback to savepoint here')
      const before = await standing(db)
      await asTenant(db, MAKER, standing)
      return [before.kind, (await standing(db)).kind]
    })
    expect(kinds).toEqual(['partner', 'partner'])
  })

  test('keeps what it did only when the whole transaction holds', async () => {
    const work = store.transact(BANK, async db => {
      await asTenant(db, PLATFORM, other => keep(other, 'one'))
      throw new Error('No more.')
    })
    await expect(work).rejects.toThrow('No more.')
    expect(await kept()).toEqual([])
  })

  test('keeps the secret that was presented', async () => {
    const { presented } = await store.transact(BANK, async db => {
      await executeSql(db, `select set_config('qiyema.presented', 'hash', true)`)
      await asTenant(db, PLATFORM, standing)
      return standing(db)
    })
    expect(presented).toBe('hash')
  })
})

describe('values', () => {
  const read = (text: string) =>
    store.transact(PLATFORM, async db => (await executeSql(db, `select ${text} as value`)).rows[0]?.value)

  test.each([
    ['an eight-byte integer is a number', '9007199254740991::int8', Number.MAX_SAFE_INTEGER],
    ['a count is a number', '(select count(*) from (values (1), (2)) rows)', 2],
    ['a sum of integers is a number', '(select sum(x) from (values (1), (2)) rows (x))', 3],
    ['a date is its text', `date '2026-03-02'`, '2026-03-02'],
    ['a moment is a Date', `timestamptz '2026-03-02T09:02:03.456+08'`, NOW],
    ['JSON is its value', `'{"a":[1,null,"\u4f01"]}'::jsonb`, { a: [1, null, '企'] }],
    ['a list of texts is a list', `array['企', 'b']`, ['企', 'b']],
    ['a fraction is a number', '0.1::float8', 0.1],
    ['a condition is a boolean', 'true', true],
    ['nothing is null', 'null::int8', null],
  ])('%s', async (_, text, expected) => {
    expect(await read(text)).toEqual(expected)
  })

  test('bytes are bytes', async () => {
    expect([...((await read(`'\\x00ff'::bytea`)) as Uint8Array)]).toEqual([0, 255])
  })

  test('an integer that a number cannot hold is refused, and nothing breaks', async () => {
    await expect(read('9007199254740993::int8')).rejects.toThrow(RangeError)
    expect(await read('1::int8')).toBe(1)
  })
})

describe('executeSql', () => {
  test('takes values, and is part of the transaction', async () => {
    const work = store.transact(PLATFORM, async db => {
      const statement = `insert into county_settings values ($1, '1', $2::jsonb) returning name`
      const { rows } = await executeSql(db, statement, ['one', '[1]'])
      expect(rows).toEqual([{ name: 'one' }])
      throw new Error('No more.')
    })
    await expect(work).rejects.toThrow('No more.')
    expect(await kept()).toEqual([])
  })
})
