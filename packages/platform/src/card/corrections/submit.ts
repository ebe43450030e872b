/** An enterprise disputes a fact, and the dispute reaches the department that keeps it. */
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { legalDateAt } from '../../calendar/shanghai-time.js'
import { addWorkingDays, CalendarUnknownError } from '../../calendar/working-days.js'
import type { FactValue } from '../../facts/facts.js'
import type { Call } from '../../http/handler.js'
import { invalidField, PlatformProblem } from '../../http/problems.js'
import { readSetting, SETTINGS } from '../../registry/county.js'
import { knownFacts } from '../../registry/facts.js'
import { newId } from '../../store/ids.js'
import type { Db } from '../../store/store.js'
import { cardHolder } from '../own-card.js'
import type { CorrectionTable } from '../tables.js'
import { claimedValue } from './claimed-value.js'

export type CorrectionRow = Selectable<CorrectionTable>

/** What a county has set for corrections, among its other settings. */
const correctionSetting = z.looseObject({
  corrections: z.looseObject({ workingDays: z.int().min(1).max(365) }).default({ workingDays: 5 }),
})

export interface Dispute {
  readonly fact: string
  readonly claimed: FactValue
  readonly reason: string
}

/**
 * @throws {PlatformProblem} `invalid_fields` for a fact that nobody keeps, or a value that it cannot have or has;
 *   `limit_reached` while the same fact is in dispute
 */
export async function submitCorrection(
  { db, caller, now }: Call,
  { fact, claimed, reason }: Dispute,
): Promise<CorrectionRow> {
  const enterprise = await cardHolder(db, caller)
  const { facts, dictionary } = await knownFacts(db, enterprise, { asOf: legalDateAt(now) })
  const definition = dictionary.find(({ id }) => id === fact)
  if (!definition) throw invalidField('/fact', 'unknown_fact')
  // What follows from other facts is disputed with them, and what the enterprise says itself it can say anew.
  if (definition.owner === null) throw invalidField('/fact', 'not_disputable')
  const value = claimedValue(definition, claimed)
  if (value === undefined) throw invalidField('/claimed', 'no_value_of_fact')
  const shown = facts[fact]
  if (JSON.stringify(value) === JSON.stringify(shown)) throw invalidField('/claimed', 'same_as_shown')
  const submitted = await db
    .insertInto('corrections')
    .values({
      id: newId('correction', now),
      enterprise_id: enterprise.id,
      department_id: definition.owner,
      partner_id: caller.kind === 'widget' ? caller.partnerId : null,
      fact_id: fact,
      state: 'with-owner',
      shown: shown === undefined ? null : JSON.stringify(shown),
      claimed: JSON.stringify(value),
      reason,
      submitted_at: now,
      due_on: await dueDay(db, now),
    })
    .onConflict(conflict => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!submitted) throw new PlatformProblem('limit_reached')
  return submitted
}

/** The last day for an answer; null where it runs into a year whose working days are not published. */
async function dueDay(db: Db, now: Date): Promise<string | null> {
  const setting = await readSetting(db, SETTINGS.county, correctionSetting)
  const { workingDays } = (setting?.value ?? correctionSetting.parse({})).corrections
  try {
    return addWorkingDays(legalDateAt(now), workingDays)
  } catch (error) {
    if (error instanceof CalendarUnknownError) return null
    throw error
  }
}
