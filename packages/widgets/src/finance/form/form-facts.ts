/** The facts that are shown before anything is sent: read once for the form, and cleared when the platform clears them. */
import type { Connection } from '@qiyema/core/connection'
import { consent } from '@qiyema/core/operations/consent'
import type { ReactiveController } from 'lit'
import type { ShownFact } from '../../shared/facts/fact-words.js'
import { isSignedOut } from '../../shared/problem.js'
import type { QymElement } from '../../shared/qym-element.js'

/** `none`: this bank holds no consent that it could read them under. */
export type FormFactsState =
  | { readonly kind: 'none' | 'loading' | 'purged' | 'problem' }
  | { readonly kind: 'ready'; readonly facts: readonly ShownFact[]; readonly purgeAt: string | undefined }

/** The longest that a timer waits; longer times are asked for again. */
const MAX_TIMER = 2 ** 31 - 1

export class FormFacts implements ReactiveController {
  readonly #host: QymElement
  readonly #now: () => number
  #state: FormFactsState = { kind: 'none' }
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked: symbol | undefined

  constructor(host: QymElement, now: () => number) {
    this.#host = host
    this.#now = now
    host.addController(this)
  }

  get state(): FormFactsState {
    return this.#state
  }

  hostConnected(): void {
    this.#watch()
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer)
  }

  /** Every read is recorded for the enterprise to see: call it when they are about to be shown. */
  async read(connection: Connection, consentId: string): Promise<void> {
    const asked = Symbol('read')
    this.#asked = asked
    this.#show({ kind: 'loading' })
    const state = await this.#fetch(connection, consentId)
    // Cleared, or asked for again, in the meantime.
    if (this.#asked === asked) this.#show(state)
  }

  /** The session is over, or is another's. */
  clear(): void {
    this.#asked = undefined
    this.#show({ kind: 'none' })
  }

  async #fetch(connection: Connection, consentId: string): Promise<FormFactsState> {
    try {
      const { facts, purgeAt } = await connection.use(consent).facts({ consentId })
      return { kind: 'ready', facts, purgeAt }
    } catch (error) {
      if (isSignedOut(error)) this.#host.session?.reportLost()
      return { kind: 'problem' }
    }
  }

  #show(state: FormFactsState): void {
    this.#state = state
    this.#watch()
    this.#host.requestUpdate()
  }

  #watch(): void {
    clearTimeout(this.#timer)
    if (this.#state.kind !== 'ready' || this.#state.purgeAt === undefined) return
    const left = Date.parse(this.#state.purgeAt) - this.#now()
    if (left <= 0) this.#show({ kind: 'purged' })
    else this.#timer = setTimeout(() => this.#watch(), Math.min(left, MAX_TIMER))
  }
}
