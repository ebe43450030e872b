/** A side takes a step of an application: looked up, locked, possible, then done, written down and told. */
import type { Updateable } from 'kysely'
import { ensureConsent } from '../../access/consents.js'
import type { Call } from '../../http/handler.js'
import type { NeedRow } from '../needs/need.js'
import type { LoanApplicationTable } from '../tables.js'
import { addStep } from '../timeline.js'
import { stateEvent } from './end.js'
import { applicationToChange } from './find.js'
import {
  type ApplicationRow,
  type ApplicationState,
  ensurePossible,
  needsConsent,
  STEPS,
  type Step,
} from './steps.js'

export interface StepWishes {
  readonly applicationId: string
  /** What the one side says to the other. */
  readonly note?: string | undefined
  /** What changes beside the state; looked at before anything is changed. */
  readonly change?: (application: ApplicationRow, need: NeedRow) => Promise<Updateable<LoanApplicationTable>>
}

/**
 * @returns the application after the step, and its need as it was before
 * @throws {PlatformProblem} `not_found`, `impossible_step`, `consent_ended`
 */
export async function takeStep(
  call: Call,
  step: Exclude<Step, 'supply'>,
  { applicationId, note, change }: StepWishes,
): Promise<{ readonly application: ApplicationRow; readonly need: NeedRow }> {
  const { db, caller, now } = call
  const { application: before, need } = await applicationToChange(db, caller, applicationId)
  ensurePossible(step, before, now)
  if (needsConsent(step)) await ensureConsent(db, before.consent_id, now)
  const { to, who } = STEPS[step]
  const changes = (await change?.(before, need)) ?? {}
  const application = await changeApplication(db, before, { ...changes, state: to })
  await addStep(db, { ...application, application }, { state: to, by: who, note }, now)
  await call.emit(stateEvent(application, now))
  return { application, need }
}

async function changeApplication(
  db: Call['db'],
  { id }: ApplicationRow,
  changes: Updateable<LoanApplicationTable> & { readonly state: ApplicationState },
): Promise<ApplicationRow> {
  return db
    .updateTable('loan_applications')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
