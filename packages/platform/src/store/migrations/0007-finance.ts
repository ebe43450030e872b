/** Loan products, which are public; needs, seen by their enterprise; applications and what belongs to them, seen by both sides. */
import { type Kysely, sql } from 'kysely'
import { protect, tenant } from './protect.js'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
  const { isPlatform, isEnterprise, isPartner } = tenant
  const isOwn = isEnterprise('enterprise_id')
  const isBank = isPartner('partner_id')
  const ofBoth = `${isPlatform} or ${isOwn} or ${isBank}`
  await protect(db, {
    loan_products: { read: 'true', write: isPlatform },
    // Banks see no need, not even one that they took up: what they may know of one is picked out for them.
    loan_needs: { read: `${isPlatform} or ${isOwn}`, write: `${isPlatform} or ${isOwn}` },
    loan_applications: { read: ofBoth, write: isPlatform },
    loan_offers: { read: ofBoth, write: isPlatform },
    loan_materials: { read: ofBoth, write: `${isPlatform} or (${isBank} and state = 'asked')` },
    loan_steps: { read: ofBoth, write: isPlatform },
  })
  const policies = [
    // Neither side takes a step in the other's name.
    `banks_step on loan_applications for update using (${isBank}) with check (${isBank} and state in (
      'contacted', 'materials-requested', 'offered', 'credit-granted', 'signed', 'paid-out', 'declined-by-bank'))`,
    `enterprises_step on loan_applications for update using (${isOwn})
      with check (${isOwn} and state in ('accepted', 'declined-by-enterprise'))`,
    `banks_offer on loan_offers for insert with check (${isBank})`,
    `enterprises_supply on loan_materials for update using (${isOwn} and state = 'asked')
      with check (${isOwn} and state = 'supplied')`,
    // What was done is added to, and never changed.
    `banks_tell on loan_steps for insert with check (${isBank} and done_by = 'bank')`,
    `enterprises_tell on loan_steps for insert with check (${isOwn} and done_by = 'enterprise')`,
  ]
  for (const policy of policies) await sql.raw(`create policy ${policy}`).execute(db)
}

const TABLES = [
  `create table loan_products (
    id text primary key,
    partner_id text not null references partners,
    name jsonb not null,
    purpose text not null,
    purposes jsonb not null,
    min_fen bigint not null,
    max_fen bigint not null,
    min_months int not null,
    max_months int not null,
    min_rate double precision not null,
    max_rate double precision not null,
    rate_method text not null check (rate_method in ('simple', 'irr')),
    rate_basis text not null,
    guarantees jsonb not null,
    repayments jsonb not null,
    channel text not null,
    scopes jsonb not null,
    related_policies jsonb not null,
    rule jsonb not null,
    position int not null
  )`,
  `create index loan_products_in_order on loan_products (position, id)`,
  `create table loan_needs (
    id text primary key,
    enterprise_id text not null references enterprises,
    state text not null check (state in ('open', 'accepted', 'withdrawn', 'expired', 'closed')),
    amount_fen bigint not null check (amount_fen > 0),
    tenor_months int not null,
    purpose text not null,
    description text,
    guarantees jsonb not null,
    products jsonb not null,
    max_annual_rate double precision,
    contact_name text not null,
    contact_phone text not null,
    consent_id text not null references consents,
    places int not null,
    places_taken int not null default 0,
    lender_id text references partners,
    site_id text references partners,
    renews text,
    repost_of text unique references loan_needs,
    posted_at timestamptz not null,
    respond_by timestamptz not null,
    expires_at timestamptz not null,
    check (places_taken between 0 and places)
  )`,
  `create index loan_needs_by_enterprise on loan_needs (enterprise_id, posted_at desc, id desc)`,
  `create index loan_needs_queue on loan_needs (posted_at desc, id desc)
    where state = 'open' and places_taken < places`,
  `create index loan_needs_by_end on loan_needs (expires_at) where state = 'open' and places_taken = 0`,
  `create table loan_applications (
    id text primary key,
    need_id text not null references loan_needs on delete cascade,
    enterprise_id text not null references enterprises,
    partner_id text not null references partners,
    consent_id text not null references consents,
    state text not null check (state in (
      'claimed', 'contacted', 'materials-requested', 'offered', 'accepted', 'credit-granted', 'signed',
      'paid-out', 'declined-by-bank', 'declined-by-enterprise', 'closed', 'expired', 'withdrawn')),
    claimed_at timestamptz not null,
    decide_by timestamptz not null,
    expires_at timestamptz,
    offer_id text,
    accepted_at timestamptz,
    credit_fen bigint,
    credit_decided_at timestamptz,
    credit_until date,
    signed_at timestamptz,
    paid_out_fen bigint not null default 0,
    last_paid_at timestamptz,
    unique (need_id, partner_id),
    unique (id, partner_id, enterprise_id),
    check (paid_out_fen between 0 and coalesce(credit_fen, 0))
  )`,
  `create index loan_applications_by_enterprise on loan_applications (enterprise_id, claimed_at desc, id desc)`,
  `create index loan_applications_by_partner on loan_applications (partner_id, claimed_at desc, id desc)`,
  `create index loan_applications_by_end on loan_applications (expires_at) where expires_at is not null`,
  // Of those that took a need up, one is accepted.
  `create unique index loan_applications_accepted on loan_applications (need_id)
    where state in ('accepted', 'credit-granted', 'signed', 'paid-out')`,
  `alter table loan_needs add foreign key (renews) references loan_applications`,
  // A loan is renewed by one need at a time.
  `create unique index loan_needs_renewing on loan_needs (renews) where state in ('open', 'accepted')`,
  `create table loan_offers (
    id text primary key,
    application_id text not null,
    partner_id text not null,
    enterprise_id text not null,
    product_id text not null references loan_products,
    amount_fen bigint not null,
    tenor_months int not null,
    annual_rate double precision not null,
    rate_method text not null,
    repayment text not null,
    guarantee text not null,
    conditions text,
    valid_until timestamptz not null,
    offered_at timestamptz not null,
    foreign key (application_id, partner_id, enterprise_id)
      references loan_applications (id, partner_id, enterprise_id) on delete cascade
  )`,
  `create index loan_offers_by_application on loan_offers (application_id)`,
  `create table loan_materials (
    id text primary key,
    application_id text not null,
    partner_id text not null,
    enterprise_id text not null,
    position int not null,
    name text not null,
    is_required boolean not null,
    state text not null check (state in ('asked', 'supplied')),
    asked_at timestamptz not null,
    supplied_at timestamptz,
    type text,
    bytes int,
    sha256 text,
    unique (application_id, position),
    foreign key (application_id, partner_id, enterprise_id)
      references loan_applications (id, partner_id, enterprise_id) on delete cascade
  )`,
  `create index loan_materials_by_file on loan_materials (sha256) where sha256 is not null`,
  `create table loan_steps (
    number bigint generated always as identity primary key,
    need_id text not null references loan_needs on delete cascade,
    application_id text,
    partner_id text,
    enterprise_id text not null,
    state text not null,
    at timestamptz not null,
    done_by text not null check (done_by in ('enterprise', 'bank', 'platform')),
    note text,
    foreign key (application_id, partner_id, enterprise_id)
      references loan_applications (id, partner_id, enterprise_id) on delete cascade
  )`,
  `create index loan_steps_by_need on loan_steps (need_id, number) where application_id is null`,
  `create index loan_steps_by_application on loan_steps (application_id, number)`,
]
