/** `@qiyema/core/sign`: for who issues codes. */

export {
  generateIssuerKey,
  type Issuer,
  type IssuerKey,
  importIssuerKey,
  importSigningKey,
  type KeyMaterial,
  kidOf,
  type Signer,
  type SigningKey,
  type SuiteOptions,
} from '../code/issuer-key.js'
export { LIFETIMES, type Lifetime } from '../code/lifetime.js'
export {
  type CodeRequest,
  type HolderBoundCode,
  type PrintableCode,
  type SignedCode,
  signCode,
} from '../code/sign.js'
export { QiyemaError, type QiyemaErrorCode, type QiyemaErrorData } from '../errors.js'
