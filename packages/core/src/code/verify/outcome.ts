/** What a verification can say: the outcomes of the code format, section 8, what was proven, and what to warn of. */
import type { LocalisedName } from '../trust/trust-list.js'

/**
 * Every outcome, in the order in which they are looked for.
 *
 * - `malformed` – not a code of this scheme, or not its one spelling
 * - `unsupported` – a template or credential type this version does not know
 * - `unknown_issuer` – signed by a key that no trusted issuer has
 * - `untrusted_key` – the issuer's key is revoked, or the code was issued outside the key's time
 * - `host_mismatch` – the link leads elsewhere than to its issuer
 * - `out_of_region` – the issuer may not speak for enterprises of this region
 * - `bad_signature` – altered, or shown by another holder
 * - `not_yet_valid`, `expired` – outside its lifetime
 * - `stale` – holder-bound, and not shown just now: a copy or a screenshot
 * - `revoked`, `suspended` – withdrawn by its issuer, for good or for the time being
 * - `unconfirmed` – could not be checked: nothing is wrong with the code, but nothing is proven either
 * - `valid` – everything held
 */
export const OUTCOMES = [
  'malformed',
  'unsupported',
  'unknown_issuer',
  'untrusted_key',
  'host_mismatch',
  'out_of_region',
  'bad_signature',
  'not_yet_valid',
  'expired',
  'stale',
  'revoked',
  'suspended',
  'unconfirmed',
  'valid',
] as const

export type Outcome = (typeof OUTCOMES)[number]

/** Outcomes in which the issuer's signature did not hold or was not reached: nothing of the code may be believed. */
export type UntrustedOutcome =
  | 'malformed'
  | 'unsupported'
  | 'unknown_issuer'
  | 'untrusted_key'
  | 'host_mismatch'
  | 'out_of_region'
  | 'bad_signature'

/**
 * What a valid code proves.
 *
 * - `registered` – a printed code: the enterprise exists and its code is in force. Nothing about who shows it.
 * - `current` – issued within the last ten minutes: an older screenshot is dead.
 * - `present` – an operator of the enterprise, holding its key, is showing it now.
 */
export type Assurance = 'registered' | 'current' | 'present'

/**
 * What to tell beside the outcome.
 *
 * - `status_list_aging` – the status list is past its time to live, but not older than seven days
 * - `status_unchecked` – the caller accepts codes whose status could not be checked, and this is one
 * - `clock_behind` – the trust list comes from the future: this machine's clock is probably wrong
 * - `store_unreadable` – what an earlier run kept could not be read, so this result is from given lists alone
 */
export type Warning = 'status_list_aging' | 'status_unchecked' | 'clock_behind' | 'store_unreadable'

/** What is known of a code once its signatures held. Times are Unix seconds. */
export interface VerifiedCode {
  readonly uscc: string
  readonly issuedAt: number
  readonly expiresAt: number
  readonly name?: string
  /** The signed text, rebuilt: an SD-JWT VC, with its key binding when the code is holder-bound. */
  readonly credential: string
  /** The issuer's origin (`iss`). */
  readonly issuer: string
  readonly kid: string
  /** When a holder showed it; only of a holder-bound code. */
  readonly presentedAt?: number
  /** The number the holder put in, ten digits; a verifier that asked for one compares it. */
  readonly nonce?: string
  readonly status: CodeStatus
}

/** Where the status of a code stands, and how fresh the list is that was consulted, if one was. */
export interface CodeStatus {
  readonly uri: string
  readonly index: number
  readonly state: 'valid' | 'revoked' | 'suspended' | 'unknown'
  /** When the consulted list was issued, Unix seconds. */
  readonly asOf?: number
  readonly freshness?: 'fresh' | 'aging'
}

/** Who vouches: taken from the trust list, never from the code. */
export interface VouchingIssuer {
  readonly iss: string
  readonly name: LocalisedName
}

interface ResultBase {
  readonly warnings: readonly Warning[]
  /** A sentence in English for a developer or a log. People are told by the outcome. */
  readonly detail: string
}

/** What {@link Verifier.verify} gives; `outcome` narrows it. */
export type VerificationResult =
  | (ResultBase & {
      readonly outcome: 'valid'
      readonly assurance: Assurance
      readonly code: VerifiedCode
      readonly issuer: VouchingIssuer
    })
  | (ResultBase & {
      readonly outcome: 'not_yet_valid' | 'expired' | 'stale' | 'revoked' | 'suspended'
      readonly code: VerifiedCode
      readonly issuer: VouchingIssuer
    })
  /** Without `code` when even the signature could not be checked: no trust list, or no suite for it. */
  | (ResultBase & {
      readonly outcome: 'unconfirmed'
      readonly code?: VerifiedCode
      readonly issuer?: VouchingIssuer
    })
  | (ResultBase & {
      readonly outcome: UntrustedOutcome
      /** With `malformed`: a holder-bound credential that its holder has not presented. */
      readonly reason?: 'not_presented'
    })
