/** The department that keeps a fact answers a dispute: it corrects the fact, or says why it stands. */
import type { Texts } from '@qiyema/core/contract'
import { ensureOfficer } from '../../access/caller.js'
import type { Call } from '../../http/handler.js'
import { PlatformProblem } from '../../http/problems.js'
import { asTenant, type Db } from '../../store/store.js'
import { correctFact } from './correct-fact.js'
import { coversEnterprise } from './list.js'
import type { CorrectionRow } from './submit.js'

export interface Decision {
  readonly decision: 'corrected' | 'rejected'
  readonly answer: string
}

const REGISTER_FIRST: Texts = {
  'zh-CN': '登记状态的变更须先办理登记变更，再答复纠错',
  en: 'A registration status follows from a change of the register: take that over first, and answer then.',
}

/**
 * @throws {PlatformProblem} `forbidden`; `not_found`, also for what another department keeps; `impossible_step` for what is
 *   answered already
 */
export async function decideCorrection(
  call: Call,
  correctionId: string,
  { decision, answer }: Decision,
): Promise<CorrectionRow> {
  const { db, caller, now } = call
  const officer = ensureOfficer(caller, 'data-officer')
  const correction = await db
    .selectFrom('corrections')
    .selectAll()
    .where('id', '=', correctionId)
    .where('department_id', '=', officer.departmentId)
    .where(where => coversEnterprise(officer.regions, where))
    .executeTakeFirst()
  if (!correction) throw new PlatformProblem('not_found')
  const decided = await db
    .updateTable('corrections')
    .set({ state: decision, answer, answered_at: now })
    .where('id', '=', correctionId)
    .where('state', '=', 'with-owner')
    .returningAll()
    .executeTakeFirst()
  if (!decided)
    throw new PlatformProblem('impossible_step', { state: await stateOf(db, correctionId), possible: [] })
  if (decision === 'corrected') await correct(db, decided, now)
  await call.audit('correction.answer', correctionId, { decision, fact: decided.fact_id })
  return decided
}

/** Registers are the platform's to write; that this department keeps the fact is what lets it be written here. */
async function correct(db: Db, { state, ...correction }: CorrectionRow, now: Date): Promise<void> {
  const isCorrected = await asTenant(db, { kind: 'platform' }, platform =>
    correctFact(platform, correction, now),
  )
  if (!isCorrected)
    throw new PlatformProblem('impossible_step', {
      state: 'with-owner',
      possible: ['reject'],
      detail: REGISTER_FIRST,
    })
}

async function stateOf(db: Db, id: string): Promise<string> {
  const { state } = await db
    .selectFrom('corrections')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return state
}
