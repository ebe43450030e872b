/** An enterprise offers another its card. */
import type { Texts } from '@qiyema/core/contract'
import type { Call } from '../../http/handler.js'
import { invalidField, PlatformProblem } from '../../http/problems.js'
import { findEnterpriseByUscc } from '../../registry/enterprises.js'
import { newId } from '../../store/ids.js'
import { asTenant, type Db } from '../../store/store.js'
import { lockCard } from '../lock-card.js'
import { cardHolder } from '../own-card.js'
import type { ExchangeRow } from './steps.js'

const OFFER_DAYS = 30
/** Offers of one enterprise that wait to be answered: an address book is no mailing list. */
export const MAX_OPEN_OFFERS = 50
const DAY = 24 * 3600 * 1000

const ALREADY_OFFERED: Texts = {
  'zh-CN': '双方之间已有一张名片等待处理',
  en: 'A card between the two of you waits to be answered.',
}
const ALREADY_EXCHANGED: Texts = {
  'zh-CN': '双方已交换名片',
  en: 'You have exchanged cards already.',
}
const DECLINED_LATELY: Texts = {
  'zh-CN': '对方近期未接受名片，请过一段时间再递',
  en: 'Your last card was not accepted; let some time pass before you offer it again.',
}
const TOO_MANY: Texts = {
  'zh-CN': `等待对方处理的名片已达${MAX_OPEN_OFFERS}张`,
  en: `${MAX_OPEN_OFFERS} of your cards wait to be answered.`,
}

/**
 * @throws {PlatformProblem} `invalid_fields` for an enterprise without a card, or itself; `limit_reached` while an offer
 *   between the two waits, for a while after one was declined, after an exchange, and with too many open
 */
export async function offerCard(
  { db, caller, now }: Call,
  { uscc, message }: { readonly uscc: string; readonly message?: string | undefined },
): Promise<ExchangeRow> {
  const { id: from } = await cardHolder(db, caller)
  const other = await findEnterpriseByUscc(db, uscc)
  if (!other || other.claimed_at === null) throw invalidField('/uscc', 'no_card')
  if (other.id === from) throw invalidField('/uscc', 'own_card')
  await lockCard(db, from)
  await expireBetween(db, from, other.id, now)
  await ensureMayOffer(db, from, other.id, now)
  const offered = await db
    .insertInto('card_exchanges')
    .values({
      id: newId('exchange', now),
      from_id: from,
      to_id: other.id,
      state: 'offered',
      message: message ?? null,
      offered_at: now,
      expires_at: new Date(now.getTime() + OFFER_DAYS * DAY),
    })
    // The other may have offered its card at the same moment.
    .onConflict(conflict => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!offered) throw limitReached(ALREADY_OFFERED)
  return offered
}

/** Offers that are too old make room for a new one. The other's is not this enterprise's to write, so the platform does. */
async function expireBetween(db: Db, one: string, other: string, now: Date): Promise<void> {
  await asTenant(db, { kind: 'platform' }, platform =>
    platform
      .updateTable('card_exchanges')
      .set({ state: 'expired' })
      .where('from_id', 'in', [one, other])
      .where('to_id', 'in', [one, other])
      .where('state', '=', 'offered')
      .where('expires_at', '<=', now)
      .execute(),
  )
}

async function ensureMayOffer(db: Db, from: string, to: string, now: Date): Promise<void> {
  const between = await db
    .selectFrom('card_exchanges')
    .select(['from_id', 'state', 'answered_at'])
    .where('from_id', 'in', [from, to])
    .where('to_id', 'in', [from, to])
    .execute()
  if (between.some(({ state }) => state === 'offered')) throw limitReached(ALREADY_OFFERED)
  if (between.some(({ state }) => state === 'accepted')) throw limitReached(ALREADY_EXCHANGED)
  const lately = new Date(now.getTime() - OFFER_DAYS * DAY)
  const isDeclined = between.some(
    row => row.from_id === from && row.state === 'declined' && (row.answered_at ?? lately) > lately,
  )
  if (isDeclined) throw limitReached(DECLINED_LATELY)
  const { open } = await db
    .selectFrom('card_exchanges')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('from_id', '=', from)
    .where('state', '=', 'offered')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  if (Number(open) >= MAX_OPEN_OFFERS) throw limitReached(TOO_MANY)
}

function limitReached(detail: Texts): PlatformProblem {
  return new PlatformProblem('limit_reached', { detail })
}
