/** Consents as a caller may see them. */
import type { Page } from '@qiyema/core/contract'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { type Caller, enterpriseIdOf } from '../access/caller.js'
import type { ConsentRow, ConsentState } from '../access/consents.js'
import { newestFirst, type PageWishes } from '../http/newest-first.js'
import { PlatformProblem } from '../http/problems.js'
import type { LocalisedText } from '../store/columns.js'
import type { Database } from '../store/schema.js'
import type { Db } from '../store/store.js'

type Where = ExpressionBuilder<Database, 'consents'>

/** A consent with the names that it is shown with. */
export interface NamedConsentRow extends ConsentRow {
  readonly uscc: string | null
  readonly enterprise_name: LocalisedText | null
  /** Null where it is the banks to come. */
  readonly partner_name: LocalisedText | null
}

const takePage = newestFirst('consents', 'consent', 'requested_at')

export interface ListWishes extends PageWishes {
  readonly state?: ConsentState | undefined
}

/** A page of consents, newest first. The walls show each its own; a widget sees less than its enterprise. */
export async function listConsents(
  db: Db,
  caller: Caller,
  { state, ...page }: ListWishes,
  now: Date,
): Promise<Page<NamedConsentRow>> {
  let query = namedConsents(db).where(where => isShownTo(caller, where))
  if (state) query = query.where(where => isIn(state, now, where))
  return takePage(query, page)
}

/** @throws {PlatformProblem} `not_found`, also for what is there and not this caller's to see */
export async function consentFor(db: Db, caller: Caller, consentId: string): Promise<NamedConsentRow> {
  const row = await namedConsents(db)
    .where('id', '=', consentId)
    .where(where => isShownTo(caller, where))
    .executeTakeFirst()
  if (!row) throw new PlatformProblem('not_found')
  return row
}

/**
 * The same for who is about to answer or withdraw it, locked against others who are. A widget does so for its own partner
 * only: what goes with a loan need is other banks', too.
 */
export async function consentToChange(db: Db, caller: Caller, consentId: string): Promise<ConsentRow> {
  const row = await db
    .selectFrom('consents')
    .selectAll()
    .where('id', '=', consentId)
    .where(where => isShownTo(caller, where))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new PlatformProblem('not_found')
  if (caller.kind === 'widget' && row.partner_id === null) throw new PlatformProblem('forbidden')
  return row
}

/** In one statement: this is what partners ask for most often. */
function namedConsents(db: Db) {
  return db
    .selectFrom('consents')
    .selectAll()
    .select(({ selectFrom }) => [
      selectFrom('enterprises as e').select('e.uscc').whereRef('e.id', '=', 'enterprise_id').as('uscc'),
      selectFrom('enterprises as e')
        .select('e.name')
        .whereRef('e.id', '=', 'enterprise_id')
        .as('enterprise_name'),
      selectFrom('partners as p').select('p.name').whereRef('p.id', '=', 'partner_id').as('partner_name'),
    ])
}

/**
 * Said here as well as by the walls, which no index helps: a partner's own and an enterprise's own. A widget is one partner's
 * page, there for one purpose; of a loan need's consent it shows no bank but its own.
 */
function isShownTo(caller: Caller, where: Where): Expression<SqlBool> {
  if (caller.kind === 'partner') return where('partner_id', '=', caller.partnerId)
  const isOwn = where('enterprise_id', '=', enterpriseIdOf(caller))
  if (caller.kind !== 'widget') return isOwn
  return where.and([
    isOwn,
    where('purpose', '=', caller.purpose),
    where.or([where('partner_id', '=', caller.partnerId), where('partner_id', 'is', null)]),
  ])
}

/** The state at a moment, as `stateAt` has it. */
function isIn(state: ConsentState, now: Date, where: Where): Expression<SqlBool> {
  const stands = (kept: ConsentState) => where('state', '=', kept)
  switch (state) {
    case 'active':
      return where.and([stands('active'), where('until_at', '>', now)])
    case 'requested':
      return where.and([stands('requested'), where('answer_by', '>', now)])
    case 'expired':
      return where.or([stands('expired'), where.and([stands('active'), where('until_at', '<=', now)])])
    case 'lapsed':
      return where.or([stands('lapsed'), where.and([stands('requested'), where('answer_by', '<=', now)])])
    default:
      return stands(state)
  }
}
