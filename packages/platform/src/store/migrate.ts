/** Brings a database to what this version of the platform wants, as the role that owns its tables. */
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { SetUpError } from '../set-up-error.js'
import { APP_ROLE } from './enter.js'
import { MIGRATIONS } from './migrations/index.js'

const INSUFFICIENT_PRIVILEGE = '42501'

/**
 * Runs the migrations that have not run yet, each as a whole; of several nodes that start together, one.
 *
 * @param db - as the owner: it may create tables and, the first time, the role that requests work as
 * @returns the names of those that ran
 * @throws {SetUpError} `ERR_ROLE_MISSING` when it may not, and nobody has prepared the role
 * @throws {Error} of the database; the migration that failed has left nothing
 */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<string[]> {
  await prepareRole(db)
  const migrations = Object.fromEntries(MIGRATIONS.map(({ name, up }) => [name, { up }]))
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName)
}

async function prepareRole<Tables>(db: Kysely<Tables>): Promise<void> {
  try {
    await db.transaction().execute(makeRole)
  } catch (error) {
    if (!isRefused(error)) throw error
    const { rows } = await sql<{ name: string }>`select quote_ident(current_user) as name`.execute(db)
    const statements = `create role ${APP_ROLE} nologin; grant ${APP_ROLE} to ${rows[0]?.name};`
    throw new SetUpError(
      'ERR_ROLE_MISSING',
      `The database does not let the platform prepare the role ${APP_ROLE}. Have an administrator run what is missing of: ${statements}`,
    )
  }
}

/** The role belongs to the server, not to the database: it may be there already, or come from a node that is faster. */
async function makeRole<Tables>(db: Kysely<Tables>): Promise<void> {
  const role = sql.raw(APP_ROLE)
  // Nodes that start together would get into each other's way.
  await sql`select pg_advisory_xact_lock(hashtext(${APP_ROLE}))`.execute(db)
  await sql`do $$ begin
    if not exists (select from pg_roles where rolname = ${sql.lit(APP_ROLE)}) then
      create role ${role} nologin;
    end if;
  exception when duplicate_object or unique_violation then null;
  end $$`.execute(db)
  if (!(await mayBecomeApp(db))) await sql`grant ${role} to current_user`.execute(db)
  await sql`grant usage on schema public to ${role}`.execute(db)
}

/** Since PostgreSQL 16 whoever makes a role is its member, and still may not become it. */
async function mayBecomeApp<Tables>(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ mayBecome: boolean }>`
    select pg_has_role(current_user, ${APP_ROLE},
      case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) as "mayBecome"
  `.execute(db)
  return rows[0]?.mayBecome === true
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === INSUFFICIENT_PRIVILEGE
}
