/** Signing in: who a provider's subjects are, sign-ins that are under way, and codes that are swapped for tokens. */
import { type Kysely, sql } from 'kysely'
import { protect, tenant } from './protect.js'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
  const presented = `nullif(current_setting('qiyema.presented', true), '')`
  const opened = (column: string) => ({
    read: `${tenant.isPlatform} or ${column} = ${presented}`,
    write: `${tenant.isPlatform} or ${column} = ${presented}`,
  })
  await protect(db, {
    person_subjects: { read: tenant.isPlatform, write: tenant.isPlatform },
    sign_in_attempts: opened('state_hash'),
    sign_in_codes: opened('code_hash'),
  })
}

const TABLES = [
  `create table person_subjects (
    issuer text not null,
    subject text not null,
    person_id text not null references persons on delete cascade,
    primary key (issuer, subject)
  )`,
  `create table sign_in_attempts (
    state_hash text primary key,
    cookie_hash text not null,
    nonce text not null,
    code_verifier text not null,
    return_to text not null,
    code_challenge text not null,
    return_state text,
    acts_as text,
    expires_at timestamptz not null
  )`,
  `create index sign_in_attempts_by_end on sign_in_attempts (expires_at)`,
  `create table sign_in_codes (
    code_hash text primary key,
    code_challenge text not null,
    person_id text not null,
    acts_as text not null,
    enterprise_id text,
    expires_at timestamptz not null
  )`,
  `create index sign_in_codes_by_end on sign_in_codes (expires_at)`,
]
