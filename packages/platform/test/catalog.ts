/** The tables of a migrated database as its own catalog has them, and a row for each made of that. */
import { sql } from 'kysely'
import type { Store } from '../src/store/store.js'
import type { Row } from './walls.js'

export interface Column {
  readonly name: string
  readonly type: string
  readonly isNullable: boolean
  /** Filled by the database when nothing is given. */
  readonly isFilled: boolean
  /** The first value of a list that a check allows. */
  readonly allowed: string | null
  readonly refersTo: { readonly table: string; readonly column: string } | null
}

export interface Table {
  readonly name: string
  readonly isWalled: boolean
  readonly owner: string
  /** What the application's role may do. */
  readonly privileges: readonly string[]
  readonly policies: readonly { readonly verb: string; readonly using: string | null }[]
  readonly columns: readonly Column[]
}

/** Every table but Kysely's own, which say what has been migrated. */
export async function readCatalog(store: Store): Promise<readonly Table[]> {
  const { rows } = await store.transact({ kind: 'anyone' }, db => CATALOG.execute(db))
  return inOrderOfReference(rows)
}

const CATALOG = sql<Table>`
  select c.relname as name,
    c.relrowsecurity and c.relforcerowsecurity as "isWalled",
    pg_get_userbyid(c.relowner) as owner,
    (select coalesce(jsonb_agg(p order by p), '[]')
      from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
      where has_table_privilege('qiyema_app', c.oid, p)) as privileges,
    (select coalesce(jsonb_agg(jsonb_build_object('verb', p.cmd, 'using', p.qual)), '[]')
      from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as policies,
    (select jsonb_agg(jsonb_build_object(
        'name', a.attname,
        'type', format_type(a.atttypid, null),
        'isNullable', not a.attnotnull,
        'isFilled', a.atthasdef or a.attidentity <> '' or a.attgenerated <> '',
        'allowed', (select substring(pg_get_constraintdef(k.oid) from 'ARRAY\\[''([^'']*)''') from pg_constraint k
          where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1),
        'refersTo', (select jsonb_build_object('table', other.relname, 'column', there.attname)
          from pg_constraint k
          cross join lateral unnest(k.conkey, k.confkey) as pair(here, there)
          join pg_class other on other.oid = k.confrelid
          join pg_attribute there on there.attrelid = k.confrelid and there.attnum = pair.there
          where k.conrelid = c.oid and k.contype = 'f' and pair.here = a.attnum limit 1)
      ) order by a.attnum)
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'kysely%'
  order by c.relname`

/** What a row refers to stands before it. */
function inOrderOfReference(tables: readonly Table[]): readonly Table[] {
  const byName = new Map(tables.map(table => [table.name, table]))
  const ordered = new Set<Table>()
  const add = (table: Table) => {
    if (ordered.has(table)) return
    for (const column of table.columns) {
      const other = isGiven(column) && column.refersTo && byName.get(column.refersTo.table)
      if (other && other !== table) add(other)
    }
    ordered.add(table)
  }
  tables.forEach(add)
  return [...ordered]
}

/** By column: whose a row is. */
const OWNERS: Readonly<Record<string, string>> = {
  enterprise_id: 'ent_mine',
  partner_id: 'par_mine',
  department_id: 'dep_mine',
}

const FIRST_IDS: Readonly<Record<string, string>> = {
  enterprises: 'ent_mine',
  partners: 'par_mine',
  departments: 'dep_mine',
}

/** By type, the values of a row; every type that all engines read alike. */
export const VALUES: Readonly<Record<string, unknown>> = {
  text: 'x',
  jsonb: '[]',
  integer: 1,
  bigint: 1,
  'double precision': 1,
  boolean: false,
  date: '2026-03-02',
  'timestamp with time zone': '2026-03-02T00:00:00Z',
  bytea: new Uint8Array([0]),
  // Written and looked into, and never read.
  tsvector: 'x',
}

/**
 * A row that belongs to the enterprise `ent_mine`, the partner `par_mine` and the department `dep_mine`, where it can.
 *
 * @param made - by table, the rows that are there for it to refer to
 * @param exceptions - by column, for what checks bind together
 */
export function rowOf(table: Table, made: ReadonlyMap<string, Row>, exceptions: Row = {}): Row {
  const given = table.columns.filter(column => isGiven(column) || column.name in exceptions)
  const chosen = ({ name, type, allowed, refersTo }: Column): unknown => {
    if (name in exceptions) return exceptions[name]
    if (name === 'id' && table.name in FIRST_IDS) return FIRST_IDS[table.name]
    if (name in OWNERS) return OWNERS[name]
    const other = refersTo && made.get(refersTo.table)
    return other ? other[refersTo.column] : (allowed ?? VALUES[type])
  }
  return Object.fromEntries(given.map(column => [column.name, chosen(column)]))
}

function isGiven({ name, isNullable, isFilled }: Column): boolean {
  return name in OWNERS || !(isNullable || isFilled)
}
