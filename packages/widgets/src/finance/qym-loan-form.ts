/** `<qym-loan-form>`: an enterprise says what it needs, agrees to what banks may see, checks it and sends it, once. */
import '../session/qym-session.js'
import type { Connection } from '@qiyema/core/connection'
import { html, type nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { type DraftSubject, nameFor } from '../shared/drafts/draft-subject.js'
import { Typing } from '../shared/drafts/typing.js'
import { focusErrorSummary } from '../shared/form/error-summary.js'
import { Part } from '../shared/part.js'
import { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { formStyles } from '../shared/styles/form.styles.js'
import { valuesOf } from './form/begun-with.js'
import type { FieldFault } from './form/check-need.js'
import type { Desk } from './form/desk.js'
import { draftNote } from './form/draft-note.js'
import { formFrame } from './form/form-frame.js'
import { type Ground, loadGround } from './form/ground.js'
import type { LaterSteps } from './form/later-steps.js'
import { needStep } from './form/need-step.js'
import { type Need, type NeedValues, readTypedValues, type TypedValues } from './form/need-values.js'
import type { Scene } from './form/scene.js'
import { focusHeading, type Step, stepsOf, titleOf } from './form/steps.js'
import type { Wish } from './form/submission.js'
import { loanFormStyles } from './qym-loan-form.styles.js'
import { loanFormTexts } from './qym-loan-form.texts.js'

/**
 * The form for a loan, in steps: the need, the consent that goes with it, a review of all that is sent, and what became of it.
 * What is typed is kept on the device, encrypted, until it is sent. A double press, a lost answer, a reload or a crash files
 * it once.
 *
 * @summary Asks for a loan, with the consent that banks read under.
 * @customElement qym-loan-form
 *
 * @event {CustomEvent<Wish>} qym-loan-submit - before anything is sent: cancel it to take over
 * @event {CustomEvent<{ needId: string; state: string }>} qym-loan-submitted - the need is filed
 * @event {CustomEvent<{ savedAt: number }>} qym-draft-restored - what was typed before is shown again
 *
 * @csspart product - the product that is applied for
 * @csspart rate - its annualised rate, which nothing may outdo
 * @csspart steps - where in the form one is
 * @csspart draft - what is said of the draft
 * @csspart unanswered - what is said while the outcome is not known
 * @csspart sent - what is said once it is filed
 *
 * @cssproperty [--qym-loan-form-width=42em] - the widest that it becomes
 * @cssproperty [--qym-loan-form-rate=var(--qym-color-text)] - colour of the annualised rate
 *
 * @example
 * ```html
 * <qym-session platform="https://qym.example">
 *   <qym-loan-form product-id="prd-01" amount="500000" purpose="working-capital"></qym-loan-form>
 * </qym-session>
 * ```
 */
export class QymLoanForm extends QymElement {
  static override styles = [...QymElement.styles, formStyles, loanFormStyles]

  /** The product that is applied for; without it, any bank may make an offer. */
  @property({ attribute: 'product-id' }) productId = ''

  /** A loan that is paid out, to be renewed without repaying it first. */
  @property() renews = ''

  /** A need that has expired or come to nothing, to be posted again as it was. */
  @property({ attribute: 'repost-of' }) repostOf = ''

  /** Filled in beforehand: yuan. */
  @property({ type: Number }) amount: number | undefined

  /** Filled in beforehand: months. */
  @property({ attribute: 'tenor-months', type: Number }) tenorMonths: number | undefined

  /** Filled in beforehand: `working-capital`, `equipment` and others of the contract. */
  @property() purpose = ''

  /** Filled in beforehand, to be changed by the person. */
  @property() description = ''

  /** Filled in beforehand: whom banks call. */
  @property({ attribute: 'contact-name' }) contactName = ''

  /** Filled in beforehand: that person's number. */
  @property({ attribute: 'contact-phone' }) contactPhone = ''

  /** Scopes that are asked for beside the product's, with blanks between; all of them may be left unticked. */
  @property() scopes = ''

  @state() private step: Step = 'need'
  @state() private faults: readonly FieldFault[] = []

  readonly #typing = new Typing<NeedValues>(this, () => this.now(), readTypedValues)
  readonly #later = new Part(this, () => this.#loadLater())
  readonly #ground = new Resource<Ground>(this, {
    args: () => [this.productId, this.renews, this.repostOf],
    load: (connection, signal) => this.#load(connection, signal),
  })
  #subject: DraftSubject | undefined

  /** Throws away what was typed, here and on the device: for a page on which the person signs out. */
  async forget(): Promise<void> {
    this.#begin()
    await this.#typing.discard()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (changed.has('session') && this.session?.status === 'lost') this.#later.content?.clearFacts()
    if (this.step === 'need' && this.repostOf) this.step = 'consent'
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    if (this.#ground.value) this.#later.prepare()
  }

  /** What is about a product, a loan or another need is drawn by the later steps from the beginning. */
  async #load(connection: Connection, signal: AbortSignal): Promise<Ground> {
    const isAbout = this.productId || this.renews || this.repostOf
    const [ground] = await Promise.all([
      loadGround(connection, this, signal),
      isAbout ? this.#later.load() : undefined,
    ])
    const uscc = this.session?.enterprise?.uscc
    if (uscc !== undefined) await this.#openKept(uscc)
    return ground
  }

  /** What this enterprise left behind on this device: what it typed, and what it sent without an answer. */
  async #openKept(uscc: string): Promise<void> {
    if (this.#subject && this.#subject.uscc !== uscc) this.#begin()
    const subject = { platform: this.session?.platform ?? '', uscc, form: this.#formName() }
    this.#subject = subject
    if (await this.#typing.open(subject)) this.#sayRestored()
    const vault = await this.#typing.vault()
    const isSent = (await vault.names(nameFor('intent', subject))).length > 0
    if (!isSent && !this.#later.isBegun) return
    const later = await this.#later.load()
    await later?.open(subject)
  }

  async #loadLater(): Promise<LaterSteps> {
    const { LaterSteps } = await import('./form/later-steps.js')
    const later = new LaterSteps(this.#desk())
    if (this.#subject) await later.open(this.#subject)
    return later
  }

  /** A renewal is a form of its own: its numbers are of another loan. */
  #formName(): string {
    if (this.repostOf) return `repost ${this.repostOf}`
    return this.renews ? `renewal ${this.renews}` : 'loan'
  }

  #sayRestored(): void {
    this.announce(this.texts(loanFormTexts).restoredTitle)
    this.emit('qym-draft-restored', { savedAt: this.#typing.restoredAt ?? this.now() })
  }

  #begin(): void {
    this.#typing.clear()
    this.#later.content?.clear()
    this.faults = []
    this.step = 'need'
  }

  #values(ground: Ground): NeedValues {
    const { amount: amountYuan, tenorMonths, purpose, description, contactName, contactPhone } = this
    const ofPage = { amountYuan, tenorMonths, purpose, description, contactName, contactPhone }
    return valuesOf(ground, ofPage, this.#typing.values)
  }

  #type(change: TypedValues): void {
    this.#typing.change(change)
    this.#forgive(Object.keys(change))
  }

  /** What is being mended is not reproached any longer. */
  #forgive(fields: readonly string[]): void {
    this.faults = this.faults.filter(({ field }) => !fields.includes(field))
    this.#later.content?.forget()
  }

  #discard(): void {
    void this.forget()
    this.announce(this.texts(loanFormTexts).discarded)
  }

  async #next(ground: Ground): Promise<void> {
    const { step } = this
    const later = this.#later.content ?? (await this.#later.load())
    // Of two presses while it was loaded, the first has gone on.
    if (this.step === step) later?.next(step, ground)
  }

  async #turnTo(step: Step, faults: readonly FieldFault[] = []): Promise<void> {
    this.step = step
    this.faults = faults
    await this.updateComplete
    if (faults.length > 0) focusErrorSummary(this.shadowRoot)
    else focusHeading(this.shadowRoot)
  }

  #filed({ id: needId, state }: Need, sentence: string): void {
    void this.#typing.discard()
    this.#later.content?.conclude()
    this.announce(sentence)
    this.emit('qym-loan-submitted', { needId, state })
    void this.#turnTo('need')
  }

  #desk(): Desk {
    return {
      form: this,
      typing: this.#typing,
      step: () => this.step,
      ground: () => this.#ground.value,
      values: ground => this.#values(ground),
      scopes: () => this.scopes,
      now: () => this.now(),
      language: () => this.language,
      texts: texts => this.texts(texts),
      problemFrom: error => this.problemFrom(error),
      mayFile: wish => this.emit('qym-loan-submit', wish, { cancelable: true }),
      filed: (need, sentence) => this.#filed(need, sentence),
      forgive: fields => this.#forgive(fields),
      turnTo: (step, faults) => void this.#turnTo(step, faults),
      begin: () => this.#begin(),
    }
  }

  #scene(): Scene {
    const words = this.texts(loanFormTexts)
    const scene = { words, shared: this.texts(sharedTexts), formats: this.formats, errors: [] }
    return { ...scene, errors: this.#later.content?.errorsOf(this.faults, scene) ?? [] }
  }

  #ready(ground: Ground): TemplateResult {
    const scene = this.#scene()
    const title = titleOf(ground, scene)
    return this.#later.content?.outcome(ground, scene, title) ?? this.#form(ground, scene, title)
  }

  #form(ground: Ground, scene: Scene, title: string): TemplateResult {
    const { step } = this
    const later = this.#later.content
    return formFrame({
      title,
      steps: stepsOf(ground.reposted !== undefined),
      step,
      scene,
      about: later?.about(ground, scene),
      notes: html`
        ${this.#draftNote(scene)}
        ${this.#later.view(scene, ready => ready.notes(scene))}
      `,
      content: step === 'need' ? this.#needStep(ground, scene) : later?.view(step, ground, scene),
      nextWord: (step === 'review' && later?.submitWord(scene)) || scene.shared.next,
      isBusy: later?.isBusy === true,
      next: () => void this.#next(ground),
      back: before => later?.enter(before, ground),
    })
  }

  #draftNote(scene: Scene): TemplateResult | typeof nothing {
    const isTyping = this.step === 'need'
    const { restoredAt, isUntouched, isLasting } = this.#typing
    return draftNote({
      restoredAt: isTyping ? restoredAt : undefined,
      hasTyped: isTyping && !isUntouched,
      isLasting,
      scene,
      discard: () => this.#discard(),
    })
  }

  #needStep(ground: Ground, scene: Scene): TemplateResult {
    const { product, renewed } = ground
    return needStep({
      values: this.#values(ground),
      product,
      renewed,
      scene,
      understanding: this.#later.content?.understanding(scene),
      change: typed => this.#type(typed),
    })
  }

  protected override content(): TemplateResult {
    return this.draw(this.#ground.state, {
      ready: ground => this.#ready(ground),
      lines: 8,
      reload: () => void this.#ground.reload(),
    })
  }
}

define('qym-loan-form', QymLoanForm)

declare global {
  interface HTMLElementTagNameMap {
    'qym-loan-form': QymLoanForm
  }
  interface HTMLElementEventMap {
    'qym-loan-submit': CustomEvent<Wish>
    'qym-loan-submitted': CustomEvent<{ readonly needId: string; readonly state: string }>
    'qym-draft-restored': CustomEvent<{ readonly savedAt: number }>
  }
}
