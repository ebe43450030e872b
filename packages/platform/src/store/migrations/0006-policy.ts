/** Policy items in their versions, matches that were made, and who is told of what newly matches. */
import { type Kysely, sql } from 'kysely'
import { protect, tenant } from './protect.js'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
  const { isPlatform, isEnterprise, isDepartment } = tenant
  const isOwn = isDepartment('department_id')
  const ofDepartment = `${isPlatform} or ${isOwn}`
  const ofEnterprise = `${isPlatform} or ${isEnterprise('enterprise_id')}`
  await protect(db, {
    // What has once been published stays readable; drafts are their department's.
    policies: { read: `published_at is not null or ${ofDepartment}`, write: ofDepartment },
    policy_versions: { read: `published_at is not null or ${ofDepartment}`, write: ofDepartment },
    // Of published items only, and open to all without a condition: behind one, no index would be looked into for words.
    policy_words: { read: 'true', write: ofDepartment },
    policy_matches: { read: `${ofEnterprise} or ${isOwn}`, write: ofEnterprise },
    policy_subscriptions: { read: ofEnterprise, write: ofEnterprise },
    policy_notices: { read: ofEnterprise, write: isPlatform },
  })
}

const TABLES = [
  `create table policies (
    id text primary key,
    department_id text not null references departments,
    version int not null,
    publication text not null check (publication in ('draft', 'published', 'withdrawn')),
    published_at timestamptz,
    withdrawn_at timestamptz,
    withdraw_reason text,
    exhausted_at timestamptz,
    updated_at timestamptz not null,
    level text not null,
    region_code text not null,
    category text not null,
    redemption text not null,
    industries jsonb not null,
    issued_on date not null,
    effective_from date not null,
    effective_to date,
    stacking_group text,
    supersedes text references policies,
    opens_at timestamptz not null,
    closes_at timestamptz not null,
    ceiling_fen bigint not null,
    words tsvector not null
  )`,
  `create index policies_newest on policies (issued_on desc, id desc) where publication = 'published'`,
  `create index policies_closing on policies (closes_at, id) where publication = 'published'`,
  `create index policies_by_ceiling on policies (ceiling_fen desc, id desc) where publication = 'published'`,
  `create index policies_by_department on policies (department_id, issued_on desc, id desc)`,
  `create index policies_by_group on policies (stacking_group) where stacking_group is not null`,
  `create index policies_by_superseded on policies (supersedes) where supersedes is not null`,
  `create table policy_versions (
    policy_id text not null references policies on delete cascade,
    version int not null,
    department_id text not null references departments,
    item jsonb not null,
    made_at timestamptz not null,
    published_at timestamptz,
    primary key (policy_id, version)
  )`,
  `create table policy_words (
    policy_id text primary key references policies on delete cascade,
    department_id text not null references departments,
    words tsvector not null
  )`,
  `create index policy_words_index on policy_words using gin (words)`,
  `create table policy_matches (
    id text primary key,
    enterprise_id text not null references enterprises on delete cascade,
    partner_id text references partners,
    consent_id text references consents,
    policy_id text not null,
    policy_version int not null,
    department_id text not null references departments,
    facts jsonb not null,
    tables jsonb not null,
    excludes jsonb not null,
    at timestamptz not null,
    foreign key (policy_id, policy_version) references policy_versions on delete cascade
  )`,
  `create index policy_matches_by_enterprise on policy_matches (enterprise_id, at desc, id desc)`,
  `create index policy_matches_by_policy on policy_matches (policy_id)`,
  `create table policy_subscriptions (
    enterprise_id text primary key references enterprises on delete cascade,
    categories jsonb not null,
    only_matching boolean not null,
    quiet boolean not null,
    updated_at timestamptz not null,
    matching jsonb not null default '[]',
    looked_at timestamptz
  )`,
  `create index policy_subscriptions_by_look on policy_subscriptions (looked_at nulls first, enterprise_id)
    where not quiet`,
  `create table policy_notices (
    id text primary key,
    enterprise_id text not null references enterprises on delete cascade,
    policy_id text not null references policies on delete cascade,
    match_id text not null references policy_matches on delete cascade,
    reason text not null check (reason in ('published', 'facts-changed')),
    at timestamptz not null
  )`,
  `create index policy_notices_by_enterprise on policy_notices (enterprise_id, at desc, id desc)`,
  `create index policy_notices_by_policy on policy_notices (policy_id, enterprise_id)`,
]
