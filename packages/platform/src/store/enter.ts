/** How the database is told whose a transaction is: row-level security goes by it. */
import { CompiledQuery } from 'kysely'
import type { Db } from './db.js'
import { nameOfTenant, type Tenant } from './tenant.js'

/** The role that every transaction works as. It owns nothing, and no policy lets it by. */
export const APP_ROLE = 'qiyema_app'

const entered = new WeakMap<Db, Tenant>()

/** Makes a transaction its tenant's, to its end. `now` is the platform's moment, which is not the database's. */
export async function enter(db: Db, tenant: Tenant, now: Date): Promise<void> {
  await configure(db, [...settingsOnEntering(now), ...settingsOf(tenant)])
  entered.set(db, tenant)
}

/** Begins the transaction as well, in the same round trip: on a connection where nobody has. */
export async function beginAndEnter(db: Db, tenant: Tenant, now: Date): Promise<void> {
  const settings = [...settingsOnEntering(now), ...settingsOf(tenant)]
  // Several statements, each cheaper than a query that calls a function.
  const statements = settings.map(([name, value]) => `set local ${name} = ${quote(value)}`)
  await db.executeQuery(CompiledQuery.raw(['begin', ...statements].join('; ')))
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
  await configure(db, settingsOf(tenant))
  entered.set(db, tenant)
}

type Setting = readonly [name: string, value: string]

function settingsOnEntering(now: Date): readonly Setting[] {
  return [
    ['role', APP_ROLE],
    ['qiyema.now', now.toISOString()],
    ['qiyema.presented', ''],
  ]
}

function settingsOf(tenant: Tenant): readonly Setting[] {
  return [
    ['qiyema.kind', tenant.kind],
    ['qiyema.tenant', nameOfTenant(tenant)],
    ['qiyema.regions', tenant.kind === 'officer' ? JSON.stringify(tenant.regions) : ''],
  ]
}

/** In one round trip. All of it is text, which is not compiled anew for every transaction. */
async function configure(db: Db, settings: readonly Setting[]): Promise<void> {
  const calls = settings.map(([name, value]) => `set_config('${name}', ${quote(value)}, true)`)
  await db.executeQuery(CompiledQuery.raw(`select ${calls.join(', ')}`))
}

function quote(text: string): string {
  if (/[\\\0]/.test(text)) throw new TypeError('No tenant has a backslash or a NUL in its name.')
  return `'${text.replaceAll("'", "''")}'`
}
