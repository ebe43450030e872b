/** What somebody can do with the rows of a table: for tests that nobody can do anything with those of others. */
import { type RawBuilder, sql } from 'kysely'
import type { Db, Store } from '../src/store/store.js'
import type { Tenant } from '../src/store/tenant.js'

export const VERBS = ['select', 'insert', 'update', 'delete'] as const

export type Verb = (typeof VERBS)[number]

/** A row as the database takes it, by column. */
export type Row = Readonly<Record<string, unknown>>

/**
 * Whether a tenant's statement reaches a row of a table, or would make the given one. Nothing of it is kept.
 *
 * @param row - of somebody else
 */
export async function reaches(
  store: Store,
  tenant: Tenant,
  table: string,
  verb: Verb,
  row: Row,
): Promise<boolean> {
  try {
    const { rows, numAffectedRows = 0n } = await undone(store, tenant, db =>
      statementOf(table, verb, row).execute(db),
    )
    return verb === 'select' ? rows.length > 0 : numAffectedRows > 0n
  } catch (error) {
    if (isRefusedByWall(error)) return false
    // What is unique and what refers to what is only looked at behind the wall.
    if (isIntegrityViolation(error)) return true
    throw error
  }
}

/** Does work in a transaction and undoes it. */
export async function undone<Result>(
  store: Store,
  tenant: Tenant,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  let result: { readonly value: Result } | undefined
  const undo = new Error('Undone.')
  try {
    await store.transact(tenant, async db => {
      result = { value: await work(db) }
      throw undo
    })
  } catch (error) {
    if (error !== undo || !result) throw error
  }
  if (!result) throw undo
  return result.value
}

/**
 * Makes a row as the platform.
 *
 * @returns the row with what the database filled in
 */
export async function insertRow(store: Store, table: string, row: Row): Promise<Row> {
  const { rows } = await store.transact({ kind: 'platform' }, db =>
    sql<Row>`${statementOf(table, 'insert', row)} returning *`.execute(db),
  )
  return rows[0] ?? {}
}

/** Without `where` and `returning`: they read, and what reads is held back by what may be read. */
function statementOf(table: string, verb: Verb, row: Row): RawBuilder<unknown> {
  const name = sql.table(table)
  const columns = Object.keys(row).map(column => sql.ref(column))
  const values = Object.values(row)
  switch (verb) {
    case 'select':
      return sql`select 1 from ${name}`
    case 'insert':
      return sql`insert into ${name} (${sql.join(columns)}) values (${sql.join(values)})`
    case 'update':
      return sql`update ${name} set ${columns[0]} = ${values[0]}`
    case 'delete':
      return sql`delete from ${name}`
  }
}

export function isRefusedByWall(error: unknown): boolean {
  return codeOf(error) === '42501'
}

function isIntegrityViolation(error: unknown): boolean {
  return codeOf(error)?.startsWith('23') ?? false
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
