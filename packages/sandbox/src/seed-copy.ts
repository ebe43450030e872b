/** A copy of the seed beside the data, in the database itself: to go back to it is one statement, whatever has happened. */
import type { MemoryStore } from '@qiyema/platform'

type Engine = MemoryStore['pglite']

interface TableRow {
  readonly name: string
  readonly columns: string
}

interface SequenceRow {
  readonly name: string
  readonly value: string
  readonly is_called: boolean
}

/** Keeps what there is now as the seed. */
export async function keepSeed(pglite: Engine): Promise<void> {
  await pglite.exec('create schema seed')
  const statements: string[] = []
  for (const { name, columns } of await tablesOf(pglite)) {
    statements.push(`delete from public.${name}`)
    if (await isEmpty(pglite, name)) continue
    await pglite.exec(`create table seed.${name} as select ${columns} from public.${name}`)
    statements.push(
      `insert into public.${name} (${columns}) overriding system value select ${columns} from seed.${name}`,
    )
  }
  for (const { name, value, is_called: isCalled } of await sequencesOf(pglite))
    statements.push(`perform setval('public.${name}', ${value}, ${isCalled})`)
  await pglite.exec(
    `create procedure seed.restore() language plpgsql as $$ begin ${statements.join('; ')}; end $$`,
  )
}

/** Goes back to it. Only data is: the tables are those that there are. */
export async function restoreSeed(pglite: Engine): Promise<void> {
  // Each table is right in itself, so no order among them has to be found: no trigger looks meanwhile.
  await pglite.exec("begin; set local session_replication_role = 'replica'; call seed.restore(); commit")
}

/** With the columns that can be written. What the migrations have run is no data. */
async function tablesOf(pglite: Engine): Promise<readonly TableRow[]> {
  const { rows } = await pglite.query<TableRow>(`
    select quote_ident(relname) as name, string_agg(quote_ident(attname), ', ' order by attnum) as columns
    from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%'
    group by relname order by relname`)
  return rows
}

async function isEmpty(pglite: Engine, table: string): Promise<boolean> {
  const { rows } = await pglite.query(`select from public.${table} limit 1`)
  return rows.length === 0
}

async function sequencesOf(pglite: Engine): Promise<readonly SequenceRow[]> {
  const { rows } = await pglite.query<SequenceRow>(`
    select quote_ident(sequencename) as name, coalesce(last_value, start_value)::text as value,
      last_value is not null as is_called
    from pg_sequences where schemaname = 'public' order by sequencename`)
  return rows
}
