/** `@qiyema/core/operations/finance`: the operations of this part of the contract, for `connection.use`. */
export { finance } from '../../client/operations.js'
