/** `<qym-scanner>`: reads an Enterprise Code by camera, picture or paste, and shows what it proves. */
import '../session/qym-session.js'
import './qym-verification.js'
import type { JWK, VerificationResult } from '@qiyema/core/verify'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { field } from '../shared/form/field.js'
import { QymElement } from '../shared/qym-element.js'
import { wordFor } from '../shared/registration.texts.js'
import { formStyles } from '../shared/styles/form.styles.js'
import { whenIdle } from '../shared/when-idle.js'
import { Camera } from './camera.js'
import { scannerStyles } from './qym-scanner.styles.js'
import { scannerTexts } from './qym-scanner.texts.js'
import type { ReadAnswer, ReadKind } from './read-squares.js'
import { chooseText, tidied } from './scanned-text.js'

/** How a text came in. */
export type ScanWay = 'camera' | 'picture' | 'paste'
type PictureProblem = 'none' | 'several' | 'not-picture' | 'too-large' | 'reader'

const MOST_BYTES = 30 * 2 ** 20

/**
 * Reads a code on this device and shows what it proves. Pictures go nowhere. Where a camera cannot be had, it says why, and a
 * picture or a paste do as well.
 *
 * What finds squares is loaded on first use, together with an engine of WebAssembly: a strict policy needs
 * `script-src 'wasm-unsafe-eval'`, and the engine is fetched from `wasm-src`.
 *
 * @summary Scans and verifies a code.
 * @customElement qym-scanner
 *
 * @event {CustomEvent<{ text: string, way: ScanWay }>} qym-scan-read - a text was read; cancel it to do with it as you like
 * @event {CustomEvent<{ text: string, way: ScanWay, result: VerificationResult }>} qym-scan-verified - it was verified; cancel it to show the verdict yourself
 *
 * @csspart base - all of it
 * @csspart finder - what the camera sees
 *
 * @cssproperty --qym-scanner-size - the width of the finder; 420px unless given
 *
 * @example
 * ```html
 * <qym-session platform="https://qym.example">
 *   <qym-scanner wasm-src="/assets/zxing_reader.wasm"></qym-scanner>
 * </qym-session>
 * ```
 */
export class QymScanner extends QymElement {
  static override styles = [...QymElement.styles, formStyles, scannerStyles]

  /** Where the engine is: `zxing_reader.wasm` beside this module unless given. */
  @property({ attribute: 'wasm-src' }) wasmSrc = ''

  /** The public root key that the trust list must be signed with; without it the list is believed as the platform gives it. */
  @property({ attribute: false }) trustRoot: JWK | undefined

  /** Tells the platform nothing of what was scanned. */
  @property({ type: Boolean }) local = false

  @state() private found: { readonly text: string; readonly way: ScanWay } | undefined
  @state() private pictureProblem: PictureProblem | undefined
  @state() private isReading = false
  @state() private pasted = ''
  @state() private isPasteMissing = false

