/** A bank takes a need up. The first so many win, and none of them learns who the others are. */
import { extendToBank } from '../../access/consents.js'
import type { Call } from '../../http/handler.js'
import { PlatformProblem } from '../../http/problems.js'
import { enterpriseOf, isOperating } from '../../registry/enterprises.js'
import { newId } from '../../store/ids.js'
import { asTenant, type Db } from '../../store/store.js'
import { lockNeed, type NeedRow, stateAt } from '../needs/need.js'
import { bankOf } from '../needs/queue.js'
import { daysFrom, readTerms } from '../terms.js'
import { addStep } from '../timeline.js'
import { countPlaces, expireDue, stateEvent } from './end.js'
import type { ApplicationRow } from './steps.js'

/**
 * @throws {PlatformProblem} `forbidden` for who is no bank, `not_found`, also for another bank's renewal,
 *   `already_claimed_by_you`, `need_closed`, `claims_exhausted`, `consent_ended`
 */
export async function claimNeed(
  { db, caller, now, emit }: Call,
  { needId }: { readonly needId: string },
): Promise<ApplicationRow> {
  const bankId = await bankOf(db, caller)
  const { contactDays, decideDays } = await readTerms(db)
  // An enterprise's need is not a bank's to see or to change: to take a place of it is what the rules allow, and only that.
  const claimed = await asTenant(db, { kind: 'platform' }, async platform => {
    const need = await lockNeed(platform, needId)
    if (!need || (need.lender_id !== null && need.lender_id !== bankId))
      throw new PlatformProblem('not_found')
    if (await hasClaimed(platform, need, bankId)) throw new PlatformProblem('already_claimed_by_you')
    // Whoever has let its time run out holds a place no more.
    await expireDue(platform, need, now, emit)
    await ensureOpen(platform, await countPlaces(platform, need), now)
    const consent = await extendToBank(platform, need.consent_id, bankId, now)
    const application = await platform
      .insertInto('loan_applications')
      .values({
        id: newId('application', now),
        need_id: need.id,
        enterprise_id: need.enterprise_id,
        partner_id: bankId,
        consent_id: consent.id,
        state: 'claimed',
        claimed_at: now,
        decide_by: daysFrom(now, decideDays),
        expires_at: daysFrom(now, Math.min(contactDays, decideDays)),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await countPlaces(platform, need)
    return application
  })
  await addStep(db, { ...claimed, application: claimed }, { state: 'claimed', by: 'bank' }, now)
  await emit(stateEvent(claimed, now))
  return claimed
}

async function hasClaimed(db: Db, { id }: NeedRow, bankId: string): Promise<boolean> {
  const row = await db
    .selectFrom('loan_applications')
    .select('id')
    .where('need_id', '=', id)
    .where('partner_id', '=', bankId)
    .executeTakeFirst()
  return row !== undefined
}

async function ensureOpen(db: Db, need: NeedRow, now: Date): Promise<void> {
  const isTooOld = need.expires_at <= now
  if (need.state !== 'open' || isTooOld || !isOperating(await enterpriseOf(db, need.enterprise_id)))
    throw new PlatformProblem('need_closed')
  if (stateAt(need, now) === 'full') throw new PlatformProblem('claims_exhausted')
}
