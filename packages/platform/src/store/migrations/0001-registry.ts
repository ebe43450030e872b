/** What registers know. Most of it anyone may read; facts and people are seen by whom they concern, and by partners with a consent. */
import { type Kysely, sql } from 'kysely'
import { protect, tenant } from './protect.js'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
  const { isPlatform, isEnterprise, isDepartment } = tenant
  const ofEnterprise = `${isPlatform} or (${isEnterprise('enterprise_id')})`
  await protect(db, {
    enterprises: { read: 'true', write: isPlatform },
    profiles: { read: 'true', write: ofEnterprise },
    fact_definitions: { read: 'true', write: isPlatform },
    facts: {
      // Declared facts are the enterprise's own to state; what registers hold is the registers'.
      read: `${ofEnterprise} or exists (
        select from fact_definitions d where d.id = facts.id and ${isDepartment('d.owner')})`,
      write: `${isPlatform} or (${isEnterprise('enterprise_id')} and source = 'declared')`,
    },
    per_mu_figures: { read: ofEnterprise, write: isPlatform },
    per_mu_results: { read: ofEnterprise, write: isPlatform },
    departments: { read: 'true', write: isPlatform },
    partners: { read: 'true', write: isPlatform },
    persons: {
      read: `${isPlatform} or exists (
        select from delegations d where d.person_id = persons.id and ${isEnterprise('d.enterprise_id')})`,
      write: isPlatform,
    },
    delegations: { read: ofEnterprise, write: ofEnterprise },
    officers: { read: isPlatform, write: isPlatform },
    county_settings: { read: 'true', write: isPlatform },
  })
}

const TABLES = [
  `create table enterprises (
    id text primary key,
    uscc text not null unique,
    name jsonb not null,
    former_names jsonb not null default '[]',
    entity_type text not null,
    registration_status text not null
      check (registration_status in ('active', 'moved-out', 'dormant', 'revoked', 'deregistered')),
    region_code text not null,
    moved_to text,
    industry_code text,
    established_on date,
    claimed_at timestamptz,
    updated_at timestamptz not null
  )`,
  `create table profiles (
    enterprise_id text primary key references enterprises on delete cascade,
    contact_role text,
    phone text,
    email text,
    website text,
    address jsonb,
    products jsonb not null default '[]',
    strengths jsonb not null default '[]',
    version int not null default 1,
    updated_at timestamptz not null
  )`,
  `create table departments (
    id text primary key,
    name jsonb not null,
    level text not null,
    region_code text not null,
    phone text
  )`,
  `create table partners (
    id text primary key,
    kind text not null check (kind in ('bank', 'industry-platform')),
    name jsonb not null
  )`,
  `create table fact_definitions (
    id text primary key,
    type text not null,
    label jsonb not null,
    source text not null check (source in ('warehouse', 'warehouse-consented', 'derived', 'declared')),
    scopes jsonb not null default '[]',
    owner text references departments,
    position int not null
  )`,
  `create table facts (
    enterprise_id text not null references enterprises on delete cascade,
    id text not null references fact_definitions,
    source text not null check (source in ('warehouse', 'warehouse-consented', 'declared')),
    value jsonb not null,
    as_of timestamptz not null,
    primary key (enterprise_id, id, source)
  )`,
  `create table per_mu_figures (
    enterprise_id text primary key references enterprises on delete cascade,
    figures jsonb not null,
    as_of timestamptz not null
  )`,
  `create table per_mu_results (
    enterprise_id text primary key references enterprises on delete cascade,
    model text not null,
    scale text not null,
    score double precision not null,
    rank int not null,
    grade text not null,
    as_of timestamptz not null
  )`,
  `create table persons (
    id text primary key,
    name text not null,
    phone text not null unique
  )`,
  `create table delegations (
    id text primary key,
    enterprise_id text not null references enterprises on delete cascade,
    person_id text not null references persons,
    role text not null check (role in ('representative', 'administrator', 'handler')),
    items jsonb not null default '[]',
    from_at timestamptz not null,
    until_at timestamptz,
    ended_at timestamptz,
    voided_at timestamptz,
    granted_by text
  )`,
  `create index delegations_by_enterprise on delegations (enterprise_id)`,
  `create index delegations_by_person on delegations (person_id)`,
  // One representative at a time.
  `create unique index one_representative on delegations (enterprise_id)
    where role = 'representative' and ended_at is null and voided_at is null`,
  `create table officers (
    person_id text not null references persons,
    department_id text not null references departments,
    regions jsonb not null,
    roles jsonb not null,
    primary key (person_id, department_id)
  )`,
  `create table county_settings (
    name text primary key,
    version text not null,
    value jsonb not null
  )`,
]
