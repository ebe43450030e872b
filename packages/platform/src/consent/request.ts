/** A partner asks: one purpose, scopes that it is registered for, a term, and not without end. */
import { sql } from 'kysely'
import type { Caller, ConsentPurpose, PartnerCaller } from '../access/caller.js'
import { ensureTerm } from '../access/consent-term.js'
import type { ConsentRow } from '../access/consents.js'
import { secondsAfter } from '../access/sessions.js'
import type { LegalDate } from '../calendar/shanghai-time.js'
import { PlatformProblem } from '../http/problems.js'
import { findEnterpriseByUscc, isOperating } from '../registry/enterprises.js'
import { newId } from '../store/ids.js'
import type { Db } from '../store/store.js'

/** A request that nobody has answered by then has lapsed. */
const ANSWER_DAYS = 7
/** Requests that wait for an answer: of one partner to one enterprise, and of one partner to all. */
const MAX_OPEN_TO_ONE = 3
const MAX_OPEN = 1000

export interface ConsentRequest {
  readonly uscc: string
  readonly purpose: ConsentPurpose
  readonly scopes: readonly string[]
  readonly until: LegalDate
  readonly reason: string
}

/**
 * @throws {PlatformProblem} `forbidden` for scopes that the partner is not registered for, `not_registered` for an enterprise
 *   that has no code here, `enterprise_closed`, `limit_reached`
 */
export async function requestConsent(
  db: Db,
  caller: Caller,
  request: ConsentRequest,
  now: Date,
): Promise<ConsentRow> {
  const { partnerId, scopes: registered } = partnerOf(caller)
  ensureRegistered(request.scopes, registered)
  ensureTerm('/until', request.until, now)
  const enterprise = await findEnterpriseByUscc(db, request.uscc)
  if (!enterprise || enterprise.claimed_at === null) throw new PlatformProblem('not_registered')
  if (!isOperating(enterprise)) throw new PlatformProblem('enterprise_closed')
  await ensureWithinLimits(db, partnerId, enterprise.id, now)
  return db
    .insertInto('consents')
    .values({
      id: newId('consent', now),
      enterprise_id: enterprise.id,
      partner_id: partnerId,
      state: 'requested',
      purpose: request.purpose,
      requested: JSON.stringify([...new Set(request.scopes)]),
      granted: '[]',
      reason: request.reason,
      term_until: request.until,
      requested_at: now,
      answer_by: secondsAfter(now, ANSWER_DAYS * 24 * 3600),
      separate: '[]',
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

function ensureRegistered(scopes: readonly string[], registered: readonly string[]): void {
  const errors = scopes.flatMap((scope, index) =>
    registered.includes(scope) ? [] : [{ pointer: `/scopes/${index}`, code: 'not_registered_scope' }],
  )
  if (errors.length > 0) throw new PlatformProblem('forbidden', { errors })
}

async function ensureWithinLimits(db: Db, partnerId: string, enterpriseId: string, now: Date): Promise<void> {
  // Requests of one partner count one after the other, or ten at once would all find room.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`consent requests ${partnerId}`}, 0))`.execute(db)
  const { all, toOne } = await db
    .selectFrom('consents')
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('enterprise_id', '=', enterpriseId).as('toOne'),
    ])
    .where('partner_id', '=', partnerId)
    .where('state', '=', 'requested')
    .where('answer_by', '>', now)
    .executeTakeFirstOrThrow()
  if (all >= MAX_OPEN || toOne >= MAX_OPEN_TO_ONE) throw new PlatformProblem('limit_reached')
}

function partnerOf(caller: Caller): PartnerCaller {
  if (caller.kind === 'partner') return caller
  throw new PlatformProblem('forbidden')
}
