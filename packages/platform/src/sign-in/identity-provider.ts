/** What a provider of identities has to do for the platform. Whom it proves is told here; what they may do, the registry says. */
import type { Language } from '../http/language.js'

/** What binds a provider's answer to the browser that asked, and to nothing else. */
export interface Ask {
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
  readonly language: Language
}

/** Somebody whom the provider has proven. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
  /** Eleven digits; absent unless the provider says that it is verified. */
  readonly phone?: string
}

export interface IdentityProvider {
  /** Where the browser goes to sign in. @throws {ProviderRefusal} `unavailable` */
  begin(ask: Ask): Promise<URL>
  /**
   * Whom the provider has sent back.
   *
   * @param callback - the address that the browser came back to, with its query
   * @throws {ProviderRefusal}
   */
  finish(callback: URL, ask: Ask): Promise<Identity>
}

/**
 * Why there is no identity.
 *
 * - `denied` – the person, or the provider for them, said no
 * - `untrusted` – what came back is not what was asked for, or not the provider's word
 * - `unavailable` – the provider does not answer
 */
export type RefusalReason = 'denied' | 'untrusted' | 'unavailable'

/** Ends a sign-in. The cause, for the log's kind and place only, may quote what came in. */
export class ProviderRefusal extends Error {
  override readonly name = 'ProviderRefusal'
  readonly reason: RefusalReason
  /** The log names it by this. */
  readonly code: string

  constructor(reason: RefusalReason, cause?: unknown) {
    super(`No identity: ${reason}.`, { cause })
    this.reason = reason
    this.code = cause instanceof Error && 'code' in cause ? String(cause.code) : reason
  }
}
