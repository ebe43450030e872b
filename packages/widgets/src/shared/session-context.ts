/** What `<qym-session>` provides to the widgets inside it. */
import { createContext } from '@lit/context'
import type { Connection } from '@qiyema/core/connection'

/**
 * How the session stands.
 *
 * - `none` – the host gives no token: what is public can be shown
 * - `opening` – nothing has been asked yet, or the first token is on its way
 * - `open` – it works
 * - `lost` – no token can be had any more, until the host signs the person in again
 */
export type SessionStatus = 'none' | 'opening' | 'open' | 'lost'

/** Whose session it is, once it is open. */
export interface SessionEnterprise {
  readonly uscc: string
  readonly name: { readonly 'zh-CN': string; readonly en?: string | undefined }
}

export type Theme = 'auto' | 'light' | 'dark' | 'high-contrast'
export type Density = 'comfortable' | 'compact'

/** A picture of the session at one moment: whenever something changes, widgets get another. */
export interface SessionState {
  /** Undefined when the platform's address is missing, or cannot be used. */
  readonly connection: Connection | undefined
  /** Where the platform is: for links and for what is verified. */
  readonly platform: string
  readonly status: SessionStatus
  readonly enterprise: SessionEnterprise | undefined
  readonly locale: string
  readonly theme: Theme
  readonly isElder: boolean
  readonly density: Density
  /** Milliseconds since 1970, by the clock that calls are signed with. */
  now(): number
  /** What is missing for any of it to work, such as `crypto.subtle` on a page that is not https. */
  readonly obstacle: 'platform-missing' | 'platform-invalid' | 'insecure-page' | undefined
  /** A widget was refused as nobody: the session is over. */
  reportLost(): void
  /** Begins a new session, with a new key. */
  renew(): void
}

/** The same for every copy of this package whose states look so. */
export const sessionContext = createContext<SessionState | undefined>(Symbol.for('qiyema.session.1'))
