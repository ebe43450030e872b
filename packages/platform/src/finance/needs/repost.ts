/** A need that nobody took up in time, or that came to nothing, is posted again as it was, with a consent of its own. */
import type { Call } from '../../http/handler.js'
import { fen } from '../products/product.js'
import { impossible, type NeedRow, type NeedWishes, ownNeedToChange } from './need.js'
import { postNeed } from './post.js'
import { upToDate } from './up-to-date.js'

/** @throws {PlatformProblem} `not_found`, `forbidden`, `impossible_step`, once it was posted again as well; else as `postNeed` */
export async function repostNeed(
  call: Call,
  { needId, consent }: { readonly needId: string; readonly consent: NeedWishes['consent'] },
): Promise<NeedRow> {
  const { db, caller, now } = call
  const before = await ownNeedToChange(db, caller, needId)
  const need = await upToDate(call, before)
  if (!['expired', 'closed'].includes(need.state)) throw impossible(need, caller, ['withdraw'], now)
  const again = await db
    .selectFrom('loan_needs')
    .select('id')
    .where('repost_of', '=', needId)
    .executeTakeFirst()
  if (again) throw impossible(need, caller, [], now)
  return postNeed(call, { ...wishesOf(need), consent }, need.id)
}

function wishesOf(need: NeedRow): Omit<NeedWishes, 'consent'> {
  return {
    amount: fen(need.amount_fen),
    tenorMonths: need.tenor_months,
    purpose: need.purpose,
    description: need.description ?? undefined,
    guarantees: [...need.guarantees],
    products: [...need.products],
    maxAnnualRate: need.max_annual_rate ?? undefined,
    contactName: need.contact_name,
    contactPhone: need.contact_phone,
    renews: need.renews ?? undefined,
  }
}
