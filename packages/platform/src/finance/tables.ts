/** Finance as the database keeps it: products, needs, applications by banks that took one up, and what became of each. */
import type {
  APPLICATION_STATES,
  GUARANTEES,
  NEED_STATES,
  PURPOSES,
  RATE_METHODS,
} from '@qiyema/core/contract'
import type { Generated } from 'kysely'
import type { Rule } from '../rules/rule.js'
import type { Json, LocalisedText, OptionalTime, Time } from '../store/columns.js'

export type Guarantee = (typeof GUARANTEES)[number]
export type Purpose = (typeof PURPOSES)[number]
export type RateMethod = (typeof RATE_METHODS)[number]

/** A bank's product. Anyone may read it. */
export interface LoanProductTable {
  id: string
  partner_id: string
  name: Json<LocalisedText>
  /** In the bank's words. */
  purpose: string
  purposes: Json<readonly Purpose[]>
  min_fen: number
  max_fen: number
  min_months: number
  max_months: number
  /** Annualised, all costs in: a fraction. */
  min_rate: number
  max_rate: number
  rate_method: RateMethod
  rate_basis: string
  guarantees: Json<readonly Guarantee[]>
  repayments: Json<readonly string[]>
  channel: string
  /** What the bank will want to read. */
  scopes: Json<readonly string[]>
  related_policies: Json<readonly string[]>
  /** Who it is for. */
  rule: Json<Rule>
  position: number
}

/** What an enterprise needs, posted for banks to take up. */
export interface LoanNeedTable {
  id: string
  enterprise_id: string
  /** That it is full, or too old, is told by `needs/state.ts`. */
  state: Exclude<(typeof NEED_STATES)[number], 'full'>
  amount_fen: number
  tenor_months: number
  purpose: Purpose
  /** In the enterprise's words. */
  description: string | null
  guarantees: Json<readonly Guarantee[]>
  products: Json<readonly string[]>
  max_annual_rate: number | null
  contact_name: string
  contact_phone: string
  /** What banks that take it up read under: each has one of its own that hangs on this. */
  consent_id: string
  /** How many banks may have it at a time. */
  places: number
  /** How many have it: of its applications, those that have come to no end. */
  places_taken: Generated<number>
  /** Of a renewal: the bank whose loan it is. No other can renew it. */
  lender_id: string | null
  /** The partner at whose site it was posted; null at the platform itself. */
  site_id: string | null
  /** The paid-out application that it renews. */
  renews: string | null
  repost_of: string | null
  posted_at: Time
  /** By when a first bank should have taken it up. */
  respond_by: Time
  /** From then on no bank can take it up. */
  expires_at: Time
}

/** A bank that took a need up, and how far the two have come. */
export interface LoanApplicationTable {
  id: string
  need_id: string
  enterprise_id: string
  partner_id: string
  consent_id: string
  /** That its time has run out is told by `applications/steps.ts`. */
  state: (typeof APPLICATION_STATES)[number]
  claimed_at: Time
  /** By when the bank owes its next decision: the offer, and after it is accepted the credit. */
  decide_by: Time
  /** When it ends unless somebody takes the next step; null where no clock can end it. */
  expires_at: OptionalTime
  /** The offer that stands; those before it are history. */
  offer_id: string | null
  accepted_at: OptionalTime
  credit_fen: number | null
  credit_decided_at: OptionalTime
  /** A date of the law. */
  credit_until: string | null
  signed_at: OptionalTime
  paid_out_fen: Generated<number>
  last_paid_at: OptionalTime
}

export interface LoanOfferTable {
  id: string
  application_id: string
  partner_id: string
  enterprise_id: string
  product_id: string
  amount_fen: number
  tenor_months: number
  annual_rate: number
  rate_method: RateMethod
  repayment: string
  guarantee: Guarantee
  conditions: string | null
  valid_until: Time
  offered_at: Time
}

/** The bytes lie with the files, under their hash. */
export interface LoanMaterialTable {
  id: string
  application_id: string
  partner_id: string
  enterprise_id: string
  /** From 0, in the order of asking. */
  position: number
  name: string
  is_required: boolean
  state: 'asked' | 'supplied'
  asked_at: Time
  supplied_at: OptionalTime
  type: string | null
  bytes: number | null
  sha256: string | null
}

/** What happened to a need, or to one application of it. Rows only come. */
export interface LoanStepTable {
  /** Steps of one moment have an order, too. */
  number: Generated<number>
  need_id: string
  /** With its bank, null for what happened to the need itself. */
  application_id: string | null
  partner_id: string | null
  enterprise_id: string
  state: string
  at: Time
  done_by: 'enterprise' | 'bank' | 'platform'
  note: string | null
}

export interface FinanceTables {
  loan_products: LoanProductTable
  loan_needs: LoanNeedTable
  loan_applications: LoanApplicationTable
  loan_offers: LoanOfferTable
  loan_materials: LoanMaterialTable
  loan_steps: LoanStepTable
}
