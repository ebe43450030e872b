/** `@qiyema/core/sign`: for who issues codes. */
export type { JWK } from 'jose'
export { LIFETIMES, type Lifetime } from '../code/format/lifetime.js'
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
} from '../code/sign/issuer-key.js'
export {
  type CodeRequest,
  type HolderBoundCode,
  type PrintableCode,
  type SignedCode,
  signCode,
} from '../code/sign/sign.js'
export { QiyemaError, type QiyemaErrorCode, type QiyemaErrorData } from '../errors.js'
