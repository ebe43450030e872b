/** Pictures, exchanges of cards, and corrections. Pictures are public; the rest is seen by whom it is between. */
import { type Kysely, sql } from 'kysely'
import { protect, tenant } from './protect.js'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
  const { isPlatform, isEnterprise, isDepartment } = tenant
  const isSender = isEnterprise('from_id')
  const isReceiver = isEnterprise('to_id')
  const isOwner = isDepartment('department_id')
  await protect(db, {
    card_pictures: { read: 'true', write: `${isPlatform} or ${isEnterprise('enterprise_id')}` },
    // Who offers can take back, and accepts nothing in the other's name.
    card_exchanges: {
      read: `${isPlatform} or ${isSender} or ${isReceiver}`,
      write: `${isPlatform} or (${isSender} and state in ('offered', 'withdrawn'))`,
    },
    // Who disputes a fact does not decide on it.
    corrections: {
      read: `${isPlatform} or ${isEnterprise('enterprise_id')} or ${isOwner}`,
      write: `${isPlatform} or (${isEnterprise('enterprise_id')} and state in ('submitted', 'with-owner'))`,
    },
  })
  await sql
    .raw(`create policy receivers_answer on card_exchanges for update
      using (${isReceiver} and state = 'offered')
      with check (${isReceiver} and state in ('accepted', 'declined'))`)
    .execute(db)
  await sql
    .raw(`create policy owners_answer on corrections for update using (${isOwner}) with check (${isOwner})`)
    .execute(db)
}

const TABLES = [
  `create table card_pictures (
    id text primary key,
    enterprise_id text not null references enterprises on delete cascade,
    sha256 text not null,
    type text not null,
    width int not null,
    height int not null,
    caption text,
    added_at timestamptz not null
  )`,
  `create index card_pictures_by_enterprise on card_pictures (enterprise_id, id)`,
  `create index card_pictures_by_file on card_pictures (sha256)`,
  `create table card_exchanges (
    id text primary key,
    from_id text not null references enterprises on delete cascade,
    to_id text not null references enterprises on delete cascade,
    state text not null check (state in ('offered', 'accepted', 'declined', 'withdrawn', 'expired')),
    message text,
    offered_at timestamptz not null,
    expires_at timestamptz not null,
    answered_at timestamptz
  )`,
  `create index card_exchanges_by_sender on card_exchanges (from_id, offered_at desc, id desc)`,
  `create index card_exchanges_by_receiver on card_exchanges (to_id, offered_at desc, id desc)`,
  // One open offer between two, whoever made it.
  `create unique index card_exchanges_open on card_exchanges (least(from_id, to_id), greatest(from_id, to_id))
    where state = 'offered'`,
  `create table corrections (
    id text primary key,
    enterprise_id text not null references enterprises on delete cascade,
    department_id text not null references departments,
    partner_id text references partners,
    fact_id text not null references fact_definitions,
    state text not null check (state in ('submitted', 'with-owner', 'corrected', 'rejected')),
    shown jsonb,
    claimed jsonb not null,
    reason text not null,
    submitted_at timestamptz not null,
    due_on date,
    answer text,
    answered_at timestamptz
  )`,
  `create index corrections_by_enterprise on corrections (enterprise_id, submitted_at desc, id desc)`,
  `create index corrections_by_department on corrections (department_id, submitted_at desc, id desc)`,
  // One open dispute about one fact.
  `create unique index corrections_open on corrections (enterprise_id, fact_id)
    where state in ('submitted', 'with-owner')`,
]
