/** What follows when applications and needs come to an end: places are free again, consents end, and banks are told. */
import { type Emit, followEnds } from '../../access/consent-ends.js'
import { type EndState, endConsent } from '../../access/consents.js'
import type { CallEvent } from '../../http/handler.js'
import { asTenant, type Db } from '../../store/store.js'
import { changeNeed, type NeedRow } from '../needs/need.js'
import { addStep } from '../timeline.js'
import { type ApplicationRow, type ApplicationState, LIVE } from './steps.js'

/** What a bank is told of its application. */
export function stateEvent({ id, need_id, partner_id, state }: ApplicationRow, now: Date): CallEvent {
  return {
    type: 'application.state',
    resource: id,
    partners: [partner_id],
    data: { applicationId: id, needId: need_id, state, at: now.toISOString() },
  }
}

/** Ends applications that hold a place, for a reason that is neither side's own step. As the platform, with their need locked. */
export async function endAll(
  db: Db,
  applications: readonly ApplicationRow[],
  state: ApplicationState,
  now: Date,
  emit: Emit,
): Promise<ApplicationRow[]> {
  const ended: ApplicationRow[] = []
  for (const { id } of applications) {
    const row = await db
      .updateTable('loan_applications')
      .set({ state, expires_at: null })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await addStep(db, { ...row, application: row }, { state, by: 'platform' }, now)
    await emit(stateEvent(row, now))
    ended.push(row)
  }
  return ended
}

/**
 * Settles what hangs on applications that have just ended, with their need locked: what each bank read under ends with it, and
 * a need whose accepted application came to nothing is closed.
 */
export async function settle(
  db: Db,
  need: NeedRow,
  ended: readonly ApplicationRow[],
  now: Date,
  emit: Emit,
): Promise<void> {
  // Banks see neither needs nor whose consents end, and an enterprise's own step ends what is a bank's.
  await asTenant(db, { kind: 'platform' }, async platform => {
    for (const { consent_id: consentId } of ended)
      await followEnds(platform, await endConsent(platform, consentId, 'expired', now), now, emit)
    await countPlaces(platform, need)
    if (need.state === 'accepted' && (await hasNone(platform, need)))
      await endNeed(platform, need, 'closed', now, emit)
  })
}

/** Ends a need, and what banks may read for its sake. As the platform, with the need locked and its applications ended. */
export async function endNeed(
  db: Db,
  need: NeedRow,
  state: 'closed' | 'expired',
  now: Date,
  emit: Emit,
): Promise<void> {
  await changeNeed(db, need, { state })
  await addStep(db, { need_id: need.id, enterprise_id: need.enterprise_id }, { state, by: 'platform' }, now)
  await endNeedConsent(db, need, 'expired', now, emit)
}

/** Ends the consent that goes with a need, and those of banks that hang on it. */
export async function endNeedConsent(
  db: Db,
  { consent_id: consentId }: NeedRow,
  state: EndState,
  now: Date,
  emit: Emit,
): Promise<void> {
  await followEnds(db, await endConsent(db, consentId, state, now), now, emit)
}

/** Those that hold a place of a need. */
export async function liveOf(db: Db, { id }: NeedRow): Promise<ApplicationRow[]> {
  return db
    .selectFrom('loan_applications')
    .selectAll()
    .where('need_id', '=', id)
    .where('state', 'in', LIVE)
    .orderBy('id')
    .execute()
}

async function hasNone(db: Db, need: NeedRow): Promise<boolean> {
  return (await liveOf(db, need)).length === 0
}

/** Counted anew rather than counted down: the number cannot drift from what it counts. */
export async function countPlaces(db: Db, need: NeedRow): Promise<NeedRow> {
  return changeNeed(db, need, { places_taken: (await liveOf(db, need)).length })
}

/** Ends those of a need whose time has run out. As the platform, with the need locked. */
export async function expireDue(db: Db, need: NeedRow, now: Date, emit: Emit): Promise<ApplicationRow[]> {
  const due = (await liveOf(db, need)).filter(({ expires_at }) => expires_at !== null && expires_at <= now)
  const ended = await endAll(db, due, 'expired', now, emit)
  if (ended.length > 0) await settle(db, need, ended, now, emit)
  return ended
}
