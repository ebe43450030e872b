/** What happened to needs and applications, step by step, and whose doing it was. */
import type { Selectable } from 'kysely'
import type { Db } from '../store/store.js'
import type { LoanStepTable } from './tables.js'

type StepRow = Selectable<LoanStepTable>
export type DoneBy = StepRow['done_by']

/** Of a need alone, or of one application of it. */
export interface StepSubject {
  readonly need_id: string
  readonly enterprise_id: string
  readonly application?: { readonly id: string; readonly partner_id: string }
}

export interface NewStep {
  readonly state: string
  readonly by: DoneBy
  readonly note?: string | undefined
}

export async function addStep(
  db: Db,
  { need_id, enterprise_id, application }: StepSubject,
  { state, by, note }: NewStep,
  now: Date,
): Promise<void> {
  await db
    .insertInto('loan_steps')
    .values({
      need_id,
      enterprise_id,
      application_id: application?.id ?? null,
      partner_id: application?.partner_id ?? null,
      state,
      at: now,
      done_by: by,
      note: note ?? null,
    })
    .execute()
}

/** A step as callers get it. */
export function timelineEntry({ state, at, done_by: by, note }: StepRow) {
  return { state, at: at.toISOString(), by, ...(note !== null && { note }) }
}
