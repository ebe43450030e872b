/** `@qiyema/core/operations/code`: the operations of this part of the contract, for `connection.use`. */
export { code } from '../../client/operations.js'
