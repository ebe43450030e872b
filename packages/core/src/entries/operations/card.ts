/** `@qiyema/core/operations/card`: the operations of this part of the contract, for `connection.use`. */
export { card } from '../../client/operations.js'
