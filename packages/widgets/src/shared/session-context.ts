/** What `<qym-session>` provides to the widgets inside it. */
import type { Connection } from '@qiyema/core/connection'
import type { ReactiveController, ReactiveControllerHost } from 'lit'

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
const SESSION_CONTEXT = Symbol.for('qiyema.session.1')

/** Takes each state, the present one at once. Another way to leave means that another session has taken over. */
type Take = (session: SessionState | undefined, leave: () => void) => void

/** Asks the session above an element for its states, as the context protocol of web components has it. */
class SessionRequest extends Event {
  readonly context = SESSION_CONTEXT
  readonly subscribe = true
  readonly callback: Take

  constructor(callback: Take) {
    super('context-request', { bubbles: true, composed: true })
    this.callback = callback
  }
}

/** A widget's side: keeps its `session` the one that it stands in. */
export class SessionConsumer implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element & { session: SessionState | undefined }
  #leave: (() => void) | undefined

  constructor(host: ReactiveControllerHost & Element & { session: SessionState | undefined }) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#host.dispatchEvent(new SessionRequest(this.#take))
  }

  hostDisconnected(): void {
    this.#leave?.()
    this.#leave = undefined
  }

  readonly #take: Take = (session, leave) => {
    if (this.#leave !== leave) this.#leave?.()
    this.#leave = leave
    this.#host.session = session
  }
}

/** The session's side: answers who asks below an element, and tells all of each state. */
export class SessionProvider {
  readonly #leaves = new Map<Take, () => void>()
  #session: SessionState | undefined

  constructor(host: Element) {
    host.addEventListener('context-request', request => this.#answer(request))
  }

  provide(session: SessionState): void {
    this.#session = session
    for (const [take, leave] of this.#leaves) take(session, leave)
  }

  #answer(request: Event): void {
    if (!isSessionRequest(request)) return
    request.stopPropagation()
    const { callback } = request
    const leave = this.#leaves.get(callback) ?? (() => this.#leaves.delete(callback))
    this.#leaves.set(callback, leave)
    callback(this.#session, leave)
  }
}

/** Also of another copy of this package. */
function isSessionRequest(request: Event): request is SessionRequest {
  return 'context' in request && request.context === SESSION_CONTEXT
}
