/** Cards as the database keeps them: what stands on one beside the registers' and the enterprise's word. */
import type { CORRECTION_STATES, EXCHANGE_STATES, PICTURE_TYPES } from '@qiyema/core/contract'
import type { FactValue } from '../facts/facts.js'
import type { Json, OptionalJson, OptionalTime, Time } from '../store/columns.js'

/** The bytes lie with the files, under their hash. */
export interface CardPictureTable {
  id: string
  enterprise_id: string
  sha256: string
  type: (typeof PICTURE_TYPES)[number]
  width: number
  height: number
  caption: string | null
  added_at: Time
}

/** One enterprise's card on its way to another. */
export interface CardExchangeTable {
  id: string
  from_id: string
  to_id: string
  /** `expired` only where a later offer took its place: that an offer is too old is told by `expires_at`. */
  state: (typeof EXCHANGE_STATES)[number]
  message: string | null
  offered_at: Time
  expires_at: Time
  answered_at: OptionalTime
}

/** A fact that its enterprise disputes, at the department that keeps it. */
export interface CorrectionTable {
  id: string
  enterprise_id: string
  department_id: string
  /** At whose site it was submitted; null at the platform itself. */
  partner_id: string | null
  fact_id: string
  state: (typeof CORRECTION_STATES)[number]
  shown: OptionalJson<FactValue>
  claimed: Json<FactValue>
  reason: string
  submitted_at: Time
  /** A date of the law; null where the calendar of that year is not out yet. */
  due_on: string | null
  answer: string | null
  answered_at: OptionalTime
}

export interface CardTables {
  card_pictures: CardPictureTable
  card_exchanges: CardExchangeTable
  corrections: CorrectionTable
}
