/** Rows of strangers under one id, in every table that has ids: wherever an operation looks, there is one to find. */
import { ID_PREFIXES, type IdKind } from '@qiyema/core/contract'
import { sql } from 'kysely'
import type { Store } from '../src/store/store.js'
import { readCatalog, rowOf, type Table } from './catalog.js'
import { insertRow, type Row } from './walls.js'

/** Registered in another region, and nobody's of a test. */
export const FOREIGN_USCC = '91330100799655058B'

/** The id of what belongs to strangers. */
export function foreignId(kind: IdKind): string {
  return `${ID_PREFIXES[kind]}_foreign`
}

/**
 * Does work while there are rows of an enterprise, a partner and a department that nobody of the test belongs to, all under
 * the id that strangers have for this kind.
 *
 * @param work - is given the tables that hold such a row
 */
export async function withForeignRows(
  store: Store,
  kind: IdKind,
  work: (tables: readonly string[]) => Promise<void>,
): Promise<void> {
  const id = foreignId(kind)
  const made = new Map<string, Row>()
  const filled: string[] = []
  const since = await currentTransaction(store)
  for (const table of await readCatalog(store)) {
    const isNamed = hasId(table) && !PRINCIPALS.includes(table.name)
    const exceptions = isNamed ? { id } : table.name === 'enterprises' ? ELSEWHERE : {}
    const row = rowOf(table, made, exceptions)
    // Where a rule allows no such row there is none.
    const inserted = await insertRow(store, table.name, row).catch(() => undefined)
    made.set(table.name, inserted ?? row)
    if (isNamed && inserted) filled.push(table.name)
  }
  await work(filled)
  await removeWritten(store, [...made.keys()].toReversed(), since)
}

/** Numbers of transactions grow. */
async function currentTransaction(store: Store): Promise<string> {
  return store.transact({ kind: 'platform' }, async db => {
    const { rows } = await sql<{ number: string }>`select pg_current_xact_id()::text as number`.execute(db)
    return rows[0]?.number ?? ''
  })
}

/** What refers before what it refers to. */
async function removeWritten(store: Store, tables: readonly string[], since: string): Promise<void> {
  await store.transact({ kind: 'platform' }, async db => {
    await sql`reset role`.execute(db)
    for (const name of tables)
      await sql`delete from ${sql.table(name)} where xmin::text::bigint >= ${since}::bigint`.execute(db)
  })
}

/** Who rows belong to; they have names of their own. */
const PRINCIPALS: readonly string[] = ['enterprises', 'partners', 'departments']

const ELSEWHERE: Row = { uscc: FOREIGN_USCC, region_code: '999999' }

function hasId({ columns }: Table): boolean {
  return columns.some(({ name, type }) => name === 'id' && type === 'text')
}
