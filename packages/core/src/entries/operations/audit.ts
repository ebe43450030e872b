/** `@qiyema/core/operations/audit`: the operations of this part of the contract, for `connection.use`. */
export { audit } from '../../client/operations.js'
