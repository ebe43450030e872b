/** Codes that were issued, and the positions of status lists. Who has which code is between the enterprise and officers of its region. */
import { type Kysely, sql } from 'kysely'
import { protect, tenant } from './protect.js'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
  const { isPlatform, isEnterprise, coversRegion } = tenant
  const isOfRegion = `exists (
    select from enterprises e where e.id = codes.enterprise_id and ${coversRegion('e.region_code')})`
  const ofBoth = `${isPlatform} or ${isEnterprise('enterprise_id')} or ${isOfRegion}`
  await protect(db, {
    codes: { read: ofBoth, write: ofBoth },
    // What the public files say anyway.
    status_lists: { read: 'true', write: isPlatform },
    status_positions: { read: 'true', write: isPlatform },
    trust_editions: { read: 'true', write: isPlatform },
  })
}

const TABLES = [
  `create table status_lists (
    list int primary key check (list between 0 and 15),
    version bigint not null,
    changed_at timestamptz not null
  )`,
  `create table status_positions (
    list int not null references status_lists,
    index int not null check (index between 0 and 1048575),
    state text not null check (state in ('valid', 'suspended', 'revoked')),
    primary key (list, index)
  )`,
  // A list is made of what is not valid in it: two in a hundred.
  `create index status_positions_set on status_positions (list) where state <> 'valid'`,
  `create table codes (
    id text primary key,
    enterprise_id text not null references enterprises,
    uscc text not null,
    kind text not null check (kind in ('static', 'short-lived', 'holder-bound')),
    lifetime text not null,
    state text not null check (state in ('valid', 'suspended', 'revoked')),
    reason text,
    note text,
    name text,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    kid text not null,
    list int not null,
    index int not null,
    credential text not null,
    link text,
    digits text,
    person_id text references persons,
    replaced_by text references codes deferrable initially deferred,
    changed_at timestamptz,
    unique (list, index),
    foreign key (list, index) references status_positions
  )`,
  `create index codes_by_enterprise on codes (enterprise_id, issued_at desc, id desc)`,
  `create index codes_in_force on codes (enterprise_id, expires_at) where state <> 'revoked'`,
  `create table trust_editions (
    seq int primary key,
    token text not null,
    issued_at timestamptz not null
  )`,
]
