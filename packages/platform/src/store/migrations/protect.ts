/** Walls between tenants, as every migration puts them up: row-level security forced, a policy to read and one to write. */
import { type Kysely, sql } from 'kysely'

const KIND = `current_setting('qiyema.kind', true)`
const TENANT = `current_setting('qiyema.tenant', true)`

/** Conditions on who a transaction is for, for policies. */
export const tenant = {
  isPlatform: `${KIND} = 'platform'`,
  /** The platform's moment, which is not the database's. */
  now: `current_setting('qiyema.now', true)::timestamptz`,
  isEnterprise: (column: string) => `(${KIND} = 'enterprise' and ${column} = ${TENANT})`,
  isPartner: (column: string) => `(${KIND} = 'partner' and ${column} = ${TENANT})`,
  isDepartment: (column: string) => `(${KIND} = 'officer' and ${column} = ${TENANT})`,
  /** An officer whose regions, as prefixes of GB/T 2260, cover the one in the column. */
  coversRegion: (column: string) => `(${KIND} = 'officer' and exists (
    select from jsonb_array_elements_text(coalesce(nullif(current_setting('qiyema.regions', true), ''), '[]')::jsonb) r
    where starts_with(${column}, r)))`,
} as const

/** Who may read a table's rows, and who may write them. A writer reads, too. */
export interface Walls {
  readonly read: string
  readonly write: string
}

/** Puts walls around tables. The application's role may do on them what the policies let it, and nothing around them. */
export async function protect(db: Kysely<unknown>, tables: Readonly<Record<string, Walls>>): Promise<void> {
  for (const [name, { read, write }] of Object.entries(tables)) {
    const table = sql.table(name)
    await sql`alter table ${table} enable row level security`.execute(db)
    await sql`alter table ${table} force row level security`.execute(db)
    await sql`create policy readers on ${table} for select using (${sql.raw(read)})`.execute(db)
    await sql`create policy writers on ${table} using (${sql.raw(write)}) with check (${sql.raw(write)})`.execute(
      db,
    )
    await sql`grant select, insert, update, delete on ${table} to qiyema_app`.execute(db)
  }
}
