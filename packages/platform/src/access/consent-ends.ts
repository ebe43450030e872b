/** What follows when a consent is answered or ends: who is told, and which sessions end with it. */
import type { CallEvent } from '../http/handler.js'
import type { Db } from '../store/store.js'
import { type ConsentRow, type ConsentState, isOpenTo } from './consents.js'
import type { SessionRow } from './sessions.js'

/** Gives events to whom it may concern; a call's or a job's. */
export type Emit = (event: CallEvent) => Promise<void>

/** What its partner is told of a consent that was answered or has ended; undefined where there is no partner. */
export function consentEvent(consent: ConsentRow): CallEvent | undefined {
  const { id, partner_id: partnerId, state, purpose, granted, until_at: until } = consent
  const type = EVENT_OF[state]
  if (partnerId === null || type === undefined) return undefined
  return {
    type,
    resource: id,
    partners: [partnerId],
    data: {
      consentId: id,
      state,
      purpose,
      granted,
      ...(until !== null && { until: until.toISOString() }),
    },
  }
}

/** A request that nobody answered has run out as well: its partner need not know a third kind of end. */
const EVENT_OF: Readonly<Partial<Record<ConsentState, CallEvent['type']>>> = {
  active: 'consent.active',
  refused: 'consent.refused',
  withdrawn: 'consent.withdrawn',
  expired: 'consent.expired',
  lapsed: 'consent.expired',
}

/**
 * Ends the sessions that rested on consents that have ended: those of the same partner, enterprise and purpose, unless
 * another consent keeps them open. Whoever calls tells of each by {@link sessionEndedEvent}.
 */
async function endSessionsUnder(db: Db, ended: readonly ConsentRow[], now: Date): Promise<SessionRow[]> {
  const sessions: SessionRow[] = []
  for (const { partner_id: partnerId, enterprise_id: enterpriseId, purpose } of ended) {
    if (partnerId === null || (await isOpenTo(db, partnerId, enterpriseId, purpose, now))) continue
    const rows = await db
      .updateTable('sessions')
      .set({ ended_at: now })
      .where('partner_id', '=', partnerId)
      .where('enterprise_id', '=', enterpriseId)
      .where('purpose', '=', purpose)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now)
      .returningAll()
      .execute()
    sessions.push(...rows)
  }
  return sessions
}

/** What a partner is told of a session that ended with its consent. */
function sessionEndedEvent({ id, partner_id: partnerId }: SessionRow): CallEvent {
  return { type: 'session.ended', resource: id, partners: [partnerId], data: { by: 'consent' } }
}

/** Ends the sessions that rested on consents that have just ended, and tells their partners of both. */
export async function followEnds(db: Db, ended: readonly ConsentRow[], now: Date, emit: Emit): Promise<void> {
  for (const consent of ended) {
    const event = consentEvent(consent)
    if (event) await emit(event)
  }
  for (const session of await endSessionsUnder(db, ended, now)) await emit(sessionEndedEvent(session))
}
