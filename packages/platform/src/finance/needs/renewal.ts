/** Renewal without repaying principal: of one's own loan, with the bank that gave it, for no more than it paid out. */
import type { Caller } from '../../access/caller.js'
import { invalidField, PlatformProblem } from '../../http/problems.js'
import type { EnterpriseRow } from '../../registry/enterprises.js'
import type { Db } from '../../store/store.js'
import { type ApplicationRow, stateAt } from '../applications/steps.js'
import type { NeedWishes } from './need.js'

/**
 * The loan that a need renews; undefined for one that renews none. A partner's page renews that partner's loans.
 *
 * @throws {PlatformProblem} `not_found` for a loan that is not this enterprise's, `impossible_step` for one that is not paid
 *   out, `limit_reached` while it is being renewed, `invalid_fields` for another purpose or more money
 */
export async function loanToRenew(
  db: Db,
  caller: Caller,
  { id }: EnterpriseRow,
  { renews, purpose, amount }: NeedWishes,
  now: Date,
): Promise<ApplicationRow | undefined> {
  if (renews === undefined) return undefined
  if (purpose !== 'renewal') throw invalidField('/purpose', 'not_a_choice', { choices: 'renewal' })
  const loan = await db
    .selectFrom('loan_applications')
    .selectAll()
    .where('id', '=', renews)
    .where('enterprise_id', '=', id)
    .executeTakeFirst()
  const isOthers = caller.kind === 'widget' && loan?.partner_id !== caller.partnerId
  if (!loan || isOthers) throw new PlatformProblem('not_found')
  if (loan.state !== 'paid-out')
    throw new PlatformProblem('impossible_step', { state: stateAt(loan, now), possible: [] })
  if (amount.amountFen > loan.paid_out_fen)
    throw invalidField('/amount/amountFen', 'too_great', { max: loan.paid_out_fen })
  if (await isBeingRenewed(db, loan)) throw new PlatformProblem('limit_reached')
  return loan
}

async function isBeingRenewed(db: Db, { id }: ApplicationRow): Promise<boolean> {
  const row = await db
    .selectFrom('loan_needs')
    .select('id')
    .where('renews', '=', id)
    .where('state', 'in', ['open', 'accepted'])
    .executeTakeFirst()
  return row !== undefined
}