  readonly #camera: Camera = new Camera(this, {
    read: frame => this.#read(frame, 'frame'),
    onText: text => this.#take(text, 'camera'),
  })

  /** Counts pictures and verdicts: what comes of an earlier picture is not wanted any more. */
  #turn = 0

  /** Opens the camera, as after a press of the button: browsers ask the person first. */
  start(): Promise<void> {
    this.found = undefined
    return this.#camera.open()
  }

  /** Lets the camera go. */
  stop(): void {
    this.#camera.close()
  }

  /** What comes after a scan is there before it, so that to be offline by then stops nobody. */
  protected override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed)
    whenIdle(() => {
      for (const loading of [import('./check-code.js'), import('./verification-view.js')])
        loading.catch(() => {})
    })
  }

  async #read(image: Blob | ImageBitmap, kind: ReadKind): Promise<ReadAnswer> {
    try {
      const { readSquares } = await import('./read-squares.js')
      return await readSquares(
        image,
        kind,
        this.wasmSrc || new URL('./zxing_reader.wasm', import.meta.url).href,
      )
    } catch {
      return { problem: 'reader' }
    }
  }

  #take(text: string, way: ScanWay): void {
    this.stop()
    this.#turn += 1
    this.isReading = false
    this.pictureProblem = undefined
    if (!this.emit('qym-scan-read', { text, way }, { cancelable: true })) return
    this.found = { text, way }
    this.announce(this.texts(scannerTexts).read)
  }

  #onVerified = (event: CustomEvent<{ readonly text: string; readonly result: VerificationResult }>) => {
    // The scanner tells it in its own words.
    event.stopPropagation()
    const { found } = this
    if (!found) return
    const { result } = event.detail
    const isOurs = this.emit('qym-scan-verified', { ...found, result }, { cancelable: true })
    if (!isOurs) this.found = undefined
    else this.shadowRoot?.querySelector('qym-verification')?.focusVerdict()
  }

  async #onFile(file: File): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    this.isReading = false
    this.pictureProblem = undefined
    if (file.size > MOST_BYTES) this.pictureProblem = 'too-large'
    // A drawing may hold more than pixels, and need not be read.
    if (file.type === 'image/svg+xml') this.pictureProblem = 'not-picture'
    if (this.pictureProblem) return
    this.isReading = true
    const answer = await this.#read(file, 'picture')
    if (turn !== this.#turn) return
    this.isReading = false
    if ('problem' in answer) {
      this.pictureProblem = answer.problem
      return
    }
    const chosen = chooseText(answer.texts)
    if (typeof chosen === 'object') this.#take(chosen.text, 'picture')
    else this.pictureProblem = chosen
  }

  #onPicture = (event: Event) => {
    const input = event.currentTarget
    if (!(input instanceof HTMLInputElement)) return
    const file = input.files?.[0]
    if (file) void this.#onFile(file)
    // So that the same file can be chosen again.
    input.value = ''
  }

  #onPaste = (event: SubmitEvent) => {
    event.preventDefault()
    const text = tidied(this.pasted)
    this.isPasteMissing = text === ''
    if (this.isPasteMissing) return this.shadowRoot?.getElementById('paste')?.focus()
    this.pasted = ''
    this.#take(text, 'paste')
  }

  #onAgain = () => {
    this.found = undefined
    void this.updateComplete.then(() => this.shadowRoot?.getElementById('camera')?.focus())
  }

  protected override content(): TemplateResult {
    const words = this.texts(scannerTexts)
    if (this.found) return this.#verdict(this.found.text)
    return html`
      <section class="scanner" aria-labelledby="title">
        <h2 id="title">${words.title}</h2>
        <p class="quiet">${words.intro}</p>
        ${this.#cameraView()}
        <div class="ways">${this.#pictureView()}${this.#pasteView()}</div>
      </section>
    `
  }

  #verdict(text: string): TemplateResult {
    const { session, locale, theme, elder, trustRoot, local } = this
    return html`
      <div class="stack">
        <qym-verification
          .session=${session} .locale=${locale} .theme=${theme} .elder=${elder}
          .text=${text} .trustRoot=${trustRoot} .local=${local}
          @qym-verification-complete=${this.#onVerified}
          @qym-state-change=${keepInside}
        ></qym-verification>
        <div class="row"><button type="button" class="button" @click=${this.#onAgain}>${this.texts(scannerTexts).again}</button></div>
      </div>
    `
  }

  /** One button in one place, so that the focus stays on it. */
  #cameraView(): TemplateResult {
    const words = this.texts(scannerTexts)
    const { state: current, isOn, isTorchOn } = this.#camera
    const isLive = current.kind === 'live'
    const hint = isLive
      ? wordFor(words, 'hint', current.hint)
      : current.kind === 'starting'
        ? words.starting
        : ''
    const press = () => (isOn ? this.stop() : void this.start())
    return html`
      <div class="camera">
        <div class="finder" part="finder" ?hidden=${!isLive} role="img" aria-label=${words.preview}>${isLive ? this.#camera.video : nothing}</div>
        <p class="hint" role="status">${hint}</p>
        ${current.kind === 'problem' ? this.#problem(`${wordFor(words, 'camera', current.problem)} ${words.otherWays}`) : nothing}
        <div class="row">
          <button type="button" id="camera" class="button" data-kind=${isOn ? 'secondary' : nothing} @click=${press}>${isOn ? words.stop : words.start}</button>
          ${isTorchOn === undefined ? nothing : html`<button type="button" class="button" data-kind="secondary" @click=${() => void this.#camera.switchTorch()}>${isTorchOn ? words.torchOff : words.torchOn}</button>`}
        </div>
      </div>
    `
  }

  #pictureView(): TemplateResult {
    const words = this.texts(scannerTexts)
    const problem = this.pictureProblem && wordFor(words, 'picture', this.pictureProblem)
    return html`
      <div class="way">
        <p class="field-hint" id="picture-hint">${words.pictureHint}</p>
        <label class="button file" data-kind="secondary">
          <input id="picture" type="file" class="visually-hidden" accept="image/*" aria-describedby="picture-hint" @change=${this.#onPicture} />
          ${words.picture}
        </label>
        <p class="quiet" role="status">${this.isReading ? words.reading : ''}</p>
        ${problem ? this.#problem(problem) : nothing}
      </div>
    `
  }

  #pasteView(): TemplateResult {
    const words = this.texts(scannerTexts)
    const onInput = (event: InputEvent) => {
      if (event.currentTarget instanceof HTMLTextAreaElement) this.pasted = event.currentTarget.value
    }
    return html`
      <form novalidate @submit=${this.#onPaste}>
        ${field({
          id: 'paste',
          label: words.paste,
          hint: words.pasteHint,
          error: this.isPasteMissing ? words.pasteEmpty : undefined,
          control: ({ id, describedBy, invalid }) =>
            html`<textarea id=${id} rows="2" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby=${describedBy} aria-invalid=${invalid} .value=${this.pasted} @input=${onInput}></textarea>`,
        })}
        <button type="submit" class="button" data-kind="secondary">${words.check}</button>
      </form>
    `
  }

  /** Never in red: no code is at fault. */
  #problem(sentence: string): TemplateResult {
    return html`<p class="notice" data-tone="caution" role="alert">${sentence}</p>`
  }
}

/** What the verdict waits for is no state of the scanner. */
function keepInside(event: Event): void {
  event.stopPropagation()
}

define('qym-scanner', QymScanner)

declare global {
  interface HTMLElementTagNameMap {
    'qym-scanner': QymScanner
  }
  interface HTMLElementEventMap {
    'qym-scan-read': CustomEvent<{ readonly text: string; readonly way: ScanWay }>
    'qym-scan-verified': CustomEvent<{
      readonly text: string
      readonly way: ScanWay
      readonly result: VerificationResult
    }>
  }
}
