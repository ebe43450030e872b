/** What has run out is over from then on, and not from when the next sweep comes by. */
import type { Call } from '../../http/handler.js'
import { asTenant } from '../../store/store.js'
import { endNeed, expireDue } from '../applications/end.js'
import { type NeedRow, stateAt } from './need.js'

/** A need as it stands once everything of it whose time has run out has ended. With the need locked. */
export async function upToDate(
  { db, now, emit }: Pick<Call, 'db' | 'now' | 'emit'>,
  need: NeedRow,
): Promise<NeedRow> {
  return asTenant(db, { kind: 'platform' }, async platform => {
    await expireDue(platform, need, now, emit)
    const read = () =>
      platform.selectFrom('loan_needs').selectAll().where('id', '=', need.id).executeTakeFirstOrThrow()
    const settled = await read()
    if (settled.state !== 'open' || stateAt(settled, now) !== 'expired') return settled
    await endNeed(platform, settled, 'expired', now, emit)
    return read()
  })
}
