/** `<qym-code>`: the enterprise's square, shown live by who holds its key, or printed. */
import '../session/qym-session.js'
import { newIdempotencyKey } from '@qiyema/core/connection'
import { html, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { copyText, downloadFile } from '../shared/give-away.js'
import { QymElement } from '../shared/qym-element.js'
import { registrationTexts, wordFor } from '../shared/registration.texts.js'
import { Resource } from '../shared/resource.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { problemWords } from '../shared/states.js'
import type { DrawnSquare } from './code-square.js'
import type { CodeWishes } from './open-code.js'
import { codeStyles } from './qym-code.styles.js'
import { codeTexts } from './qym-code.texts.js'
import { RENEWAL_SECONDS, Renewal } from './renewal.js'
import type { ShownCode } from './shown-code.js'

type Square = Extract<ShownCode, { readonly kind: 'holder-bound' | 'static' }>

/** A presentation is refused when it is this far off: people are told before that. */
const CLOCK_MILLISECONDS = 25_000

/**
 * Shows the session's enterprise as a square. Live (`holder-bound`), it is bound to a key that is made in this browser and never
 * leaves it, is presented anew every 30 seconds, and works without a network once it has been issued. Printed (`static`), it says
 * what is public and nothing of who shows it.
 *
 * The square is an `<img>` in the page itself, so that phones can read and keep it; a strict policy needs `img-src data:`
 * for that, and without it the square is drawn where it cannot be saved.
 *
 * @summary The enterprise's square, live or printed.
 * @customElement qym-code
 *
 * @slot square - the picture, which the element puts there itself
 *
 * @event {CustomEvent<{ codeId: string, kind: 'static' | 'holder-bound' }>} qym-code-issue - a code was issued
 * @event {CustomEvent<{ seconds: number }>} qym-code-present - a live code is shown anew, and for how long
 *
 * @csspart base - all of it
 * @csspart square - the white ground of the square
 * @csspart actions - the buttons
 *
 * @cssproperty --qym-code-size - the side of the square; 320px unless given
 *
 * @example
 * ```html
 * <qym-session platform="https://qym.example">
 *   <qym-code></qym-code>
 *   <qym-code kind="static" with-name></qym-code>
 * </qym-session>
 * ```
 */
export class QymCode extends QymElement {
  static override styles = [...QymElement.styles, codeStyles]

  /** `holder-bound`, shown live; or `static`, for print. */
  @property() kind: 'holder-bound' | 'static' = 'holder-bound'

  /** Has the name written into the code, so that it is read without a network. Long names do not fit. */
  @property({ type: Boolean, attribute: 'with-name' }) withName = false

  /** Whose code to show while there is no network; whose was shown last on this device unless given. */
  @property() uscc = ''

  @state() private drawn: DrawnSquare | undefined
  /** The page's rules refuse the picture. */
  @state() private isRefused = false
  @state() private said: (() => string) | undefined
  @state() private isIssuing = false

  readonly #renewal = new Renewal(this, () => void this.#drawAgain())
  #drawnFor: ShownCode | undefined
  #intent = newIdempotencyKey()

  readonly #resource = new Resource<ShownCode>(this, {
    args: () => [this.kind, this.withName],
    missing: () => (this.kind === 'static' || this.kind === 'holder-bound' ? undefined : 'kind-unknown'),
    load: async (_connection, signal) => {
      const opening = await import('./open-code.js')
      const wishes = this.#wishes(signal)
      return this.kind === 'static' ? opening.openStatic(wishes) : opening.openHolderBound(wishes)
    },
  })

  #wishes(signal: AbortSignal): CodeWishes {
    const { connection, platform = '' } = this.session ?? {}
    if (!connection) throw new TypeError('There is no platform to ask.')
    const { uscc, withName } = this
    const onIssued: CodeWishes['onIssued'] = issued => void this.emit('qym-code-issue', issued)
    return { connection, platform, uscc, withName, now: this.now(), signal, onIssued }
  }

  /** Looks again whether the code is in force. */
  reload(): Promise<void> {
    return this.#resource.reload()
  }

  /** Presents the code anew. */
  async renew(): Promise<void> {
    await this.#drawAgain()
    this.announce(this.texts(codeTexts).renewed)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#image?.remove()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.drawn) this.#showImage(this.drawn)
  }

  protected override willUpdate(): void {
    const shown = this.#shown
    if (shown === this.#drawnFor) return
    this.#drawnFor = shown
    this.#renewal.stop()
    this.#image?.remove()
    this.drawn = undefined
    if (shown) void this.#drawAgain()
  }

  /** What there is a square of. Signed out, there is none, whatever was there before. */
  get #shown(): Square | undefined {
    const { state: current } = this.#resource
    if (current.kind !== 'ready') return undefined
    const { value } = current
    return value.kind === 'holder-bound' || value.kind === 'static' ? value : undefined
  }

  async #drawAgain(): Promise<void> {
    const shown = this.#shown
    if (!shown) return
    try {
      const drawing = await import('./code-square.js')
      const drawn =
        shown.kind === 'static'
          ? await drawing.drawPrinted(shown.link)
          : await drawing.drawPresented(this.session?.platform ?? '', shown.code, this.now())
      // While it was drawn, another may have taken its place.
      if (shown !== this.#shown || !this.isConnected) return
      this.drawn = drawn
      this.#showImage(drawn)
      if (shown.kind === 'static') return
      this.#renewal.restart()
      this.emit('qym-code-present', { seconds: RENEWAL_SECONDS })
    } catch (error) {
      this.said = this.#wordsOf(error)
    }
  }

  get #image(): HTMLImageElement | undefined {
    return [...this.children].find(
      (child): child is HTMLImageElement => child instanceof HTMLImageElement && child.slot === 'square',
    )
  }

  #showImage({ source, square }: DrawnSquare): void {
    const shown = this.#shown
    if (!shown) return
    const image = this.#image ?? this.#makeImage()
    const words = this.texts(codeTexts)
    const name = this.formats.localised(shown.kind === 'static' ? shown.name : shown.code.name)
    image.alt = shown.kind === 'static' ? words.staticAlt(name) : words.liveAlt(name)
    image.src = source
    if (this.isRefused) void this.#paint(square)
  }

  #makeImage(): HTMLImageElement {
    const image = document.createElement('img')
    image.slot = 'square'
    image.addEventListener('error', () => {
      this.isRefused = true
      if (this.drawn) void this.#paint(this.drawn.square)
    })
    this.append(image)
    return image
  }

  async #paint(square: DrawnSquare['square']): Promise<void> {
    const { paint } = await import('./code-square.js')
    await this.updateComplete
    const canvas = this.shadowRoot?.querySelector('canvas')
    if (canvas) paint(canvas, square)
  }

  async #saveImage(uscc: string): Promise<void> {
    const { drawn } = this
    if (!drawn) return
    const { pictureOf } = await import('./code-square.js')
    downloadFile(await pictureOf(drawn.square), `${uscc}.png`)
    this.said = () => this.texts(codeTexts).saved
  }

  async #copy(uscc: string): Promise<void> {
    const name = (await copyText(uscc)) ? 'copied' : 'copyFailed'
    this.said = () => this.texts(codeTexts)[name]
  }

  /** Issues on request: a printed code, or another live one in the place of one that was revoked. */
  async #issue(shown: Extract<ShownCode, { readonly kind: 'none-yet' | 'out-of-force' }>): Promise<void> {
    if (this.isIssuing) return
    this.isIssuing = true
    this.said = undefined
    try {
      const opening = await import('./open-code.js')
      const wishes = this.#wishes(new AbortController().signal)
      const issued =
        shown.kind === 'none-yet'
          ? await opening.issueStatic(wishes, shown.name, this.#intent)
          : await opening.replaceHolderBound(wishes)
      this.#intent = newIdempotencyKey()
      this.#resource.replace(issued)
    } catch (error) {
      this.said = this.#wordsOf(error)
    } finally {
      this.isIssuing = false
    }
  }

  /** Said in the language of now, whenever that is. */
  #wordsOf(error: unknown): () => string {
    const problem = this.problemFrom(error)
    return () => {
      const words = this.texts(codeTexts)
      if (problem.code === 'limit_reached') return words.limit
      if (problem.code === 'name_too_long') return words.nameTooLong
      const { title, advice } = problemWords(this.texts(sharedTexts), problem)
      return `${title} ${advice}`
    }
  }

  protected override content(): TemplateResult {
    return this.draw(this.#resource.state, {
      ready: shown => this.#ready(shown),
      lines: 7,
      reload: () => void this.#resource.reload(),
    })
  }

  #ready(shown: ShownCode): TemplateResult {
    const words = this.texts(codeTexts)
    const registered = this.texts(registrationTexts)
    switch (shown.kind) {
      case 'holder-bound':
      case 'static':
        return this.#square(shown)
      case 'none-yet':
        return this.#notice(words.noneTitle, words.noneAdvice, this.#issueButton(words.issue, shown))
      case 'incomplete':
        return this.#notice(words.incompleteTitle, words.incompleteAdvice, this.#missing(shown.missing))
      case 'closed': {
        const status = wordFor(registered, 'state', shown.registrationStatus) ?? registered['state-unknown']
        const advice = wordFor(registered, 'advice', shown.registrationStatus) ?? ''
        return this.#notice(`${words.closedTitle} · ${status}`, advice, html`<p>${words.closedNow}</p>`)
      }
      case 'out-of-force':
        return shown.state === 'suspended'
          ? this.#notice(words.suspendedTitle, words.suspendedAdvice)
          : this.#notice(words.revokedTitle, words.revokedAdvice, this.#issueButton(words.replace, shown))
    }
  }

  #notice(title: string, advice: string, more: unknown = nothing): TemplateResult {
    return html`
      <div class="notice" data-tone="caution">
        <p class="notice-title">${title}</p>
        <p>${advice}</p>
        ${more}
        <p role="status">${this.said?.()}</p>
      </div>
    `
  }

  #issueButton(text: string, shown: Extract<ShownCode, { readonly kind: 'none-yet' | 'out-of-force' }>) {
    const label = this.isIssuing ? this.texts(codeTexts).issuing : text
    return html`<button type="button" class="button" aria-disabled=${this.isIssuing} @click=${() => void this.#issue(shown)}>${label}</button>`
  }

  #missing(missing: readonly string[]): TemplateResult {
    const words = this.texts(codeTexts)
    return html`
      <ul class="missing">${missing.map(name => html`<li>${wordFor(words, 'missing', name) ?? words.missingOther}</li>`)}</ul>
      <p>${words.incompleteWhere}</p>
    `
  }

  #square(shown: Square): TemplateResult {
    const words = this.texts(codeTexts)
    const isLive = shown.kind === 'holder-bound'
    const { uscc, name } = isLive ? shown.code : shown
    return html`
      <section class="code" aria-labelledby="title">
        <h2 id="title">${isLive ? words.liveTitle : words.staticTitle}</h2>
        <p class="name"><bdi>${this.formats.localised(name)}</bdi></p>
        <div class="square" part="square" aria-busy=${this.drawn === undefined}>
          ${this.isRefused ? html`<canvas role="img" aria-label=${isLive ? words.liveTitle : words.staticTitle}></canvas>` : html`<slot name="square"></slot>`}
        </div>
        ${isLive ? this.#liveLines(shown) : html`<p class="quiet">${words.validUntil(this.formats.date(shown.expiresAt))}</p>`}
        ${this.isRefused ? html`<p class="quiet">${words.canvas}</p>` : nothing}
        <p><span class="quiet">${words.uscc}</span><br /><span class="uscc number" translate="no">${this.formats.uscc(uscc)}</span></p>
        ${this.#actions(uscc, isLive)}
        <p class="quiet" role="status">${this.said?.()}</p>
      </section>
    `
  }

  #liveLines({
    isOffline,
    isLasting,
    code,
  }: Extract<Square, { readonly kind: 'holder-bound' }>): TemplateResult {
    const words = this.texts(codeTexts)
    const { seconds, isOn } = this.#renewal
    const isEarly = this.now() < Date.parse(code.issuedAt) - CLOCK_MILLISECONDS
    return html`
      <p class="countdown" role="timer" aria-live="off">${isOn ? words.countdown(this.formats.count(seconds)) : words.paused}</p>
      <p>${words.live}</p>
      ${isOffline ? html`<p class="notice" data-tone="caution">${words.offline}</p>` : nothing}
      ${isEarly ? html`<p class="notice" data-tone="caution">${words.clock}</p>` : nothing}
      ${isLasting ? nothing : html`<p class="quiet">${words.passing}</p>`}
    `
  }

  #actions(uscc: string, isLive: boolean): TemplateResult {
    const words = this.texts(codeTexts)
    const button = (text: string, press: () => void, kind: unknown = 'secondary') =>
      html`<button type="button" class="button" data-kind=${kind} @click=${press}>${text}</button>`
    return html`
      <div class="actions" part="actions">
        ${
          isLive
            ? button(words.renew, () => void this.renew(), nothing)
            : [
                button(words.saveImage, () => void this.#saveImage(uscc), nothing),
                button(words.print, () => print()),
              ]
        }
        ${button(words.copy, () => void this.#copy(uscc))}
      </div>
    `
  }
}

define('qym-code', QymCode)

declare global {
  interface HTMLElementTagNameMap {
    'qym-code': QymCode
  }
  interface HTMLElementEventMap {
    'qym-code-issue': CustomEvent<{ readonly codeId: string; readonly kind: 'static' | 'holder-bound' }>
    'qym-code-present': CustomEvent<{ readonly seconds: number }>
  }
}
