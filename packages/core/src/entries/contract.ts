/** `@qiyema/core/contract`: every operation of the platform, declared once. */
export * from '../contract/audit.js'
export * from '../contract/card.js'
export * from '../contract/code.js'
export * from '../contract/consent.js'
export * from '../contract/contract.js'
export * from '../contract/facts.js'
export * from '../contract/finance.js'
export {
  APPLICATION_STATES,
  DISBURSEMENT_STATES,
  GUARANTEES,
  NEED_STATES,
  PURPOSES,
  RATE_METHODS,
} from '../contract/finance-schemas.js'
export * from '../contract/identity.js'
export * from '../contract/money.js'
export * from '../contract/operation.js'
export * from '../contract/page.js'
export * from '../contract/policy.js'
export * from '../contract/problem.js'
export * from '../contract/scalars.js'
export * from '../contract/session.js'
export type { Texts } from '../contract/texts.js'
export * from '../contract/version.js'
export * from '../contract/webhook.js'
