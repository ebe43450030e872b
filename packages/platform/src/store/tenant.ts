/** Who a transaction is for, and how the database is told: row-level security goes by it. */
import { sql } from 'kysely'
import type { Db } from './store.js'

/** Whose rows a transaction may see. */
export type Tenant =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'enterprise'; readonly enterpriseId: string }
  | { readonly kind: 'partner'; readonly partnerId: string }
  | { readonly kind: 'officer'; readonly departmentId: string; readonly regions: readonly string[] }
  /** Jobs and migrations, and single steps of a request that no tenant may take alone: see {@link asTenant}. */
  | { readonly kind: 'platform' }

/** The role that every transaction works as. It owns nothing, and no policy lets it by. */
export const APP_ROLE = 'qiyema_app'

const entered = new WeakMap<Db, Tenant>()

/** Makes a transaction its tenant's, to its end. `now` is the platform's moment, which is not the database's. */
export async function enter(db: Db, tenant: Tenant, now: Date): Promise<void> {
  await sql`select ${settingsOnEntering(tenant, now)}`.execute(db)
  entered.set(db, tenant)
}

/** Begins the transaction as well, in the same round trip: on a connection where nobody has. */
export async function beginAndEnter(db: Db, tenant: Tenant, now: Date): Promise<void> {
  await sql`begin; select ${settingsOnEntering(tenant, now)}`.execute(db)
  entered.set(db, tenant)
}

/**
 * Does one step of a transaction as another tenant: what the rules of an application allow and the walls between tenants do
 * not, such as a bank that takes a place of an enterprise's need. Keep the step small, and say why.
 *
 * @param work - statements of the same transaction. Until it is done, every statement of the transaction is the other
 *   tenant's: have nothing else under way.
 */
export async function asTenant<Result>(
  db: Db,
  tenant: Tenant,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  const before = entered.get(db)
  if (!before) throw new TypeError('asTenant takes a transaction of a store.')
  await become(db, tenant)
  try {
    return await work(db)
  } finally {
    entered.set(db, before)
    // After a statement that failed nothing can be set, and nothing need be: rolling back also does that.
    await become(db, before).catch(() => {})
  }
}

async function become(db: Db, tenant: Tenant): Promise<void> {
  await sql`select ${settingsOf(tenant)}`.execute(db)
  entered.set(db, tenant)
}

function settingsOnEntering(tenant: Tenant, now: Date) {
  return sql.join([
    setLocally('role', APP_ROLE),
    setLocally('qiyema.now', now.toISOString()),
    setLocally('qiyema.presented', ''),
    settingsOf(tenant),
  ])
}

function settingsOf(tenant: Tenant) {
  const regions = tenant.kind === 'officer' ? JSON.stringify(tenant.regions) : ''
  return sql.join([
    setLocally('qiyema.kind', tenant.kind),
    setLocally('qiyema.tenant', nameOf(tenant)),
    setLocally('qiyema.regions', regions),
  ])
}

/** With the value in the statement, since several statements in one round trip take no parameters. */
function setLocally(name: string, value: string) {
  if (/[\\\0]/.test(value)) throw new TypeError('No tenant has a backslash or a NUL in its name.')
  return sql`set_config(${sql.lit(name)}, ${sql.lit(value)}, true)`
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
