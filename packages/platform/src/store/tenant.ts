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
  await sql`select
    set_config('role', ${APP_ROLE}, true),
    set_config('qiyema.now', ${now.toISOString()}, true),
    set_config('qiyema.presented', '', true),
    ${settingsOf(tenant)}`.execute(db)
  entered.set(db, tenant)
}

/**
 * Does one step of a transaction as another tenant: what the rules of an application allow and the walls between tenants do
 * not, such as a bank that takes a place of an enterprise's need. Keep the step small, and say why.
 *
 * @param work - statements of the same transaction
 */
export async function asTenant<Result>(
  db: Db,
  tenant: Tenant,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  const before = entered.get(db)
  if (!before) throw new TypeError('asTenant takes a transaction of a store.')
  const become = async (next: Tenant) => {
    await sql`select ${settingsOf(next)}`.execute(db)
    entered.set(db, next)
  }
  await become(tenant)
  try {
    return await work(db)
  } finally {
    // After a statement that failed there is nothing to restore: the transaction can only be rolled back.
    await become(before).catch(() => {})
  }
}

function settingsOf(tenant: Tenant) {
  const regions = tenant.kind === 'officer' ? JSON.stringify(tenant.regions) : ''
  return sql`
    set_config('qiyema.kind', ${tenant.kind}, true),
    set_config('qiyema.tenant', ${nameOf(tenant)}, true),
    set_config('qiyema.regions', ${regions}, true)`
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
