/** What all widgets have in common: session, language, look, the five states, events and announcements. */
import { type CSSResultArray, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { type Formats, formatsFor } from './formats.js'
import { problemOf, type ShownProblem } from './problem.js'
import { SessionConsumer, type SessionState, type Theme } from './session-context.js'
import { sharedTexts } from './shared.texts.js'
import type { StateName, WidgetState } from './state.js'
import { emptyView, loadingView, problemView, signedOutView } from './states.js'
import { baseStyles } from './styles/base.styles.js'
import { tokens } from './styles/tokens.styles.js'
import { loadTexts, type Messages, spokenLocale, type Texts, textsFor } from './texts.js'

/** How a widget draws the states that are its own. */
export interface StateViews<Value> {
  ready(value: Value): TemplateResult
  /** What to do when there is nothing; a widget that is never empty leaves it out. */
  empty?(): string
  /** So many grey lines while it loads: about as high as what comes. */
  lines?: number
  reload(): void
}

/**
 * The base of every widget. A widget implements `content()`; around it stand its language, its look and a live region, so
 * that neither a page's styles nor its language reach in.
 *
 * @event {CustomEvent<{ state: StateName }>} qym-state-change - it has come into another of its five states, which its attribute `state` says too
 * @event {CustomEvent<ShownProblem>} qym-problem - something went wrong, and the person has been told
 * @event {CustomEvent<Record<string, never>>} qym-sign-in - the person wants to sign in again; cancel it to do so yourself
 */
export abstract class QymElement extends LitElement {
  static override styles: CSSResultArray = [tokens, baseStyles]

  /** From the `<qym-session>` around it, or given by the host. */
  @property({ attribute: false })
  session: SessionState | undefined

  /** The language, as BCP 47 has it; the session's unless given. */
  @property() locale = ''

  /** The look: `auto` follows the reader's system; the session's unless given. */
  @property() theme: Theme | '' = ''

  /** Larger text and targets, nothing that distracts; the session's unless given. */
  @property({ type: Boolean }) elder = false

  @state() private announcement = ''

  constructor() {
    super()
    new SessionConsumer(this)
  }

  /** The language that it speaks. */
  protected get language(): string {
    return spokenLocale(this.locale || this.session?.locale || '')
  }

  protected get formats(): Formats {
    return formatsFor(this.language)
  }

  /** Milliseconds since 1970. */
  protected now(): number {
    return this.session?.now() ?? Date.now()
  }

  protected texts<Content extends Messages>(texts: Texts<Content>): Content {
    return textsFor(texts, this.language)
  }

  /** The part of the widget that is its own. */
  protected abstract content(): TemplateResult

  /** Nothing is drawn in one language to be drawn again in another: what is missing of a language comes first. */
  protected override scheduleUpdate(): Promise<unknown> | undefined {
    const loading = loadTexts(this.language)
    if (loading) return loading.then(() => super.scheduleUpdate())
    super.scheduleUpdate()
    return undefined
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    const { session } = this
    this.#show('data-theme', this.theme || session?.theme || 'auto', 'auto')
    this.#show('data-elder', String(this.elder || session?.isElder === true), 'false')
    this.#show('data-density', session?.density ?? 'comfortable', 'comfortable')
  }

  /** Tells the host. @returns false when the host has taken over, by `preventDefault()` */
  protected emit<Name extends keyof HTMLElementEventMap>(
    name: Name,
    detail: HTMLElementEventMap[Name] extends CustomEvent<infer Detail> ? Detail : never,
    { cancelable = false } = {},
  ): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }))
  }

  /** Has a screen reader say it, when it has finished its sentence. */
  protected announce(sentence: string): void {
    // The same sentence again is said again only if it is another text.
    this.announcement = this.announcement === sentence ? `${sentence} ` : sentence
  }

  /** Draws a state; the host can see which it is in the attribute `state`, and hears of problems. */
  protected draw<Value>(current: WidgetState<Value>, views: StateViews<Value>): TemplateResult {
    this.#tell(current)
    const words = this.texts(sharedTexts)
    switch (current.kind) {
      case 'loading':
        return loadingView(words, views.lines ?? 3)
      case 'ready':
        return html`
          ${current.isStale ? html`<p class="quiet" role="status">${words.staleNote} <button type="button" class="link" @click=${views.reload}>${words.reload}</button></p>` : nothing}
          ${views.ready(current.value)}
        `
      case 'empty':
        return emptyView(views.empty?.() ?? words.notFoundTitle)
      case 'problem':
        return problemView(words, this.formats, current.problem, views.reload)
      case 'signed-out':
        return signedOutView(words, () => this.#signIn())
    }
  }

  /** What an action threw, as a notice beside it: the person is told, the host too, and a session that is over is. */
  protected problemFrom(error: unknown): ShownProblem {
    const problem = problemOf(error)
    this.emit('qym-problem', problem)
    return problem
  }

  override render(): TemplateResult {
    return html`
      <div class="base" part="base" lang=${this.language}>
        ${this.content()}
        <div class="visually-hidden" role="status">${this.announcement}</div>
      </div>
    `
  }

  #told: StateName | undefined
  #tell(current: WidgetState<unknown>): void {
    if (current.kind === this.#told) return
    this.#told = current.kind
    // After this update: an attribute set while rendering would be one too late on a server, and a warning here.
    queueMicrotask(() => {
      this.setAttribute('state', current.kind)
      this.emit('qym-state-change', { state: current.kind })
      if (current.kind === 'problem') this.emit('qym-problem', current.problem)
    })
  }

  #signIn(): void {
    if (this.emit('qym-sign-in', {}, { cancelable: true })) this.session?.renew()
  }

  #show(attribute: string, value: string, usual: string): void {
    if (value === usual) this.removeAttribute(attribute)
    else if (this.getAttribute(attribute) !== value) this.setAttribute(attribute, value)
  }
}

declare global {
  interface HTMLElementEventMap {
    /** A widget has come into another of its five states. */
    'qym-state-change': CustomEvent<{ readonly state: StateName }>
    /** Something went wrong, and the person has been told. */
    'qym-problem': CustomEvent<ShownProblem>
    /** The person wants to sign in again. Cancel it to do so yourself; otherwise the session asks for a new token. */
    'qym-sign-in': CustomEvent<Record<string, never>>
  }
}
