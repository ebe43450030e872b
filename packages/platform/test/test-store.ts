/** A store for tests: PGlite in memory, with the tables of access and the walls between tenants. */
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { up } from '../src/store/migrations/0003-access.js'
import type { Database } from '../src/store/schema.js'
import type { Db, Store } from '../src/store/store.js'
import type { Tenant } from '../src/store/tenant.js'

export async function openTestStore(): Promise<Store> {
  const pglite = await PGlite.create()
  await pglite.exec('create role qiyema_app nologin; grant usage on schema public to qiyema_app')
  const dialect = new PGliteDialect({ pglite })
  await up(new Kysely<unknown>({ dialect }))
  const kysely = new Kysely<Database>({ dialect })
  return {
    engine: 'pglite',
    transact: (tenant, work) =>
      kysely.transaction().execute(async db => {
        await enter(db, tenant)
        return work(db)
      }),
    close: () => kysely.destroy(),
  }
}

async function enter(db: Db, tenant: Tenant): Promise<void> {
  await sql`set local role qiyema_app`.execute(db)
  await sql`select set_config('qiyema.kind', ${tenant.kind}, true),
    set_config('qiyema.tenant', ${nameOf(tenant)}, true)`.execute(db)
}

function nameOf(tenant: Tenant): string {
  switch (tenant.kind) {
    case 'enterprise':
      return tenant.enterpriseId
    case 'partner':
      return tenant.partnerId
    case 'officer':
      return tenant.departmentId
    default:
      return ''
  }
}
