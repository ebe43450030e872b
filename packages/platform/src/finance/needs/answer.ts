/** Needs as their enterprise gets them, with the banks that have taken each up. */
import type { contract } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Caller } from '../../access/caller.js'
import type { Call } from '../../http/handler.js'
import type { Db } from '../../store/store.js'
import { respondClock } from '../applications/clocks.js'
import { type ApplicationRow, stateAt as applicationStateAt, isLive } from '../applications/steps.js'
import { createBanks, fen } from '../products/product.js'
import { timelineEntry } from '../timeline.js'
import { type NeedRow, stateAt } from './need.js'
import { partnerShown } from './shown.js'

type Need = z.output<typeof contract.finance.needs.read.answer>

export async function needAnswer(call: Pick<Call, 'db' | 'caller' | 'now'>, row: NeedRow): Promise<Need> {
  const [answer] = await needAnswers(call, [row])
  if (!answer) throw new TypeError('One need has one answer.')
  return answer
}

/** The answers for needs, in their order. */
export async function needAnswers(
  { db, caller, now }: Pick<Call, 'db' | 'caller' | 'now'>,
  rows: readonly NeedRow[],
): Promise<Need[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const applications = await applicationsOf(db, ids, caller)
  const bankOf = await createBanks(
    db,
    applications.map(({ partner_id }) => partner_id),
  )
  const steps = await db
    .selectFrom('loan_steps')
    .selectAll()
    .where('need_id', 'in', ids)
    .where('application_id', 'is', null)
    .orderBy('number')
    .execute()
  return rows.map(row => {
    const own = applications.filter(({ need_id }) => need_id === row.id)
    const taken = own.filter(application => isLive(applicationStateAt(application, now))).length
    const state = stateAt({ ...row, places_taken: taken }, now)
    // Whether a bank has come yet is told at no bank's page.
    const isWaiting = state === 'open' && own.length === 0 && partnerShown(caller) === undefined
    return {
      id: row.id,
      state,
      amount: fen(row.amount_fen),
      tenorMonths: row.tenor_months,
      purpose: row.purpose,
      ...(row.description !== null && { description: row.description }),
      guarantees: [...row.guarantees],
      products: [...row.products],
      ...(row.max_annual_rate !== null && { maxAnnualRate: row.max_annual_rate }),
      postedAt: row.posted_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      consentId: row.consent_id,
      places: { taken, all: row.places },
      applications: own.map(application => ({
        id: application.id,
        bank: bankOf(application.partner_id),
        state: applicationStateAt(application, now),
      })),
      ...(row.renews !== null && { renews: row.renews }),
      ...(row.repost_of !== null && { repostOf: row.repost_of }),
      clocks: isWaiting ? [respondClock(row, now)] : [],
      timeline: steps.filter(({ need_id }) => need_id === row.id).map(timelineEntry),
    }
  })
}

async function applicationsOf(db: Db, needIds: readonly string[], caller: Caller): Promise<ApplicationRow[]> {
  const partnerId = partnerShown(caller)
  let query = db.selectFrom('loan_applications').selectAll().where('need_id', 'in', needIds)
  if (partnerId !== undefined) query = query.where('partner_id', '=', partnerId)
  return query.orderBy('claimed_at').orderBy('id').execute()
}
