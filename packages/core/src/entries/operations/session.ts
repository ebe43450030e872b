/** `@qiyema/core/operations/session`: the operations of this part of the contract, for `connection.use`. */
export { session } from '../../client/operations.js'
