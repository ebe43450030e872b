/** Jobs of a platform in one process, where nothing but the database keeps them. */
import { type Kysely, sql } from 'kysely'
import { protect, tenant } from './protect.js'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
  await protect(db, { jobs: { read: tenant.isPlatform, write: tenant.isPlatform } })
  // Whoever does something may have something follow from it, and sees no more of it.
  await sql`create policy anyone_enqueues on jobs for insert
    with check (tries = 0 and claimed_until is null and failed_at is null)`.execute(db)
}

const TABLES = [
  `create table jobs (
    id bigint generated always as identity primary key,
    name text not null,
    key text,
    data jsonb not null,
    run_at timestamptz not null,
    tries int not null default 0,
    claimed_until timestamptz,
    failed_at timestamptz
  )`,
  `create unique index jobs_waiting_by_key on jobs (name, key) where key is not null and tries = 0`,
  `create index jobs_by_time on jobs (run_at, id) where failed_at is null`,
]
