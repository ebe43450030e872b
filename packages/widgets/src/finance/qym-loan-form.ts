/** `<qym-loan-form>`: an enterprise says what it needs, agrees to what banks may see, checks it and sends it, once. */
import '../session/qym-session.js'
import type { Connection } from '@qiyema/core/connection'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { Draft } from '../shared/drafts/draft.js'
import { openVault } from '../shared/drafts/vault.js'
import { factWordsFor } from '../shared/facts/fact-words.js'
import { errorSummary, focusErrorSummary } from '../shared/form/error-summary.js'
import type { ShownProblem } from '../shared/problem.js'
import { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { formStyles } from '../shared/styles/form.styles.js'
import { checkConsent, checkNeed, type FieldFault, type FieldName } from './form/check-need.js'
import { consentStep } from './form/consent-step.js'
import { draftNote } from './form/draft-note.js'
import { FactDispute } from './form/fact-dispute.js'
import { sentenceOf } from './form/field-sentences.js'
import { FormFacts } from './form/form-facts.js'
import { type Ground, loadGround } from './form/ground.js'
import { dayAt, monthsAfter } from './form/legal-day.js'
import { needStep } from './form/need-step.js'
import {
  type ConsentValues,
  type NeedValues,
  NO_VALUES,
  readTypedValues,
  type Scope,
  scopesAmong,
  type TypedValues,
  valuesOfPrefill,
} from './form/need-values.js'
import { checkingView, sentView, unansweredView } from './form/outcome-views.js'
import { faultsOf } from './form/platform-faults.js'
import { productSummary } from './form/product-summary.js'
import { refusalWords } from './form/refusal.js'
import { renewedText, reviewStep } from './form/review-step.js'
import { controlId, type Scene } from './form/scene.js'
import { type Step, stepList, stepsOf, stepTitle } from './form/steps.js'
import { Submission, type Wish } from './form/submission.js'
import { loanFormStyles } from './qym-loan-form.styles.js'
import { loanFormTexts } from './qym-loan-form.texts.js'

/** What banks usually want to know, where no product says it. */
const USUAL_SCOPES = 'entity.profile tax.summary credit.enterprise operations.summary'
/** Long enough for thirty days of waiting, a decision and a signature. */
const USUAL_MONTHS = 3

const CONSENT_FIELDS: readonly FieldName[] = ['scopes', 'until', 'contact']

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
  @state() private typed: TypedValues = {}
  @state() private agreed: ConsentValues | undefined
  @state() private faults: readonly FieldFault[] = []
  @state() private problem: ShownProblem | undefined
  @state() private restoredAt: number | undefined
  @state() private isChecking = false
  @state() private isNotFiled = false

  readonly #vault = openVault()
  readonly #draft = new Draft(this, this.#vault, () => this.now())
  readonly #facts = new FormFacts(this, () => this.now())
  readonly #dispute = new FactDispute(this)
  readonly #submission = new Submission(this, {
    vault: this.#vault,
    now: () => this.now(),
    problemFrom: error => this.problemFrom(error),
  })
  readonly #ground = new Resource<Ground>(this, {
    args: () => [this.productId, this.renews, this.repostOf],
    load: (connection, signal) => this.#load(connection, signal),
  })
  #owner: string | undefined

  /** Throws away what was typed, here and on the device: for a page on which the person signs out. */
  async forget(): Promise<void> {
    this.#begin()
    await this.#draft.discard()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (changed.has('session') && this.session?.status === 'lost') this.#facts.clear()
    if (this.step === 'need' && this.repostOf) this.step = 'consent'
  }

  async #load(connection: Connection, signal: AbortSignal): Promise<Ground> {
    const ground = await loadGround(connection, this, signal)
    const uscc = this.session?.enterprise?.uscc
    if (uscc !== undefined) await this.#openKept(uscc)
    return ground
  }

  /** What this enterprise left behind on this device: what it typed, and what it sent without an answer. */
  async #openKept(uscc: string): Promise<void> {
    if (this.#owner !== uscc) this.#begin()
    this.#owner = uscc
    const subject = { platform: this.session?.platform ?? '', uscc, form: this.#formName() }
    const kept = await this.#draft.open(subject)
    const isUntouched = Object.keys(this.typed).length === 0
    if (kept && isUntouched) this.#restore(readTypedValues(kept.content), kept.savedAt)
    await this.#submission.open(subject)
    if (this.#submission.isInterrupted) void this.#check(() => this.#submission.resume())
  }

  /** A renewal is a form of its own: its numbers are of another loan. */
  #formName(): string {
    if (this.repostOf) return `repost ${this.repostOf}`
    return this.renews ? `renewal ${this.renews}` : 'loan'
  }

  #restore(typed: TypedValues, savedAt: number): void {
    this.typed = typed
    this.restoredAt = savedAt
    this.announce(this.texts(loanFormTexts).restoredTitle)
    this.emit('qym-draft-restored', { savedAt })
  }

  #begin(): void {
    this.typed = {}
    this.agreed = undefined
    this.faults = []
    this.problem = undefined
    this.restoredAt = undefined
    this.isNotFiled = false
    this.step = 'need'
    this.#facts.clear()
    this.#submission.reset()
  }

  #values({ renewed, reposted }: Ground): NeedValues {
    const ofLoan = renewed
      ? {
          purpose: 'renewal',
          tenorMonths: renewed.need.tenorMonths,
          amountYuan: (renewed.disbursement?.paidOut.amountFen ?? 0) / 100,
        }
      : {}
    const { amount: amountYuan, tenorMonths, purpose, description, contactName, contactPhone } = this
    const ofPage = { amountYuan, tenorMonths, purpose, description, contactName, contactPhone }
    const before = reposted ? {} : { ...valuesOfPrefill(ofLoan), ...valuesOfPrefill(ofPage) }
    const values = { ...NO_VALUES, ...before, ...this.typed }
    return renewed ? { ...values, purpose: 'renewal' } : values
  }

  /** What is asked for, and of it what the product cannot do without. */
  #scopes({ product }: Ground): { readonly asked: readonly Scope[]; readonly needed: readonly Scope[] } {
    const needed = product?.scopes ?? []
    const others = this.scopes || (product ? '' : USUAL_SCOPES)
    return {
      asked: scopesAmong([...needed, ...others.split(/[\s,]+/)]),
      needed: scopesAmong(needed),
    }
  }

  #agreed(): ConsentValues {
    return this.agreed ?? { scopes: [], until: monthsAfter(this.now(), USUAL_MONTHS), isContactAgreed: false }
  }

  #type(change: TypedValues): void {
    this.typed = { ...this.typed, ...change }
    this.#forgive(Object.keys(change))
    this.#draft.save(this.typed)
  }

  #agree(change: Partial<ConsentValues>): void {
    this.agreed = { ...this.#agreed(), ...change }
    this.#forgive('isContactAgreed' in change ? ['contact'] : Object.keys(change))
  }

  /** What is being mended is not reproached any longer. */
  #forgive(fields: readonly string[]): void {
    this.faults = this.faults.filter(({ field }) => !fields.includes(field))
    this.isNotFiled = false
  }

  #discard(): void {
    this.#begin()
    void this.#draft.discard()
    this.announce(this.texts(loanFormTexts).discarded)
  }

  #next(event: Event, ground: Ground): void {
    event.preventDefault()
    if (this.step === 'review') {
      void this.#submit(ground)
      return
    }
    const faults = this.#faultsOf(this.step, ground)
    if (faults.length > 0) void this.#reproach(faults)
    else this.#go(this.step === 'need' ? 'consent' : 'review', ground)
  }

  #faultsOf(step: Step, ground: Ground): readonly FieldFault[] {
    if (step === 'consent')
      return checkConsent(this.#agreed(), this.#scopes(ground).needed, dayAt(this.now()))
    const checked = checkNeed(this.#values(ground), ground)
    return checked.isSound || ground.reposted ? [] : checked.faults
  }

  async #reproach(faults: readonly FieldFault[]): Promise<void> {
    this.faults = faults
    await this.updateComplete
    focusErrorSummary(this.shadowRoot)
  }

  #go(step: Step, { consentId }: Ground): void {
    this.step = step
    this.faults = []
    this.problem = undefined
    this.isNotFiled = false
    if (step === 'consent') this.#readFacts(consentId)
    void this.#focusHeading()
  }

  #readFacts(consentId: string | undefined): void {
    const connection = this.session?.connection
    const isThere = ['ready', 'loading'].includes(this.#facts.state.kind)
    if (connection && consentId !== undefined && !isThere) void this.#facts.read(connection, consentId)
  }

  async #focusHeading(): Promise<void> {
    await this.updateComplete
    const heading = this.shadowRoot?.querySelector<HTMLElement>('[data-heading], .notice-title[tabindex]')
    heading?.focus()
    heading?.scrollIntoView({ block: 'nearest' })
  }

  /** All that would be sent; undefined while something is not right. */
  #wish(ground: Ground): Wish | undefined {
    const { scopes, until } = this.#agreed()
    const consent = { scopes: [...scopes], until }
    if (this.#faultsOf('consent', ground).length > 0) return undefined
    if (ground.reposted) return { operation: 'repost', input: { needId: ground.reposted.id, consent } }
    const checked = checkNeed(this.#values(ground), ground)
    return checked.isSound ? { operation: 'submit', input: { ...checked.need, consent } } : undefined
  }

  async #submit(ground: Ground): Promise<void> {
    const wish = this.#wish(ground)
    if (!wish || this.#submission.state.kind === 'busy') return
    if (!this.emit('qym-loan-submit', wish, { cancelable: true })) return
    this.problem = undefined
    await this.#draft.flush()
    this.#conclude(await this.#submission.send(wish), ground)
  }

  /** Asks after the outcome of what was sent before. */
  async #check(ask: () => Promise<ShownProblem | undefined>): Promise<void> {
    this.isChecking = true
    this.problem = undefined
    const problem = await ask()
    this.isChecking = false
    this.isNotFiled = problem === undefined && this.#submission.state.kind === 'none'
    this.#conclude(problem, this.#ground.value)
  }

  #conclude(problem: ShownProblem | undefined, ground: Ground | undefined): void {
    const { state: outcome } = this.#submission
    this.problem = problem
    if (outcome.kind === 'sent') this.#celebrate(outcome.need.id, outcome.need.state)
    const faults = problem && ground ? faultsOf(problem, ground) : []
    const [first] = faults
    if (!first) {
      void this.#focusHeading()
      return
    }
    this.problem = undefined
    this.step = CONSENT_FIELDS.includes(first.field) ? 'consent' : 'need'
    void this.#reproach(faults)
  }

  #celebrate(needId: string, needState: string): void {
    void this.#draft.discard()
    this.typed = {}
    this.agreed = undefined
    this.restoredAt = undefined
    this.step = 'need'
    this.announce(this.texts(loanFormTexts).sentTitle)
    this.emit('qym-loan-submitted', { needId, state: needState })
  }

  #scene(): Scene {
    return {
      words: this.texts(loanFormTexts),
      shared: this.texts(sharedTexts),
      formats: this.formats,
      facts: factWordsFor(this.language),
      faults: this.faults,
    }
  }

  #stepView(ground: Ground, scene: Scene): TemplateResult {
    const { product, renewed, reposted } = ground
    const values = this.#values(ground)
    if (this.step === 'need')
      return needStep({ values, product, renewed, scene, change: typed => this.#type(typed) })
    const { asked, needed } = this.#scopes(ground)
    const wish = this.#wish(ground)
    if (this.step === 'consent' || !wish)
      return consentStep({
        agreed: this.#agreed(),
        scopes: asked,
        needed,
        contactName: values.contactName.trim(),
        renewed,
        today: dayAt(this.now()),
        facts: this.#facts.state,
        dispute: this.#dispute,
        scene,
        agree: change => this.#agree(change),
        readFacts: () => this.#readFacts(ground.consentId),
      })
    return reviewStep({ wish, product, renewed, reposted, scene, edit: step => this.#go(step, ground) })
  }

  /** What stands above the step: what is kept, what went wrong, what is not right. */
  #notes(scene: Scene): TemplateResult {
    const { words, shared } = scene
    const errors = this.faults.map(fault => ({
      id: controlId(fault.field),
      sentence: sentenceOf(fault, scene),
    }))
    const problem = this.problem && refusalWords(this.problem, scene)
    return html`
      ${draftNote({
        restoredAt: this.step === 'need' ? this.restoredAt : undefined,
        hasTyped: this.step === 'need' && Object.keys(this.typed).length > 0,
        isLasting: this.#vault.isLasting,
        scene,
        discard: () => this.#discard(),
      })}
      ${this.isNotFiled ? html`<p class="notice" role="status">${words.notFiled}</p>` : nothing}
      ${problem ? html`<div class="notice" data-tone="error" role="alert"><p class="notice-title">${problem.title}</p><p>${problem.advice}</p></div>` : nothing}
      ${errorSummary(shared.errorSummaryTitle(errors.length), errors)}
    `
  }

  #title({ renewed, reposted }: Ground, { words }: Scene): string {
    if (reposted) return words.titleRepost
    return renewed ? words.titleRenewal : words.title
  }

  #form(ground: Ground): TemplateResult {
    const scene = this.#scene()
    const { words, shared, formats } = scene
    const steps = stepsOf(ground.reposted !== undefined)
    const at = steps.indexOf(this.step)
    const before = steps[at - 1]
    const isBusy = this.#submission.state.kind === 'busy'
    const next = this.step === 'review' ? (isBusy ? words.sending : words.submit) : shared.next
    return html`
      <form class="form" novalidate @submit=${(event: Event) => this.#next(event, ground)}>
        <h2>${this.#title(ground, scene)}</h2>
        ${ground.product && this.step !== 'consent' ? productSummary(ground.product, scene) : nothing}
        ${ground.renewed ? html`<p><span class="quiet">${words.renewedLoan}</span> ${renewedText(ground.renewed, scene)}</p>` : nothing}
        ${stepList(steps, this.step, scene)}
        ${this.#notes(scene)}
        <section class="step" aria-labelledby="step-title">
          <h3 id="step-title" tabindex="-1" data-heading>
            <span class="visually-hidden">${words.stepOf(formats.count(at + 1), formats.count(steps.length))}</span>
            ${stepTitle(this.step, scene)}
          </h3>
          ${this.#stepView(ground, scene)}
        </section>
        <div class="row actions">
          <button type="submit" class="button" aria-disabled=${isBusy}>${next}</button>
          ${before ? html`<button type="button" class="button" data-kind="secondary" data-action="back" ?disabled=${isBusy} @click=${() => this.#go(before, ground)}>${shared.back}</button>` : nothing}
        </div>
      </form>
    `
  }

  #ready(ground: Ground): TemplateResult {
    const scene = this.#scene()
    const { state: outcome } = this.#submission
    if (outcome.kind === 'sent') return sentView(outcome, scene, () => this.#begin())
    if (this.isChecking) return checkingView(scene)
    if (outcome.kind !== 'unanswered') return this.#form(ground)
    const problem = this.problem && refusalWords(this.problem, scene)
    return html`
      <div class="form">
        <h2>${this.#title(ground, scene)}</h2>
        ${unansweredView(outcome, ground.reposted?.amount.amountFen, scene, {
          resend: () => void this.#check(() => this.#submission.resume()),
          look: () => void this.#check(() => this.#submission.look()),
        })}
        ${problem ? html`<p role="alert"><strong>${problem.title}</strong> ${problem.advice}</p>` : nothing}
      </div>
    `
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
