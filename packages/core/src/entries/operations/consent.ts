/** `@qiyema/core/operations/consent`: the operations of this part of the contract, for `connection.use`. */
export { consentOperations as consent } from '../../contract/consent.js'
