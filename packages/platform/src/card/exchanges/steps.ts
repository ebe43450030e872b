/** What may be done with an offered card, by where it stands and on which side one is. */
import type { Selectable } from 'kysely'
import { PlatformProblem } from '../../http/problems.js'
import type { CardExchangeTable } from '../tables.js'

export type ExchangeRow = Selectable<CardExchangeTable>
export type ExchangeState = ExchangeRow['state']
export type Side = 'sender' | 'receiver'

export const STEPS = {
  accept: { from: 'offered', to: 'accepted', who: 'receiver' },
  decline: { from: 'offered', to: 'declined', who: 'receiver' },
  withdraw: { from: 'offered', to: 'withdrawn', who: 'sender' },
} as const satisfies Record<
  string,
  { readonly from: ExchangeState; readonly to: ExchangeState; readonly who: Side }
>

export type Step = keyof typeof STEPS

/** The state at a moment: an offer that nobody has answered in time is one no more. */
export function stateAt({ state, expires_at: expiresAt }: ExchangeRow, now: Date): ExchangeState {
  return state === 'offered' && expiresAt <= now ? 'expired' : state
}

export function sideOf({ from_id: from }: ExchangeRow, enterpriseId: string): Side {
  return from === enterpriseId ? 'sender' : 'receiver'
}

/**
 * @throws {PlatformProblem} `expired`, `impossible_step` with the state and what this side may do, `forbidden` for the other
 *   side's step
 */
export function ensurePossible(step: Step, exchange: ExchangeRow, side: Side, now: Date): void {
  const state = stateAt(exchange, now)
  const { from, who } = STEPS[step]
  if (who !== side) throw new PlatformProblem('forbidden')
  if (state === 'expired') throw new PlatformProblem('expired')
  if (state !== from) throw impossible(state, side)
}

export function impossible(state: ExchangeState, side: Side): PlatformProblem {
  const possible = Object.entries(STEPS).flatMap(([name, { from, who }]) =>
    from === state && who === side ? [name] : [],
  )
  return new PlatformProblem('impossible_step', { state, possible })
}
