/** A part of a widget that is loaded when it is first wanted, with its own texts: later steps of a form, what opens on a press. */
import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit'
import type { Formats } from './formats.js'
import type { ShownProblem } from './problem.js'
import type { sharedTexts } from './shared.texts.js'
import type { WidgetState } from './state.js'
import { loadingView, problemView } from './states.js'
import { whenIdle } from './when-idle.js'

/** What keeps a page's own files from coming is nearly always the network. */
const NOT_LOADED: ShownProblem = { kind: 'offline', code: 'ERR_NETWORK', canRetry: true, fields: [] }

/** What a part is drawn with while it is not there. */
interface Surroundings {
  readonly shared: (typeof sharedTexts)['builtIn']['zh-CN']
  readonly formats: Formats
}

/**
 * A module of its own, which bundlers make a file of, or what is made with it.
 *
 * @example
 * ```ts
 * readonly #filters = new Part(this, () => import('./more-filters.js'))
 * ```
 */
export class Part<Content> {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>
  readonly #import: () => Promise<Content>
  #state: WidgetState<Content> = { kind: 'loading' }
  #loading: Promise<Content | undefined> | undefined
  #isAwaited = false

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, load: () => Promise<Content>) {
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

  /** Loaded, or on its way. */
  get isBegun(): boolean {
    return this.#loading !== undefined
  }

  /**
   * Loads it, unless it is there or on its way; what has failed is tried again.
   *
   * @returns it; undefined where it could not be loaded, which the state says
   */
  load(): Promise<Content | undefined> {
    const isNew = !this.#isAwaited
    this.#isAwaited = true
    if (isNew && this.#state.kind !== 'ready') this.#become({ kind: 'loading' })
    return this.#fetch()
  }

  /** Loads it when the browser has nothing else to do, so that to be offline later stops nobody. That it fails is no matter. */
  prepare(): void {
    if (!this.#loading) whenIdle(() => void this.#fetch())
  }

  /** Draws it. Grey lines while somebody waits for it, and a way to try again where it did not come. */
  view(
    { shared, formats }: Surroundings,
    draw: (content: Content) => TemplateResult | typeof nothing,
  ): TemplateResult | typeof nothing {
    switch (this.#state.kind) {
      case 'ready':
        return draw(this.#state.value)
      case 'problem':
        return problemView(shared, formats, NOT_LOADED, () => void this.load())
      default:
        return this.#isAwaited ? loadingView(shared, 3) : nothing
    }
  }

  #fetch(): Promise<Content | undefined> {
    this.#loading ??= this.#import().then(
      value => {
        this.#become({ kind: 'ready', value, isStale: false })
        return value
      },
      () => {
        this.#loading = undefined
        if (this.#isAwaited) this.#become({ kind: 'problem', problem: NOT_LOADED })
        this.#isAwaited = false
        return undefined
      },
    )
    return this.#loading
  }

  #become(state: WidgetState<Content>): void {
    this.#state = state
    this.#host.requestUpdate()
  }
}
