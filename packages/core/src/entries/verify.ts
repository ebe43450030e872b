/** `@qiyema/core/verify`: the smallest entry point, for whoever only verifies. */

export type { Fetch } from '../code/list-fetch.js'
export {
  type Assurance,
  type CodeStatus,
  OUTCOMES,
  type Outcome,
  type UntrustedOutcome,
  type VerificationResult,
  type VerifiedCode,
  type VouchingIssuer,
  type Warning,
} from '../code/outcome.js'
export type { RefreshReport, TrustSource } from '../code/refresh.js'
export type { Suite, SuiteKey } from '../code/suites/suite.js'
export type { LocalisedName, TrustedIssuer, TrustedKey, TrustList } from '../code/trust-list.js'
export { createVerifier, type Verifier, type VerifierOptions, type VerifierState } from '../code/verify.js'
export { QiyemaError, type QiyemaErrorCode, type QiyemaErrorData } from '../errors.js'
export { memoryStore, type VerifierStore } from '../stores/store.js'
