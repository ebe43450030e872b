/** `<qym-session>`: gives the widgets inside it their platform, session, language and look. */
import { type Connection, type ConnectionOptions, createConnection } from '@qiyema/core/connection'
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import {
  type Density,
  type SessionEnterprise,
  SessionProvider,
  type SessionState,
  type SessionStatus,
  type Theme,
} from '../shared/session-context.js'

/** Widgets say so when the person has taken back what data was read under. */
const CONSENT_ENDINGS = ['qym-consent-withdrawn', 'qym-need-withdrawn'] as const

/** What the host's own server answered when it opened a session: the bootstrap, alone or as the platform gave it. */
export type Bootstrap = string | { readonly bootstrap: string }

/**
 * Provides the client, the language and the look to every widget inside it. It shows nothing itself, keeps the token in
 * memory only, renews it once for all widgets, and says when it is lost.
 *
 * @summary The session that widgets stand in.
 * @customElement qym-session
 *
 * @slot - the page's own markup, with widgets anywhere in it
 *
 * @event {CustomEvent<{ enterprise: SessionEnterprise }>} qym-session-open - the first token is there, and whose session it is
 * @event {CustomEvent<Record<string, never>>} qym-session-lost - no token can be had any more: sign the person in, then call `renew()`
 *
 * @example
 * ```html
 * <qym-session platform="https://qym.example" locale="zh-CN">
 *   <qym-business-card></qym-business-card>
 * </qym-session>
 * <script type="module">
 *   document.querySelector('qym-session').fetchToken = signal =>
 *     fetch('/api/qiyema-session', { method: 'POST', signal }).then(answer => answer.json())
 * </script>
 * ```
 */
export class QymSession extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `

  /** The platform's address: https, or http on this machine. */
  @property() platform = ''

  /** `zh-CN`, `en`, or what the page has registered; the page's own language unless given. */
  @property() locale = ''

  /** `auto` follows the reader's system. */
  @property() theme: Theme = 'auto'

  /** Larger text and targets for older people (适老). */
  @property({ type: Boolean }) elder = false

  /** `compact` for pages with much on them. */
  @property() density: Density = 'comfortable'

  /** Asks the host's own server for a session. Called for the first token, and whenever one has run out. */
  @property({ attribute: false }) fetchToken: ((signal: AbortSignal) => Promise<Bootstrap>) | undefined

  /** Further options of the connection, such as `fetch` and `now` in tests. */
  @property({ attribute: false }) connectionOptions: Partial<
    Omit<ConnectionOptions, 'baseUrl' | 'session' | 'signIn'>
  > = {}

  readonly #provider = new SessionProvider(this)
  #connection: Connection | undefined
  #status: SessionStatus = 'none'
  #enterprise: SessionEnterprise | undefined
  #obstacle: SessionState['obstacle']

  constructor() {
    super()
    // The platform ends the session that rested on it; what was read there is forgotten by every widget at once.
    for (const ending of CONSENT_ENDINGS) this.addEventListener(ending, () => this.renew())
  }

  /** How the session stands. */
  get status(): SessionStatus {
    return this.#status
  }

  /** Begins a new session, with a new key: after the person has signed in again, or is another. */
  renew(): void {
    this.#connect()
    this.#provide()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOther = changed.has('platform') || changed.has('fetchToken') || changed.has('connectionOptions')
    if (isOther || this.#connection === undefined) this.#connect()
    this.#provide()
  }

  override render(): TemplateResult {
    return html`<slot></slot>`
  }

  #connect(): void {
    this.#connection = undefined
    this.#enterprise = undefined
    this.#status = this.fetchToken ? 'opening' : 'none'
    this.#obstacle = obstacleTo(this.platform)
    if (this.#obstacle) return
    try {
      this.#connection = createConnection(this.#optionsOf())
    } catch {
      this.#obstacle = 'platform-invalid'
    }
  }

  #optionsOf(): ConnectionOptions {
    const { fetchToken, connectionOptions } = this
    const send = connectionOptions.fetch ?? ((request: Request) => fetch(request))
    const options: ConnectionOptions = {
      ...connectionOptions,
      baseUrl: this.platform,
      fetch: request => {
        // Sentences of the platform's own come in the widgets' language, and not the browser's.
        request.headers.set('accept-language', this.locale || pageLocale() || 'zh-CN')
        return send(request)
      },
    }
    if (!fetchToken) return options
    return {
      ...options,
      session: async signal => {
        const given = await fetchToken(signal)
        return typeof given === 'string' ? { bootstrap: given } : given
      },
      onSession: ({ enterprise }) => this.#opened(enterprise),
    }
  }

  #opened(enterprise: SessionEnterprise): void {
    const isFirst = this.#status !== 'open'
    this.#status = 'open'
    this.#enterprise = enterprise
    if (!isFirst) return
    this.#provide()
    this.dispatchEvent(
      new CustomEvent('qym-session-open', { detail: { enterprise }, bubbles: true, composed: true }),
    )
  }

  #lose(connection: Connection | undefined): void {
    // An answer to a call of an earlier session says nothing of this one.
    if (connection !== this.#connection || this.#status === 'lost' || !this.fetchToken) return
    this.#status = 'lost'
    this.#provide()
    this.dispatchEvent(new CustomEvent('qym-session-lost', { detail: {}, bubbles: true, composed: true }))
  }

  #provide(): void {
    const connection = this.#connection
    const options = this.connectionOptions
    this.#provider.provide({
      connection,
      platform: this.platform,
      status: this.#status,
      enterprise: this.#enterprise,
      locale: this.locale || pageLocale(),
      theme: this.theme,
      isElder: this.elder,
      density: this.density,
      obstacle: this.#obstacle,
      now: () => options.now?.() ?? Date.now(),
      reportLost: () => this.#lose(connection),
      renew: () => this.renew(),
    })
  }
}

function obstacleTo(platform: string): SessionState['obstacle'] {
  if (typeof globalThis.crypto?.subtle === 'undefined') return 'insecure-page'
  return platform === '' ? 'platform-missing' : undefined
}

function pageLocale(): string {
  return typeof document === 'undefined' ? '' : (document.documentElement?.lang ?? '')
}

define('qym-session', QymSession)

declare global {
  interface HTMLElementTagNameMap {
    'qym-session': QymSession
  }
  interface HTMLElementEventMap {
    'qym-session-open': CustomEvent<{ readonly enterprise: SessionEnterprise }>
    'qym-session-lost': CustomEvent<Record<string, never>>
  }
}
