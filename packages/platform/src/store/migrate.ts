/** Brings a database to what this version of the platform wants, as the role that owns its tables. */
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { MIGRATIONS } from './migrations/index.js'
import { APP_ROLE } from './tenant.js'

/**
 * Runs the migrations that have not run yet, each as a whole; of several nodes that start together, one.
 *
 * @param db - as the owner: it may create tables and, the first time, the role that requests work as
 * @returns the names of those that ran
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

/** The role belongs to the server, not to the database: it may be there already, or come from a node that is faster. */
async function prepareRole<Tables>(db: Kysely<Tables>): Promise<void> {
  const role = sql.raw(APP_ROLE)
  await sql`do $$ begin
    create role ${role} nologin;
  exception when duplicate_object or unique_violation then null;
  end $$`.execute(db)
  const { rows } = await sql<{ isMember: boolean }>`
    select pg_has_role(current_user, ${APP_ROLE}, 'member') as "isMember"
  `.execute(db)
  if (rows[0]?.isMember !== true) await sql`grant ${role} to current_user`.execute(db)
  await sql`grant usage on schema public to ${role}`.execute(db)
}
