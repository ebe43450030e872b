/** An amount as it stands in its control: a number, and what it counts. */

/** What a bare number counts: 万元, or 元. */
export type AmountUnit = 'wan' | 'yuan'

export interface TypedAmount {
  readonly text: string
  readonly unit: AmountUnit
  /** The person has said that this very number in this unit is meant. */
  readonly isConfirmed: boolean
}

/** Decimal places between fen and what is counted. */
export const FEN_PLACES = { yuan: 2, wan: 6 } as const

/** Text of a number that was read, in the unit that reads best: for what a page has filled in. */
export function typedAmountOf(fen: number): TypedAmount {
  const isWhole = fen % 10 ** FEN_PLACES.wan === 0
  const unit = isWhole ? 'wan' : 'yuan'
  return { text: String(fen / 10 ** FEN_PLACES[unit]), unit, isConfirmed: true }
}
