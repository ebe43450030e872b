/** What a bank may read of an enterprise: as long as its application holds a place, and the consent with it is in force. */
import {
  type ConsentRow,
  type ConsentState,
  stateAt as consentStateAt,
  readUnderConsent,
} from '../../access/consents.js'
import type { Call } from '../../http/handler.js'
import { PlatformProblem } from '../../http/problems.js'
import { applicationFor } from './find.js'
import { type ApplicationRow, isLive, stateAt } from './steps.js'

/** Reads the facts that a bank may see, and records the read. */
export async function readFacts(
  { db, caller, now }: Pick<Call, 'db' | 'caller' | 'now'>,
  { applicationId }: { readonly applicationId: string },
) {
  const application = await applicationFor(db, caller, applicationId)
  ensureHoldsPlace(application, now)
  const { consent_id: consentId } = application
  return { consentId, ...(await readUnderConsent(db, consentId, now)) }
}

/** @throws {PlatformProblem} `consent_ended`: what is over is read no more, whether or not somebody has come by to end its consent */
export function ensureHoldsPlace(application: ApplicationRow, now: Date): void {
  if (!isLive(stateAt(application, now))) throw new PlatformProblem('consent_ended')
}

/** The state of what a bank reads under, which ends with its application. */
export function readingStateAt(application: ApplicationRow, consent: ConsentRow, now: Date): ConsentState {
  const state = consentStateAt(consent, now)
  return state === 'active' && !isLive(stateAt(application, now)) ? 'expired' : state
}
