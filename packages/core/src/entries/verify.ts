/** `@qiyema/core/verify`: the smallest entry point, for whoever only verifies. */
export type { JWK } from 'jose'
export type { Suite, SuiteKey } from '../code/suites/suite.js'
export type { LocalisedName, TrustedIssuer, TrustedKey, TrustList } from '../code/trust/trust-list.js'
export type { Fetch } from '../code/verify/list-fetch.js'
export type {
  Assurance,
  CodeStatus,
  Outcome,
  UntrustedOutcome,
  VerificationResult,
  VerifiedCode,
  VouchingIssuer,
  Warning,
} from '../code/verify/outcome.js'
export type { RefreshReport, TrustSource } from '../code/verify/refresh.js'
export {
  createVerifier,
  type Verifier,
  type VerifierOptions,
  type VerifierState,
} from '../code/verify/verify.js'
export { QiyemaError, type QiyemaErrorCode, type QiyemaErrorData } from '../errors.js'
export { memoryStore, type VerifierStore } from '../stores/store.js'
