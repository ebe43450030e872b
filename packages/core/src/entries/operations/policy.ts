/** `@qiyema/core/operations/policy`: the operations of this part of the contract, for `connection.use`. */
export { policy } from '../../client/operations.js'
