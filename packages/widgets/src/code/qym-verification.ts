/** `<qym-verification>`: what a scan has proved, in words that cannot be misread. */
import '../session/qym-session.js'
import type { JWK, VerificationResult } from '@qiyema/core/verify'
import { html, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { Part } from '../shared/part.js'
import { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import type { CheckedCode } from './checked-code.js'
import { verificationStyles } from './qym-verification.styles.js'

type VerificationView = typeof import('./verification-view.js')

/** How often it is looked whether a verdict has become old. */
const AGING_MILLISECONDS = 10_000

/**
 * Shows what a code has proved and what it has not: who, since when, by whose authority, and as of when. A text is checked on
 * this device by the platform's lists, so that it works offline, and the platform is asked for its record of this moment. What
 * could not be checked is never shown as false, and codes of others are named for what they are.
 *
 * @summary What a scanned code proves.
 * @customElement qym-verification
 *
 * @slot empty - while there is nothing to check
 * @slot footer - below the verdict
 *
 * @event {CustomEvent<{ text: string, result: VerificationResult }>} qym-verification-complete - a text was checked
 *
 * @csspart base - all of it
 * @csspart verdict - the word, its mark and the headline
 *
 * @example
 * ```html
 * <qym-session platform="https://qym.example">
 *   <qym-verification text="https://QYM.EXAMPLE/Q/1234567890"></qym-verification>
 * </qym-session>
 * ```
 */
export class QymVerification extends QymElement {
  static override styles = [...QymElement.styles, verificationStyles]

  /** What was scanned: a link, digits, or an SD-JWT. */
  @property() text = ''

  /** What a verifier of the host's own has found; then nothing is fetched. */
  @property({ attribute: false }) result: VerificationResult | undefined

  /** With `result`: when it was found, in Unix seconds; now unless given. */
  @property({ type: Number }) at: number | undefined

  /** The public root key that the trust list must be signed with; without it the list is believed as the platform gives it. */
  @property({ attribute: false }) trustRoot: JWK | undefined

  /** Tells the platform nothing of what was scanned: the lists on this device decide alone. */
  @property({ type: Boolean }) local = false

  /** The verdict, with all that can be said of a code. */
  readonly #view = new Part<VerificationView>(this, () => import('./verification-view.js'))

  #aging: ReturnType<typeof setInterval> | undefined
  #givenAt: number | undefined
  #givenFor: VerificationResult | undefined

  readonly #resource = new Resource<CheckedCode>(this, {
    args: () => [this.text.trim(), this.trustRoot, this.local],
    // Checked once, it stays: nobody has to be signed in for it, whatever becomes of the session.
    given: () => this.#given() ?? (this.#checkedOf === this.#question ? this.#checked : undefined),
    load: async (_connection, signal) => {
      const question = this.#question
      const text = this.text.trim()
      const { session, trustRoot, local: isLocal } = this
      const [{ checkCode }] = await Promise.all([import('./check-code.js'), this.#view.load()])
      const surroundings = { platform: session?.platform ?? '', trustRoot, isLocal, signal }
      const checked = await checkCode(text, { ...surroundings, now: () => this.now() })
      signal.throwIfAborted()
      this.#checked = checked
      this.#checkedOf = question
      this.emit('qym-verification-complete', { text, result: checked.result })
      return checked
    },
  })

  #checked: CheckedCode | undefined
  #checkedOf: string | undefined

  /** All that an answer depends on. */
  get #question(): string {
    return JSON.stringify([this.text.trim(), this.session?.platform, this.trustRoot?.x, this.local])
  }

  /** Checks the text again. */
  reload(): Promise<void> {
    this.#checked = undefined
    return this.#resource.reload()
  }

  /** Puts the focus on the verdict, as after a scan. */
  focusVerdict(): void {
    void this.updateComplete.then(() => this.shadowRoot?.getElementById('verdict')?.focus())
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#view.load()
    this.#aging = setInterval(() => this.requestUpdate(), AGING_MILLISECONDS)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#aging)
  }

  /** The moment of a result is when it came, however often it is drawn. */
  #given(): CheckedCode | undefined {
    const { result, text } = this
    if (!result) return undefined
    if (this.#givenFor !== result) {
      this.#givenFor = result
      this.#givenAt = Math.floor(this.now() / 1000)
    }
    return this.#memoised(result, text, this.at ?? this.#givenAt ?? 0)
  }

  #last: CheckedCode | undefined
  #memoised(result: VerificationResult, text: string, at: number): CheckedCode {
    const last = this.#last
    if (last?.result === result && last.text === (text || undefined) && last.at === at) return last
    this.#last = { text: text || undefined, result, resolution: undefined, at }
    return this.#last
  }

  protected override content(): TemplateResult {
    const view = this.#view.content
    if (view) return this.#drawn(view)
    return this.draw(this.#view.state, { ready: () => html``, reload: () => void this.#view.load() })
  }

  #drawn({ noCodeWords, verification }: VerificationView): TemplateResult {
    const { language, result, text } = this
    const reload = () => void this.reload()
    if (!result && text.trim() === '')
      return this.draw<never>(
        { kind: 'empty' },
        { empty: () => noCodeWords(language), ready: () => html``, reload },
      )
    const { state: current } = this.#resource
    return this.draw(current.kind === 'signed-out' ? { kind: 'loading' } : current, {
      ready: checked =>
        verification(checked, { language, now: this.now() / 1000, onAgain: result ? undefined : reload }),
      lines: 6,
      reload,
    })
  }
}

define('qym-verification', QymVerification)

declare global {
  interface HTMLElementTagNameMap {
    'qym-verification': QymVerification
  }
  interface HTMLElementEventMap {
    'qym-verification-complete': CustomEvent<{ readonly text: string; readonly result: VerificationResult }>
  }
}
