/** Consents as everybody asks after them: which is in force, what ends with it, and who may have a session for the sake of one. */
import { SEPARATE_SCOPES } from '@qiyema/core/contract'
import type { Selectable } from 'kysely'
import { type LegalDate, momentOf } from '../calendar/shanghai-time.js'
import type { ConsentTable, SeparateConsent } from '../consent/tables.js'
import { PlatformProblem } from '../http/problems.js'
import { newId } from '../store/ids.js'
import { asTenant, type Db } from '../store/store.js'
import type { ConsentPurpose } from './caller.js'
import { ensureTerm } from './consent-term.js'
import { CONTACT, factsUnder } from './consented-facts.js'
import { type ConsentedRead, recordRead } from './consented-reads.js'

export type ConsentRow = Selectable<ConsentTable>
export type ConsentState = ConsentRow['state']

/** States that a consent does not come back from, and what ended it is told by their names. */
export type EndState = 'withdrawn' | 'expired' | 'lapsed'

/** One partner, one enterprise, one purpose: what a consent is about. */
export interface ConsentSubject {
  readonly partnerId: string
  readonly enterpriseId: string
  readonly purpose: ConsentPurpose
}

/**
 * The state at a moment. Time ends consents whether or not somebody has come by to write it down.
 *
 * @example
 * ```ts
 * stateAt(consent, call.now) // 'expired', though its row still says 'active'
 * ```
 */
export function stateAt({ state, until_at, answer_by }: ConsentRow, now: Date): ConsentState {
  if (state === 'active' && until_at !== null && until_at <= now) return 'expired'
  if (state === 'requested' && answer_by <= now) return 'lapsed'
  return state
}

