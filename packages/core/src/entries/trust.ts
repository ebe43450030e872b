/** `@qiyema/core/trust`: for who publishes trust lists and status lists. */

export {
  createStatusList,
  type EditableStatusList,
  reopenStatusList,
  type StatusListEdition,
  signStatusList,
} from '../code/trust/build-status-list.js'
export {
  buildTrustedKey,
  type LintOptions,
  lintTrustList,
  mergeTrustLists,
  signTrustList,
  type TrustFinding,
} from '../code/trust/build-trust-list.js'
export { verifyTrustList } from '../code/trust/signed-trust-list.js'
export { readStatusList, type StatusList, type StatusState, stateAt } from '../code/trust/status-list.js'
export {
  type LocalisedName,
  readTrustList,
  type TrustedIssuer,
  type TrustedKey,
  type TrustList,
} from '../code/trust/trust-list.js'
export { QiyemaError, type QiyemaErrorCode, type QiyemaErrorData } from '../errors.js'
