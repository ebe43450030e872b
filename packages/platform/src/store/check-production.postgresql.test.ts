import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  asSuperuser,
  OWNER,
  type PostgresqlServer,
  startPostgresqlServer,
} from '../../test/engines/postgresql-server.js'
import { eventually } from '../../test/eventually.js'
import { whyNotForProduction } from './check-production.js'
import { openPostgresqlStore } from './postgresql-store.js'

const DATABASE = 'checked'
const now = () => new Date('2026-03-02T01:00:00Z')

// A server of its own: what is spoilt here belongs to a whole server.
let server: PostgresqlServer
beforeAll(async () => {
  server = await startPostgresqlServer()
  await administer(`create database ${DATABASE} owner ${OWNER}`)
})
afterAll(() => server.stop())

const administer = (statement: string, database = 'postgres') =>
  asSuperuser(server.url(database, 'postgres'), statement)

async function reasonsFor(role = OWNER): Promise<string[]> {
  const store = await openPostgresqlStore({ url: server.url(DATABASE, role), now, poolSize: 1 })
  try {
    return await whyNotForProduction(store)
  } finally {
    await store.close()
  }
}

test('a server as it comes, and a role that only owns the database, are fit for production', async () => {
  expect(await reasonsFor()).toEqual([])
})

describe('a server that does not keep what it acknowledged', () => {
  afterEach(async () => {
    await administer('alter system reset all')
    await administer('select pg_reload_conf()')
    await administer(`alter database ${DATABASE} reset all`)
    await eventually(async () => expect(await reasonsFor()).toEqual([]))
  })

  test.each(['fsync', 'full_page_writes', 'synchronous_commit'])('is not, with %s off', async setting => {
    await administer(`alter system set ${setting} = off`)
    await administer('select pg_reload_conf()')
    await eventually(async () =>
      expect(await reasonsFor()).toEqual([expect.stringContaining(`${setting} off`)]),
    )
  })

  test('is not, when only this database does not wait for the disk', async () => {
    await administer(`alter database ${DATABASE} set synchronous_commit = off`)
    expect(await reasonsFor()).toEqual([expect.stringContaining('synchronous_commit off')])
  })
})

describe('a role that no wall holds', () => {
  beforeEach(async () => {
    await reasonsFor()
    await administer(`create role loose login in role ${OWNER}, qiyema_app`)
  })
  afterEach(async () => {
    await administer('alter role qiyema_app nosuperuser nobypassrls nologin')
    await administer('drop role loose')
  })

  test.each([
    ['loose', 'superuser'],
    ['loose', 'bypassrls'],
    ['qiyema_app', 'superuser'],
    ['qiyema_app', 'bypassrls'],
    ['qiyema_app', 'login'],
  ])('is not fit: %s with %s', async (role, attribute) => {
    expect(await reasonsFor('loose')).toEqual([])
    await administer(`alter role ${role} ${attribute}`)
    const remedy = `alter role ${role} no${attribute}`
    expect(await reasonsFor('loose')).toEqual([expect.stringContaining(remedy)])
  })
})

describe('a table without walls', () => {
  afterEach(() =>
    administer('alter table facts enable row level security, force row level security', DATABASE),
  )

  test.each(['disable row level security', 'no force row level security'])('is found: %s', async change => {
    await reasonsFor()
    await administer(`alter table facts ${change}`, DATABASE)
    expect(await reasonsFor()).toEqual([expect.stringContaining('alter table facts enable')])
  })
})
