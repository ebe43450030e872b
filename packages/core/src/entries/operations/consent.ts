/** `@qiyema/core/operations/consent`: the operations of this part of the contract, for `connection.use`. */
export { consent } from '../../client/operations.js'
