/** Who may call: partners' keys and sites, sign-ins, sessions, proofs that count once, and answers kept for who asks twice. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
  await protect(db)
}

/** A partner sees its own, a session is seen from both its sides, and what a secret opens only with the secret. */
async function protect(db: Kysely<unknown>): Promise<void> {
  const kind = sql`current_setting('qiyema.kind', true)`
  const tenant = sql`current_setting('qiyema.tenant', true)`
  const presented = sql`nullif(current_setting('qiyema.presented', true), '')`
  const isPlatform = sql`${kind} = 'platform'`
  const ownPartner = sql`${kind} = 'partner' and partner_id = ${tenant}`
  const policies = {
    partner_access: sql`${isPlatform} or (${ownPartner})`,
    partner_keys: sql`${isPlatform} or (${ownPartner})`,
    partner_origins: isPlatform,
    // Proofs belong to nobody: a hash says no more than that it was used.
    used_proofs: sql`true`,
    sign_ins: sql`${isPlatform} or token_hash = ${presented}`,
    sessions: sql`${isPlatform} or (${ownPartner}) or (${kind} = 'enterprise' and enterprise_id = ${tenant})
      or bootstrap_hash = ${presented}`,
    idempotency: sql`${isPlatform} or (tenant_kind = ${kind} and tenant = ${tenant})`,
  }
  for (const [table, condition] of Object.entries(policies)) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy own on ${name} using (${condition}) with check (${condition})`.execute(db)
    await sql`grant select, insert, update, delete on ${name} to qiyema_app`.execute(db)
  }
  // Which sites partners have is no secret: every preflight tells.
  await sql`create policy anyone_reads on partner_origins for select using (true)`.execute(db)
}

const TABLES = [
  `create table partner_access (
    partner_id text primary key,
    scopes jsonb not null default '[]',
    suspended_at timestamptz
  )`,
  `create table partner_keys (
    partner_id text not null references partner_access on delete cascade,
    kid text not null,
    jwk jsonb not null,
    retired_at timestamptz,
    primary key (partner_id, kid)
  )`,
  `create table partner_origins (
    partner_id text not null references partner_access on delete cascade,
    origin text not null,
    primary key (partner_id, origin)
  )`,
  `create index partner_origins_by_origin on partner_origins (origin)`,
  `create table used_proofs (
    proof text primary key,
    expires_at timestamptz not null
  )`,
  `create index used_proofs_by_end on used_proofs (expires_at)`,
  `create table sign_ins (
    token_hash text primary key,
    person_id text not null,
    kind text not null check (kind in ('operator', 'officer')),
    enterprise_id text,
    department_id text,
    regions jsonb not null default '[]',
    roles jsonb not null default '[]',
    opened_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    check ((kind = 'officer') = (department_id is not null)),
    check (kind = 'operator' or enterprise_id is null)
  )`,
  `create index sign_ins_by_person on sign_ins (person_id)`,
  `create table sessions (
    id text primary key,
    partner_id text not null,
    enterprise_id text not null,
    uscc text not null,
    name jsonb not null,
    operator_reference text not null,
    purpose text not null,
    components jsonb not null,
    origins jsonb not null,
    bootstrap_hash text not null unique,
    bootstrap_expires_at timestamptz not null,
    key_thumbprint text,
    opened_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
  )`,
  `create index sessions_by_partner on sessions (partner_id, opened_at)`,
  `create index sessions_by_enterprise on sessions (enterprise_id, opened_at)`,
  `create table idempotency (
    caller text not null,
    key text not null,
    tenant_kind text not null default current_setting('qiyema.kind'),
    tenant text not null default coalesce(current_setting('qiyema.tenant', true), ''),
    operation text not null,
    fingerprint text not null,
    status int not null,
    headers jsonb not null,
    body text not null,
    secrets jsonb not null,
    kept_until timestamptz not null,
    primary key (caller, key)
  )`,
  `create index idempotency_by_end on idempotency (kept_until)`,
]
