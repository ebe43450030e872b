/** An enterprise takes a need back, and everything that hangs on it with it: applications, offers, and what banks may read. */
import type { Call } from '../../http/handler.js'
import { asTenant } from '../../store/store.js'
import { countPlaces, endAll, endNeedConsent, liveOf } from '../applications/end.js'
import { BOUND } from '../applications/steps.js'
import { addStep } from '../timeline.js'
import { changeNeed, impossible, type NeedRow, ownNeedToChange } from './need.js'
import { upToDate } from './up-to-date.js'

/** @throws {PlatformProblem} `not_found`, `forbidden`, `impossible_step` for what is over, or bound by a contract */
export async function withdrawNeed(
  call: Call,
  { needId, reason }: { readonly needId: string; readonly reason?: string | undefined },
): Promise<NeedRow> {
  const { db, caller, now, emit } = call
  const need = await upToDate(call, await ownNeedToChange(db, caller, needId))
  const live = await liveOf(db, need)
  const isOver = !['open', 'accepted'].includes(need.state)
  if (isOver || live.some(({ state }) => BOUND.includes(state))) throw impossible(need, caller, [], now)
  await changeNeed(db, need, { state: 'withdrawn' })
  const subject = { need_id: need.id, enterprise_id: need.enterprise_id }
  await addStep(db, subject, { state: 'withdrawn', by: 'enterprise', note: reason }, now)
  // What ends with it is told by the platform, and banks' consents are among it.
  return asTenant(db, { kind: 'platform' }, async platform => {
    await endAll(platform, live, 'withdrawn', now, emit)
    await endNeedConsent(platform, need, 'withdrawn', now, emit)
    return countPlaces(platform, need)
  })
}
