/** `@qiyema/core/uscc`: the Unified Social Credit Code. */
export {
  explainUscc,
  parseUscc,
  type Uscc,
  type UsccChange,
  type UsccName,
  type UsccRefusal,
  type UsccResult,
  type UsccWarning,
  usccCheckCharacter,
} from '../uscc.js'
