/** `@qiyema/core/trust`: for who publishes trust lists and status lists. */

export {
  createStatusList,
  type EditableStatusList,
  reopenStatusList,
  type StatusListEdition,
  signStatusList,
} from '../code/build-status-list.js'
export {
  buildTrustedKey,
  type LintOptions,
  lintTrustList,
  mergeTrustLists,
  signTrustList,
  type TrustFinding,
} from '../code/build-trust-list.js'
export { verifyTrustList } from '../code/signed-trust-list.js'
export { readStatusList, type StatusList, type StatusState, stateAt } from '../code/status-list.js'
export {
  type LocalisedName,
  readTrustList,
  type TrustedIssuer,
  type TrustedKey,
  type TrustList,
} from '../code/trust-list.js'
export { QiyemaError, type QiyemaErrorCode, type QiyemaErrorData } from '../errors.js'
