/** Promise 14 in the database: every table, every verb, every kind of foreign tenant. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../src/store/store.js'
import type { Tenant } from '../src/store/tenant.js'
import { readCatalog, rowOf, type Table, VALUES } from './catalog.js'
import { openTestStore } from './test-store.js'
import { insertRow, isRefusedByWall, type Row, reaches, undone, VERBS, type Verb } from './walls.js'

/** What is open to everybody on purpose. */
const OPEN: Readonly<Record<string, readonly Verb[]>> = {
  // What registers publish, and what a county says of itself.
  enterprises: ['select'],
  profiles: ['select'],
  card_pictures: ['select'],
  fact_definitions: ['select'],
  departments: ['select'],
  partners: ['select'],
  county_settings: ['select'],
  // What banks offer.
  loan_products: ['select'],
  // Of published policies, the words.
  policy_words: ['select'],
  // What the public lists say.
  status_lists: ['select'],
  status_positions: ['select'],
  trust_editions: ['select'],
  // Which sites partners have, every preflight tells.
  partner_origins: ['select'],
  // Hashes of proofs that count once, which are nobody's.
  used_proofs: ['select', 'insert', 'update', 'delete'],
  // Whatever anybody does is written down and may have something follow from it; neither shows anything.
  audit_rows: ['insert'],
  jobs: ['insert'],
}

/** Columns that their checks bind to each other. */
const EXCEPTIONS: Readonly<Record<string, Row>> = {
  sign_ins: { kind: 'officer', enterprise_id: null },
  idempotency: { tenant_kind: 'enterprise', tenant: 'ent_mine' },
  audit_rows: { entry: '{}' },
}

const FOREIGN: readonly Tenant[] = [
  { kind: 'anyone' },
  { kind: 'enterprise', enterpriseId: 'ent_other' },
  { kind: 'partner', partnerId: 'par_other' },
  { kind: 'officer', departmentId: 'dep_other', regions: ['999999'] },
]

let store: Store
let tables: readonly Table[]
let tried = 0
const rows = new Map<Table, Row>()

beforeAll(async () => {
  store = await openTestStore()
  tables = await readCatalog(store)
  const made = new Map<string, Row>()
  for (const table of tables) {
    const { name } = table
    const row = rowOf(table, made, EXCEPTIONS[name])
    rows.set(table, row)
    made.set(name, await insertRow(store, name, row))
  }
})
afterAll(() => store.close())

describe('of every table', () => {
  test('there is a row to look at', () => {
    const known = ['enterprises', 'facts', 'consents', 'sessions', 'idempotency', 'events']
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(known))
    expect(rows.size).toBe(tables.length)
  })

  test('row-level security is enabled and forced, by policies', () => {
    expect(tables.filter(({ isWalled, policies }) => !isWalled || policies.length === 0)).toEqual([])
  })

  test('the application’s role is not the owner, and may do nothing that no policy looks at', () => {
    expect(tables.filter(({ owner }) => owner === 'qiyema_app')).toEqual([])
    const verbs = new Set<string>(VERBS.map(verb => verb.toUpperCase()))
    expect(tables.filter(({ privileges }) => privileges.some(privilege => !verbs.has(privilege)))).toEqual([])
  })

  test('the columns are of types that every engine reads alike', () => {
    const strange = tables.flatMap(({ name, columns }) =>
      columns.filter(({ type }) => !(type in VALUES)).map(column => `${name}.${column.name}: ${column.type}`),
    )
    expect(strange).toEqual([])
  })

  test('the platform sees its row, so that not seeing it means something', async () => {
    const unseen: string[] = []
    for (const [{ name }, row] of rows) {
      if (!(await reaches(store, { kind: 'platform' }, name, 'select', row))) unseen.push(name)
    }
    expect(unseen).toEqual([])
  })
})

describe.each(FOREIGN.map(tenant => [tenant.kind, tenant] as const))('a foreign %s', (_, tenant) => {
  test.each(VERBS)('cannot %s what is another’s', async verb => {
    const breached: string[] = []
    for (const [{ name }, row] of rows) {
      if (OPEN[name]?.includes(verb)) continue
      tried++
      if (await reaches(store, tenant, name, verb, row)) breached.push(name)
    }
    expect(breached).toEqual([])
  })
})

test('all of it was tried', ({ task }) => {
  const open = Object.values(OPEN).flat().length
  task.meta.figure = `${tables.length} tables, ${tried} statements by ${FOREIGN.length} kinds of foreign tenants: 0 rows reached`
  expect(tried).toBe((tables.length * VERBS.length - open) * FOREIGN.length)
})

test.each([
  ['enterprise', { kind: 'enterprise', enterpriseId: 'ent_mine' }, 'enterprise_id', 'ent_other'],
  ['partner', { kind: 'partner', partnerId: 'par_mine' }, 'partner_id', 'par_other'],
  ['department', { kind: 'officer', departmentId: 'dep_mine', regions: [] }, 'department_id', 'dep_other'],
] as const)('no %s can make its rows another’s', async (_, tenant, column, other) => {
  const breached: string[] = []
  const mine = tables.filter(({ columns }) => columns.some(({ name }) => name === column))
  for (const { name } of mine) {
    const giving = undone(store, tenant, db =>
      sql`update ${sql.table(name)} set ${sql.ref(column)} = ${other}`.execute(db),
    )
    const given = await giving.then(
      ({ numAffectedRows = 0n }) => numAffectedRows > 0n,
      error => !isRefusedByWall(error),
    )
    if (given) breached.push(name)
  }
  expect(mine.length).toBeGreaterThan(0)
  expect(breached).toEqual([])
})

test('what is open on purpose is open, so that nothing else being open means something', async () => {
  const byName = new Map([...rows].map(([{ name }, row]) => [name, row]))
  const closed: string[] = []
  for (const [name, verbs] of Object.entries(OPEN)) {
    for (const verb of verbs) {
      const row = byName.get(name)
      if (!row || !(await reaches(store, { kind: 'anyone' }, name, verb, row))) closed.push(`${verb} ${name}`)
    }
  }
  expect(closed).toEqual([])
})

test('beside tables there is nothing that would walk around the walls', async () => {
  const { rows: strange } = await store.transact({ kind: 'anyone' }, db =>
    sql`
      select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')
      union all
      select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
    `.execute(db),
  )
  expect(strange).toEqual([])
})
