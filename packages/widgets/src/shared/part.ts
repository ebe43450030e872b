/** A part of a widget that is loaded when it is used, with its own texts: later steps of a form, what opens on a press. */
import { nothing, type TemplateResult } from 'lit'
import type { Formats } from './formats.js'
import type { ShownProblem } from './problem.js'
import type { QymElement } from './qym-element.js'
import type { sharedTexts } from './shared.texts.js'
import { loadingView, problemView } from './states.js'

/** What keeps a file of this site from coming is nearly always the network. */
const NOT_LOADED: ShownProblem = { kind: 'offline', code: 'ERR_PART', canRetry: true, fields: [] }

/** What a part is drawn with while it is not there. */
interface Surroundings {
  readonly shared: (typeof sharedTexts)['builtIn']['zh-CN']
  readonly formats: Formats
}

export class Part<Content> {
  readonly #host: QymElement
  readonly #load: () => Promise<Content>
  #content: Content | undefined
  #loading: Promise<Content | undefined> | undefined
  #isAwaited = false
  #hasFailed = false

  /** @param load - with a dynamic `import()`, of which bundlers make a file of its own */
  constructor(host: QymElement, load: () => Promise<Content>) {
    this.#host = host
    this.#load = load
  }

  /** Undefined before it is loaded. */
  get content(): Content | undefined {
    return this.#content
  }

  /** Loaded, or on its way. */
  get isBegun(): boolean {
    return this.#loading !== undefined
  }

  /** @returns it; undefined where it could not be loaded, which {@link view} says and the person can try again */
  async use(): Promise<Content | undefined> {
    this.#tell(this.#content === undefined, false)
    const content = await this.#fetch()
    this.#tell(false, content === undefined)
    return content
  }

  /** Loads it when the browser has nothing else to do, so that to be offline later stops nobody. */
  prepare(): void {
    if (this.#loading) return
    const begin = () => void this.#fetch()
    if (typeof requestIdleCallback === 'function') requestIdleCallback(begin, { timeout: 2000 })
    else setTimeout(begin)
  }

  /** Draws it. Grey lines while somebody waits for it, and a way to try again where it did not come. */
  view(
    { shared, formats }: Surroundings,
    draw: (content: Content) => TemplateResult | typeof nothing,
  ): TemplateResult | typeof nothing {
    if (this.#content !== undefined) return draw(this.#content)
    if (this.#isAwaited) return loadingView(shared, 3)
    return this.#hasFailed ? problemView(shared, formats, NOT_LOADED, () => void this.use()) : nothing
  }

  #fetch(): Promise<Content | undefined> {
    this.#loading ??= this.#load().then(
      content => {
        this.#content = content
        this.#host.requestUpdate()
        return content
      },
      () => {
        this.#loading = undefined
        return undefined
      },
    )
    return this.#loading
  }

  #tell(isAwaited: boolean, hasFailed: boolean): void {
    this.#isAwaited = isAwaited
    this.#hasFailed = hasFailed
    this.#host.requestUpdate()
  }
}
