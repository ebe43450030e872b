/** A part of a widget that is loaded when it is first wanted, such as what opens on a press: in a state, as data is. */
import type { ReactiveControllerHost } from 'lit'
import type { ShownProblem } from './problem.js'
import type { WidgetState } from './state.js'

/** What a page's own files do not come for. */
const NOT_LOADED: ShownProblem = { kind: 'offline', code: 'ERR_NETWORK', canRetry: true, fields: [] }

/**
 * A module of its own, which bundlers make a file of, or what is made with it.
 *
 * @example
 * ```ts
 * readonly #filters = new Part(this, () => import('./more-filters.js'))
 * ```
 */
export class Part<Content> {
  readonly #host: ReactiveControllerHost
  readonly #import: () => Promise<Content>
  #state: WidgetState<Content> = { kind: 'loading' }
  #loading: Promise<void> | undefined

  constructor(host: ReactiveControllerHost, load: () => Promise<Content>) {
    this.#host = host
    this.#import = load
  }

  get state(): WidgetState<Content> {
    return this.#state
  }

  /** Once it is there. */
  get content(): Content | undefined {
    return this.#state.kind === 'ready' ? this.#state.value : undefined
  }

  /** Loads it, unless it is there or on its way; what has failed is tried again. */
  load(): Promise<void> {
    this.#loading ??= this.#load()
    return this.#loading
  }

  async #load(): Promise<void> {
    this.#show({ kind: 'loading' })
    try {
      this.#show({ kind: 'ready', value: await this.#import(), isStale: false })
    } catch {
      this.#loading = undefined
      this.#show({ kind: 'problem', problem: NOT_LOADED })
    }
  }

  #show(state: WidgetState<Content>): void {
    this.#state = state
    this.#host.requestUpdate()
  }
}
