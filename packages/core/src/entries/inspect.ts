/** `@qiyema/core/inspect`: what a code says, unverified. */
export { type InspectedCode, inspectCode } from '../code/format/inspect.js'
export type { Refusal } from '../code/format/refusal.js'