/** The consent in force of a partner, for a purpose; the newest of several. */
export async function findConsent(
  db: Db,
  { partnerId, enterpriseId, purpose }: ConsentSubject,
  now: Date,
): Promise<ConsentRow | undefined> {
  return db
    .selectFrom('consents')
    .selectAll()
    .where('partner_id', '=', partnerId)
    .where('enterprise_id', '=', enterpriseId)
    .where('purpose', '=', purpose)
    .where('state', '=', 'active')
    .where('until_at', '>', now)
    .orderBy('from_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Whether a session may be opened: a consent is in force, or has been asked for and waits for the enterprise’s word. */
export async function isOpenTo(
  db: Db,
  partnerId: string,
  enterpriseId: string,
  purpose: ConsentPurpose,
  now: Date,
): Promise<boolean> {
  const row = await db
    .selectFrom('consents')
    .select('id')
    .where('partner_id', '=', partnerId)
    .where('enterprise_id', '=', enterpriseId)
    .where('purpose', '=', purpose)
    .where(where =>
      where.or([
        where.and([where('state', '=', 'active'), where('until_at', '>', now)]),
        where.and([where('state', '=', 'requested'), where('answer_by', '>', now)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * A consent that lets somebody read at this moment.
 *
 * @throws {PlatformProblem} `not_found` for one that the transaction does not see, `consent_required` for one that was never
 *   given, `consent_ended` for one that was
 */
export async function ensureConsent(db: Db, consentId: string, now: Date): Promise<ConsentRow> {
  const consent = await db.selectFrom('consents').selectAll().where('id', '=', consentId).executeTakeFirst()
  if (!consent) throw new PlatformProblem('not_found')
  ensureInForce(consent, now)
  return consent
}

/** @throws {PlatformProblem} as `ensureConsent` */
function ensureInForce(consent: ConsentRow, now: Date): void {
  const state = stateAt(consent, now)
  if (state === 'active') return
  const wasGiven = state === 'withdrawn' || state === 'expired'
  throw new PlatformProblem(wasGiven ? 'consent_ended' : 'consent_required')
}

/** What an enterprise opens to the banks that will take its loan need up. */
export interface NeedConsent {
  readonly enterpriseId: string
  readonly scopes: readonly string[]
  /** The last day. */
  readonly until: LegalDate
  /** By `giverOf`. */
  readonly givenBy: string
}

/**
 * Gives the consent that goes with a loan need, on record with that of its contact, whom the need names to banks. It opens
 * nothing by itself: each bank that takes the need up gets one of its own that hangs on it.
 *
 * @throws {PlatformProblem} `separate_consent_required` for what a person would have to consent to, `invalid_fields` for a day
 *   that cannot be, at `/consent/until` of the need
 */
export async function openNeedConsent(db: Db, given: NeedConsent, now: Date): Promise<ConsentRow> {
  const { enterpriseId, scopes, until, givenBy } = given
  const personal = scopes.filter(isSeparateScope)
  if (personal.length > 0) throw new PlatformProblem('separate_consent_required')
  ensureTerm('/consent/until', until, now)
  const asked = JSON.stringify([...new Set(scopes)])
  const endOfTerm = momentOf(until, '24:00')
  return db
    .insertInto('consents')
    .values({
      id: newId('consent', now),
      enterprise_id: enterpriseId,
      partner_id: null,
      parent_id: null,
      state: 'active',
      purpose: 'loan-application',
      requested: asked,
      granted: asked,
      reason: null,
      term_until: until,
      requested_at: now,
      answer_by: now,
      answered_at: now,
      from_at: now,
      until_at: endOfTerm,
      given_by: givenBy,
      separate: JSON.stringify([{ scope: CONTACT, givenAt: now.toISOString() }] satisfies SeparateConsent[]),
      receipt: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/**
 * Lets a bank that has taken a need up read what the need's consent opens. A second time gives the same consent.
 *
 * @throws {PlatformProblem} `consent_ended` when the need's own is not in force, or the enterprise has withdrawn this bank's
 */
export async function extendToBank(
  db: Db,
  needConsentId: string,
  partnerId: string,
  now: Date,
): Promise<ConsentRow> {
  // A bank sees no consent that is not its own, and gives itself none: the need's row says that it may have one.
  return asTenant(db, { kind: 'platform' }, async platform => {
    const need = await platform
      .selectFrom('consents')
      .selectAll()
      .where('id', '=', needConsentId)
      // Against a withdrawal at the same moment, which would miss the bank's, and against the same bank twice.
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!need || stateAt(need, now) !== 'active') throw new PlatformProblem('consent_ended')
    const held = await platform
      .selectFrom('consents')
      .selectAll()
      .where('parent_id', '=', needConsentId)
      .where('partner_id', '=', partnerId)
      .where('state', 'in', ['active', 'withdrawn'])
      .orderBy('id', 'desc')
      .executeTakeFirst()
    // What the enterprise has taken back from this very bank, the bank does not get again.
    if (held?.state === 'withdrawn') throw new PlatformProblem('consent_ended')
    if (held) return held
    const { requested, granted, separate, ...same } = need
    return platform
      .insertInto('consents')
      .values({
        ...same,
        id: newId('consent', now),
        partner_id: partnerId,
        parent_id: need.id,
        requested: JSON.stringify(requested),
        granted: JSON.stringify(granted),
        separate: JSON.stringify(separate),
        from_at: now,
        receipt: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/**
 * Ends a consent with those that hang on it, and gives the rows that this has ended: none for what had ended before. Whoever
 * calls sees to the rest by `access/consent-ends.ts`.
 *
 * @param state - `lapsed` for a request that nobody answered, the others for what was given
 */
export async function endConsent(
  db: Db,
  consentId: string,
  state: EndState,
  now: Date,
  reason: string | null = null,
): Promise<ConsentRow[]> {
  // Whoever is about to extend it to a bank goes first, or finds it ended.
  await db.selectFrom('consents').select('id').where('id', '=', consentId).forUpdate().execute()
  return db
    .updateTable('consents')
    .set({ state, ended_at: now, end_reason: reason })
    .where(where => where.or([where('id', '=', consentId), where('parent_id', '=', consentId)]))
    .where('state', '=', state === 'lapsed' ? 'requested' : 'active')
    .returningAll()
    .execute()
}

/**
 * Reads the facts that a consent opens, as registers have them, and records the read for the enterprise to see.
 *
 * @param use - `isForForm`: to be shown in a form that may never be submitted; see `keepGiven` in `access/consented-reads.ts`
 * @throws {PlatformProblem} as {@link ensureConsent}
 */
export async function readUnderConsent(
  db: Db,
  consentId: string,
  now: Date,
  { isForForm = false }: { readonly isForForm?: boolean } = {},
): Promise<ConsentedRead> {
  const { partner_id: partnerId } = await ensureConsent(db, consentId, now)
  // What goes with a need opens nothing until a bank has one of its own.
  if (partnerId === null) throw new PlatformProblem('consent_required')
  const consent = await lockAgainstEnd(db, consentId, now)
  const facts = await factsUnder(db, consent, now)
  return recordRead(db, { consentId, enterpriseId: consent.enterprise_id, partnerId, facts }, now, isForForm)
}

/** A withdrawal waits for reads that have begun, and no read begins after it. */
async function lockAgainstEnd(db: Db, consentId: string, now: Date): Promise<ConsentRow> {
  // A lock is a kind of writing, which on a consent in force is the enterprise's alone.
  return asTenant(db, { kind: 'platform' }, async platform => {
    const consent = await platform
      .selectFrom('consents')
      .selectAll()
      .where('id', '=', consentId)
      .forShare()
      .executeTakeFirstOrThrow()
    ensureInForce(consent, now)
    return consent
  })
}

/** Whether the person concerned must consent for himself or herself: the enterprise cannot. */
export function isSeparateScope(scope: string): boolean {
  return (SEPARATE_SCOPES as readonly string[]).includes(scope)
}
