/** Consents, and every read made under one. Facts open to a partner where a consent in force names their scope. */
import { type Kysely, sql } from 'kysely'
import { protect, tenant } from './protect.js'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
  const { isPlatform, isEnterprise, isPartner, now } = tenant
  const ofBoth = `${isPlatform} or ${isEnterprise('enterprise_id')} or ${isPartner('partner_id')}`
  await protect(db, {
    // A partner may ask. Everything else is the enterprise's, or the platform's own when time runs out.
    consents: {
      read: ofBoth,
      write: `${isPlatform} or ${isEnterprise('enterprise_id')}
        or (${isPartner('partner_id')} and state = 'requested')`,
    },
    // The log of reads is nobody's to write who is in it.
    consent_reads: { read: ofBoth, write: isPlatform },
  })
  // A partner reads a fact of an enterprise while a consent in force names one of the fact's scopes.
  const underConsent = (
    table: string,
    fact: string,
  ) => `create policy partners_read on ${table} for select using (exists (
    select from consents c join fact_definitions d on d.id = ${fact}
    where ${isPartner('c.partner_id')} and c.enterprise_id = ${table}.enterprise_id
      and c.state = 'active' and c.until_at > ${now}
      and c.granted ?| array(select jsonb_array_elements_text(d.scopes))))`
  await sql.raw(underConsent('facts', 'facts.id')).execute(db)
  await sql.raw(underConsent('per_mu_results', `'perMu.grade'`)).execute(db)
}

const TABLES = [
  `create table consents (
    id text primary key,
    enterprise_id text not null references enterprises,
    partner_id text references partners,
    parent_id text references consents,
    state text not null
      check (state in ('requested', 'active', 'refused', 'withdrawn', 'expired', 'lapsed')),
    purpose text not null,
    requested jsonb not null,
    granted jsonb not null default '[]',
    reason text,
    term_until date not null,
    requested_at timestamptz not null,
    answer_by timestamptz not null,
    answered_at timestamptz,
    from_at timestamptz,
    until_at timestamptz,
    ended_at timestamptz,
    given_by text,
    separate jsonb not null default '[]',
    receipt text,
    end_reason text
  )`,
  `create index consents_by_enterprise on consents (enterprise_id, requested_at desc, id desc)`,
  `create index consents_by_partner on consents (partner_id, requested_at desc, id desc)`,
  `create index consents_by_parent on consents (parent_id) where parent_id is not null`,
  // One of a need for each bank; and what the policies on facts look up for every row.
  `create unique index consents_of_bank on consents (parent_id, partner_id)
    where parent_id is not null and state = 'active'`,
  `create index consents_open on consents (partner_id, enterprise_id) where state in ('requested', 'active')`,
  `create index consents_by_end on consents (until_at) where state = 'active'`,
  `create index consents_by_answer on consents (answer_by) where state = 'requested'`,
  `create table consent_reads (
    id text primary key,
    consent_id text not null references consents,
    enterprise_id text not null,
    partner_id text not null,
    facts jsonb not null,
    at timestamptz not null,
    given jsonb,
    purge_at timestamptz
  )`,
  `create index consent_reads_by_consent on consent_reads (consent_id, at desc, id desc)`,
  `create index consent_reads_by_purge on consent_reads (purge_at) where purge_at is not null`,
]
