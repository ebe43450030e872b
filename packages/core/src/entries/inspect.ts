/** `@qiyema/core/inspect`: what a code says, unverified. */
export { type InspectedCode, inspectCode } from '../code/inspect.js'
export type { Refusal } from '../code/refusal.js'
