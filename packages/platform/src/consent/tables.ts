/** Consents as the database keeps them. What they open is told by `access/consents.ts`. */
import type { CONSENT_STATES } from '@qiyema/core/contract'
import type { ConsentPurpose } from '../access/caller.js'
import type { Json, OptionalJson, OptionalTime, Time } from '../store/columns.js'

/** Given by the person whom a scope is about. */
export interface SeparateConsent {
  readonly scope: string
  /** The id of a person who signed in for it; none of a need's contact, for whom the enterprise says so. */
  readonly person?: string
  readonly givenAt: string
}

export interface ConsentTable {
  id: string
  enterprise_id: string
  /** Null for the consent that goes with a loan need: its recipients are the banks that take the need up. */
  partner_id: string | null
  /** Of a bank that took a need up: the need's own consent, with which it ends. */
  parent_id: string | null
  state: (typeof CONSENT_STATES)[number]
  purpose: ConsentPurpose
  requested: Json<readonly string[]>
  granted: Json<readonly string[]>
  /** In the partner's words. */
  reason: string | null
  /** The last day that was asked for, a date of the law. */
  term_until: string
  requested_at: Time
  /** A request that nobody has answered by then has lapsed. */
  answer_by: Time
  answered_at: OptionalTime
  from_at: OptionalTime
  until_at: OptionalTime
  ended_at: OptionalTime
  /** Who gave it, as `access/consent-giver.ts` writes it. */
  given_by: string | null
  separate: Json<readonly SeparateConsent[]>
  /** The signed receipt, a JWS. Null, too, for consents of loan needs: theirs is signed when it is asked for. */
  receipt: string | null
  /** Why it was refused or withdrawn, in the enterprise's words. */
  end_reason: string | null
}

/** One read under a consent. */
export interface ConsentReadTable {
  id: string
  consent_id: string
  enterprise_id: string
  partner_id: string
  facts: Json<readonly string[]>
  at: Time
  /** What was given for a form, until it is submitted or the time to purge has come. */
  given: OptionalJson<unknown>
  purge_at: OptionalTime
}

export interface ConsentTables {
  consents: ConsentTable
  consent_reads: ConsentReadTable
}
