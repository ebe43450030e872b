/** An enterprise accepts an offer, and the others close; or either side says no. */
import type { Call } from '../../http/handler.js'
import { PlatformProblem } from '../../http/problems.js'
import { asTenant } from '../../store/store.js'
import { changeNeed } from '../needs/need.js'
import { daysFrom, readTerms } from '../terms.js'
import { addStep } from '../timeline.js'
import { endAll, expireDue, liveOf, settle } from './end.js'
import { applicationToChange } from './find.js'
import { type ApplicationRow, stateAt } from './steps.js'
import { takeStep } from './take-step.js'

/** @throws {PlatformProblem} `offer_closed` for one that stands no more; else as `takeStep` */
export async function acceptOffer(
  call: Call,
  { applicationId, offerId }: { readonly applicationId: string; readonly offerId: string },
): Promise<ApplicationRow> {
  const { db, caller, now, emit } = call
  ensureStands((await applicationToChange(db, caller, applicationId)).application, offerId, now)
  const { decideDays } = await readTerms(db)
  const { application, need } = await takeStep(call, 'accept', {
    applicationId,
    change: async () => ({ accepted_at: now, decide_by: daysFrom(now, decideDays), expires_at: null }),
  })
  const accepted = await changeNeed(db, need, { state: 'accepted' })
  const subject = { need_id: need.id, enterprise_id: need.enterprise_id }
  await addStep(db, subject, { state: 'accepted', by: 'enterprise' }, now)
  // The others are told that it is over, and not by whom: that is the platform's to do.
  await asTenant(db, { kind: 'platform' }, async platform => {
    await expireDue(platform, accepted, now, emit)
    const others = (await liveOf(platform, need)).filter(({ id }) => id !== application.id)
    await settle(platform, accepted, await endAll(platform, others, 'closed', now, emit), now, emit)
  })
  return application
}

/** Another offer may have taken its place, another bank's may have been accepted, or its time may have run out. */
function ensureStands(application: ApplicationRow, offerId: string, now: Date): void {
  const { offer_id: standing } = application
  const hasEnded = ['closed', 'expired'].includes(stateAt(application, now))
  if (standing !== null && (standing !== offerId || hasEnded)) throw new PlatformProblem('offer_closed')
}

/** Says no: a bank to the need, an enterprise to the bank. The place is free again. */
export async function decline(
  call: Call,
  { applicationId, reason }: { readonly applicationId: string; readonly reason?: string | undefined },
): Promise<ApplicationRow> {
  const { db, caller, now, emit } = call
  const { application, need } = await takeStep(
    call,
    caller.kind === 'partner' ? 'declineAsBank' : 'declineAsEnterprise',
    { applicationId, note: reason, change: async () => ({ expires_at: null }) },
  )
  await settle(db, need, [application], now, emit)
  return application
}
