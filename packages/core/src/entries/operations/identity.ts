/** `@qiyema/core/operations/identity`: the operations of this part of the contract, for `connection.use`. */
export { identity } from '../../client/operations.js'
