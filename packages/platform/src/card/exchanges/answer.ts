/** Exchanges as either side gets them: once accepted, with the other's whole card. */
import type { contract } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Db } from '../../store/store.js'
import { type CardView, readCards } from '../read-cards.js'
import { type ExchangeRow, stateAt } from './steps.js'

type Exchange = z.output<typeof contract.card.exchanges.offer.answer>

/** The answers for exchanges, in their order. */
export async function exchangeAnswers(
  db: Db,
  rows: readonly ExchangeRow[],
  { enterpriseId, now, view }: { readonly enterpriseId: string; readonly now: Date; readonly view: CardView },
): Promise<Exchange[]> {
  const otherOf = ({ from_id: from, to_id: to }: ExchangeRow) => (from === enterpriseId ? to : from)
  const sides = await sidesOf(db, rows)
  const accepted = rows.filter(({ state }) => state === 'accepted')
  const cards = await readCards(db, accepted.map(otherOf), view)
  return rows.map(row => {
    const card = row.state === 'accepted' ? cards.get(otherOf(row)) : undefined
    return {
      id: row.id,
      state: stateAt(row, now),
      from: sides(row.from_id),
      to: sides(row.to_id),
      ...(row.message !== null && { message: row.message }),
      offeredAt: row.offered_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      ...(card && { card }),
    }
  })
}

async function sidesOf(db: Db, rows: readonly ExchangeRow[]) {
  const ids = [...new Set(rows.flatMap(({ from_id: from, to_id: to }) => [from, to]))]
  const found =
    ids.length === 0
      ? []
      : await db.selectFrom('enterprises').select(['id', 'uscc', 'name']).where('id', 'in', ids).execute()
  const sides = new Map(found.map(({ id, uscc, name }) => [id, { uscc, name }]))
  return (id: string): Exchange['from'] => {
    const side = sides.get(id)
    if (!side) throw new TypeError('An exchange is between enterprises that are there.')
    return side
  }
}
