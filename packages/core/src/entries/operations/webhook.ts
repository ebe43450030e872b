/** `@qiyema/core/operations/webhook`: the operations of this part of the contract, for `connection.use`. */
export { webhook } from '../../client/operations.js'
