/**
 * All that follows once a need is typed: what was understood of it, its checks, the consent, the review, and what becomes of
 * it. Loaded while the first step is read.
 */
import { html, nothing, type TemplateResult } from 'lit'
import type { DraftSubject } from '../../shared/drafts/draft-subject.js'
import { factWordsFor } from '../../shared/facts/fact-words.js'
import { errorSummary, type FieldError } from '../../shared/form/error-summary.js'
import { checkNeed, type FieldFault } from './check-need.js'
import type { Desk } from './desk.js'
import { sentenceOf } from './field-sentences.js'
import { Filing } from './filing.js'
import { Giving } from './giving.js'
import type { Ground } from './ground.js'
import { laterStepsStyles } from './later-steps.styles.js'
import { laterStepsTexts } from './later-steps.texts.js'
import type { Understanding } from './need-step.js'
import { productSummary } from './product-summary.js'
import { renewedText, reviewStep } from './review-step.js'
import { controlId, type LaterScene, type Scene } from './scene.js'
import type { Step } from './steps.js'
import type { Wish } from './submission.js'
import { understoodAmount, understoodMonths } from './understood.js'

export class LaterSteps {
  readonly #desk: Desk
  readonly #giving: Giving
  readonly #filing: Filing

  constructor(desk: Desk) {
    this.#desk = desk
    this.#giving = new Giving(desk)
    this.#filing = new Filing(desk)
    const { styleSheet } = laterStepsStyles
    if (styleSheet) desk.form.shadowRoot?.adoptedStyleSheets.push(styleSheet)
  }

  get isBusy(): boolean {
    return this.#filing.isBusy
  }

  open(subject: DraftSubject): Promise<void> {
    return this.#filing.open(subject)
  }

  /** Nothing is agreed to, sent or shown any more. */
  clear(): void {
    this.#giving.clear()
    this.#giving.clearFacts()
    this.#filing.clear()
  }

  /** It is filed: the next need wants a consent of its own. */
  conclude(): void {
    this.#giving.clear()
  }

  clearFacts(): void {
    this.#giving.clearFacts()
  }

  /** Something is changed. */
  forget(): void {
    this.#filing.forget()
  }

  /** From a step to the next one, or to what has to be corrected before. */
  next(step: Step, ground: Ground): void {
    const wish = step === 'review' ? this.#wish(ground) : undefined
    if (wish) void this.#filing.submit(wish)
    if (step === 'review') return
    const faults = this.#faultsOf(step, ground)
    if (faults.length > 0) this.#desk.turnTo(step, faults)
    else this.enter(step === 'need' ? 'consent' : 'review', ground)
  }

  enter(step: Step, ground: Ground): void {
    this.#filing.forget()
    if (step === 'consent') this.#giving.readFacts(ground)
    this.#desk.turnTo(step)
  }

  errorsOf(faults: readonly FieldFault[], scene: Scene): readonly FieldError[] {
    const words = this.#scene(scene)
    return faults.map(fault => ({ id: controlId(fault.field), sentence: sentenceOf(fault, words) }))
  }

  understanding(scene: Scene): Understanding {
    const words = this.#scene(scene)
    return {
      amount: (amount, change) => understoodAmount(amount, words, change),
      months: text => understoodMonths(text, words),
    }
  }

  /** In the place of the form; undefined where the form may go on. */
  outcome(ground: Ground, scene: Scene, title: string): TemplateResult | undefined {
    return this.#filing.outcome(ground, this.#scene(scene), title)
  }

  /** What the need is about: a product, a loan. */
  about({ product, renewed }: Ground, scene: Scene): TemplateResult {
    const words = this.#scene(scene)
    return html`
      ${product && this.#desk.step() !== 'consent' ? productSummary(product, words) : nothing}
      ${renewed ? html`<p><span class="quiet">${words.words.renewedLoan}</span> ${renewedText(renewed, words)}</p>` : nothing}
    `
  }

  /** How the last attempt went, and what is to be corrected. */
  notes(scene: Scene): TemplateResult {
    const { shared, errors } = scene
    return html`
      ${this.#filing.notes(this.#scene(scene))}
      ${errorSummary(shared.errorSummaryTitle(errors.length), errors)}
    `
  }

  view(step: Step, ground: Ground, scene: Scene): TemplateResult {
    const wish = this.#wish(ground)
    if (step === 'consent' || !wish) return this.#giving.view(ground, this.#scene(scene))
    const { product, renewed, reposted } = ground
    const edit = (to: Step) => this.enter(to, ground)
    return reviewStep({ wish, product, renewed, reposted, scene: this.#scene(scene), edit })
  }

  submitWord(scene: Scene): string {
    const { words } = this.#scene(scene)
    return this.isBusy ? words.sending : words.submit
  }

  #scene(scene: Scene): LaterScene {
    const words = { ...scene.words, ...this.#desk.texts(laterStepsTexts) }
    return { ...scene, words, facts: factWordsFor(this.#desk.language()) }
  }

  #faultsOf(step: Step, ground: Ground): readonly FieldFault[] {
    if (step === 'consent') return this.#giving.faults(ground)
    const checked = checkNeed(this.#desk.values(ground), ground)
    return checked.isSound || ground.reposted ? [] : checked.faults
  }

  /** All that would be sent; undefined while something is not right. */
  #wish(ground: Ground): Wish | undefined {
    const { scopes, until, isContactAgreed } = this.#giving.agreed
    if (!isContactAgreed || this.#faultsOf('consent', ground).length > 0) return undefined
    const consent = { scopes: [...scopes], until, isContactAgreed }
    if (ground.reposted) return { operation: 'repost', input: { needId: ground.reposted.id, consent } }
    const checked = checkNeed(this.#desk.values(ground), ground)
    return checked.isSound ? { operation: 'submit', input: { ...checked.need, consent } } : undefined
  }
}
