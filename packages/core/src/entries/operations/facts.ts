/** `@qiyema/core/operations/facts`: the operations of this part of the contract, for `connection.use`. */
export { facts } from '../../client/operations.js'
