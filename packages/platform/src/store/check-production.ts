/** Whether a store is fit for production: it must keep what it acknowledged through a power cut, and its walls must stand. */
import { sql } from 'kysely'
import { APP_ROLE } from './enter.js'
import type { Db, Store } from './store.js'

/**
 * Why a store is not fit for production, each reason a sentence for whoever runs it; none when it is.
 *
 * - PGlite never syncs to disk
 * - PostgreSQL without `fsync`, `full_page_writes` or `synchronous_commit` loses what it has acknowledged
 * - a superuser, or a role that bypasses row-level security, walks through the walls between tenants
 * - a table whose row-level security somebody switched off has no walls
 */
export async function whyNotForProduction(store: Store): Promise<string[]> {
  if (store.engine === 'pglite')
    return ['PGlite is for development: it does not sync to disk. Set DATABASE_URL to a PostgreSQL database.']
  return store.transact({ kind: 'anyone' }, async db => [
    ...(await unsafeSettings(db)),
    ...(await unsafeRoles(db)),
    ...(await openTables(db)),
  ])
}

async function unsafeSettings(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from pg_settings
    where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name
  `.execute(db)
  return rows.map(
    ({ name }) => `PostgreSQL runs with ${name} off, so a crash loses what was acknowledged: turn it on.`,
  )
}

async function unsafeRoles(db: Db): Promise<string[]> {
  const { rows } = await sql<{ role: string; isSuper: boolean; bypasses: boolean; mayLogIn: boolean }>`
    select quote_ident(rolname) as role, rolsuper as "isSuper", rolbypassrls as bypasses,
      rolcanlogin and rolname = ${APP_ROLE} as "mayLogIn"
    from pg_roles where rolname in (session_user, ${APP_ROLE}) order by rolname
  `.execute(db)
  return rows.flatMap(({ role, isSuper, bypasses, mayLogIn }) => [
    ...(isSuper
      ? [`The role ${role} is a superuser, whom no wall holds: alter role ${role} nosuperuser.`]
      : []),
    ...(bypasses ? [`The role ${role} bypasses row-level security: alter role ${role} nobypassrls.`] : []),
    ...(mayLogIn ? [`The role ${role} may log in, and nobody should: alter role ${role} nologin.`] : []),
  ])
}

/** Kysely's own tables say what has been migrated, and are closed to the application's role. */
async function openTables(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity) and not starts_with(relname, 'kysely_')
    order by relname
  `.execute(db)
  return rows.map(
    ({ name }) =>
      `The table ${name} has no walls between tenants: alter table ${name} enable row level security, force row level security.`,
  )
}
