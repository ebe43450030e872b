/** The other side answers, or the first takes its card back. */
import type { Call } from '../../http/handler.js'
import { PlatformProblem } from '../../http/problems.js'
import type { Db } from '../../store/store.js'
import { cardHolder } from '../own-card.js'
import { type ExchangeRow, ensurePossible, impossible, STEPS, type Step, sideOf, stateAt } from './steps.js'

/**
 * @throws {PlatformProblem} `not_found`, also for an exchange of others; else as `ensurePossible`
 */
export async function takeStep(step: Step, exchangeId: string, call: Call): Promise<ExchangeRow> {
  const { db, caller, now } = call
  const { id: enterpriseId } = await cardHolder(db, caller)
  const exchange = await findExchange(db, exchangeId, enterpriseId)
  const side = sideOf(exchange, enterpriseId)
  ensurePossible(step, exchange, side, now)
  const { from, to } = STEPS[step]
  const taken = await db
    .updateTable('card_exchanges')
    .set({ state: to, answered_at: now })
    .where('id', '=', exchangeId)
    // Whoever of two was faster has taken it elsewhere.
    .where('state', '=', from)
    .returningAll()
    .executeTakeFirst()
  if (!taken) throw impossible(stateAt(await findExchange(db, exchangeId, enterpriseId), now), side)
  await call.audit(`card.${step}`, exchangeId)
  return taken
}

async function findExchange(db: Db, id: string, enterpriseId: string): Promise<ExchangeRow> {
  const row = await db
    .selectFrom('card_exchanges')
    .selectAll()
    .where('id', '=', id)
    .where(({ or, eb }) => or([eb('from_id', '=', enterpriseId), eb('to_id', '=', enterpriseId)]))
    .executeTakeFirst()
  if (!row) throw new PlatformProblem('not_found')
  return row
}
