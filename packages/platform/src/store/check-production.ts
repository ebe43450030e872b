/** Whether a store is fit for production: it must keep what it acknowledged through a power cut, and its walls must stand. */
import { sql } from 'kysely'
import type { Db, Store } from './store.js'
import { APP_ROLE } from './tenant.js'

/**
 * Why a store is not fit for production, each reason a sentence for whoever runs it; none when it is.
 *
 * - PGlite never syncs to disk
 * - PostgreSQL without `fsync`, `full_page_writes` or `synchronous_commit` loses what it has acknowledged
 * - a superuser, or a role that bypasses row-level security, walks through the walls between tenants
 */
export async function whyNotForProduction(store: Store): Promise<string[]> {
  if (store.engine === 'pglite')
    return ['PGlite is for development: it does not sync to disk. Set DATABASE_URL to a PostgreSQL database.']
  return store.transact({ kind: 'anyone' }, async db => [
    ...(await unsafeSettings(db)),
    ...(await unsafeRoles(db)),
  ])
}

async function unsafeSettings(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')
  `.execute(db)
  return rows
    .filter(({ setting }) => setting === 'off')
    .map(
      ({ name }) => `PostgreSQL runs with ${name} off, so a crash loses what was acknowledged: turn it on.`,
    )
}

async function unsafeRoles(db: Db): Promise<string[]> {
  const { rows } = await sql<{ role: string; isSuper: boolean; bypasses: boolean; mayLogIn: boolean }>`
    select rolname as role, rolsuper as "isSuper", rolbypassrls as bypasses, rolcanlogin as "mayLogIn"
    from pg_roles where rolname in (session_user, ${APP_ROLE})
  `.execute(db)
  return rows.flatMap(({ role, isSuper, bypasses, mayLogIn }) => [
    ...(isSuper ? [`The role ${role} is a superuser: connect as one that only owns this database.`] : []),
    ...(bypasses ? [`The role ${role} bypasses row-level security: alter role ${role} nobypassrls.`] : []),
    ...(role === APP_ROLE && mayLogIn
      ? [`The role ${role} may log in, and nobody should: alter role ${role} nologin.`]
      : []),
  ])
}
