/** The audit trail: rows that only ever come, the places they have in its tree, and the signed heads of that tree. */
import { type Kysely, sql } from 'kysely'
import { tenant } from './protect.js'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
  // Not by `protect`: here nobody changes or removes anything, the platform included.
  const writers = {
    audit_rows: 'true',
    audit_leaves: tenant.isPlatform,
    audit_checkpoints: tenant.isPlatform,
  }
  for (const [name, condition] of Object.entries(writers)) {
    const table = sql.table(name)
    await sql`alter table ${table} enable row level security`.execute(db)
    await sql`alter table ${table} force row level security`.execute(db)
    await sql`create policy readers on ${table} for select using (${sql.raw(tenant.isPlatform)})`.execute(db)
    await sql`create policy writers on ${table} for insert with check (${sql.raw(condition)})`.execute(db)
    await sql`grant select, insert on ${table} to qiyema_app`.execute(db)
  }
}

const TABLES = [
  // What was done is one text, so that it has the same bytes whenever it is hashed; the rest is read out of it.
  `create table audit_rows (
    number bigint generated always as identity primary key,
    entry text not null,
    subject text generated always as (entry::jsonb ->> 'subject') stored
  )`,
  `create index audit_rows_by_subject on audit_rows (subject, number)`,
  `create table audit_leaves (
    position bigint primary key check (position >= 0),
    number bigint not null unique references audit_rows,
    hash bytea not null
  )`,
  `create table audit_checkpoints (
    size bigint primary key check (size > 0),
    last_number bigint not null,
    frontier jsonb not null,
    at timestamptz not null,
    head text not null
  )`,
]
