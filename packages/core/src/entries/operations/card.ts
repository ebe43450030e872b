/** `@qiyema/core/operations/card`: the operations of this part of the contract, for `connection.use`. */
export { cardOperations as card } from '../../contract/card.js'
