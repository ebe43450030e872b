/** What is kept of signing in: who a provider's subjects are, and for minutes what is under way. */
import type { Time } from '../store/columns.js'

/** Who somebody is whom a provider knows by a subject, where it tells no telephone number. */
export interface PersonSubjectTable {
  issuer: string
  subject: string
  person_id: string
}

/** A sign-in that has gone to a provider and is not back yet. */
export interface SignInAttemptTable {
  /** Of the `state` that the provider brings back. */
  state_hash: string
  /** Of the cookie in the browser that it began in. */
  cookie_hash: string
  nonce: string
  code_verifier: string
  return_to: string
  code_challenge: string
  /** The application's own, given back to it. */
  return_state: string | null
  acts_as: string | null
  expires_at: Time
}

/** A code on its way through a browser to the application that swaps it for a token. */
export interface SignInCodeTable {
  code_hash: string
  code_challenge: string
  person_id: string
  acts_as: string
  enterprise_id: string | null
  expires_at: Time
}

export interface SignInTables {
  person_subjects: PersonSubjectTable
  sign_in_attempts: SignInAttemptTable
  sign_in_codes: SignInCodeTable
}
