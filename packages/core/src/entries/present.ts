/** `@qiyema/core/present`: for who shows holder-bound codes. */

export {
  generateHolderKey,
  type HolderKey,
  type HolderKeyStore,
  holderKeyStore,
  importHolderKey,
} from '../code/sign/holder-key.js'
export { type PresentedCode, type PresentOptions, presentCode } from '../code/sign/present.js'
export { QiyemaError, type QiyemaErrorCode, type QiyemaErrorData } from '../errors.js'
