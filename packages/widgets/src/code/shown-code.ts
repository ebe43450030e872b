/** What `<qym-code>` has to show: a code, or why there is none. */
import type { KeptCode } from './kept-code.js'

export type ShownCode =
  /** Presented anew again and again. */
  | {
      readonly kind: 'holder-bound'
      readonly code: KeptCode
      /** The network was not there to ask whether it is still in force. */
      readonly isOffline: boolean
      /** The browser keeps it for the next time. */
      readonly isLasting: boolean
    }
  | {
      readonly kind: 'static'
      readonly link: string
      readonly uscc: string
      readonly name: KeptCode['name']
      readonly expiresAt: string
    }
  /** A static code is not made unasked: each one is in the world for a year. */
  | { readonly kind: 'none-yet'; readonly uscc: string; readonly name: KeptCode['name'] }
  | { readonly kind: 'incomplete'; readonly missing: readonly string[] }
  | { readonly kind: 'closed'; readonly registrationStatus: string }
  /** Taken out of force by the enterprise or an officer. */
  | { readonly kind: 'out-of-force'; readonly state: 'suspended' | 'revoked' }
