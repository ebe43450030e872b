/** `<qym-loan-application>`: where a loan stands, what banks offer and want, and the enterprise's own steps. */
import '../session/qym-session.js'
import type { Connection } from '@qiyema/core/connection'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { Part } from '../shared/part.js'
import { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { formStyles } from '../shared/styles/form.styles.js'
import { stateName } from './application/application-card.js'
import { bankOf, type LoanDesk, type LoanPlace, type Question } from './application/desk.js'
import {
  type Application,
  hasMaterials,
  isSettled,
  type Loan,
  loadLoan,
  progressedSince,
  withApplication,
} from './application/loan.js'
import { loanView } from './application/loan-view.js'
import { Refresher } from './application/refresher.js'
import type { LoanSteps } from './application/steps.js'
import { loanWordsFor } from './loan-words.js'
import { loanApplicationStyles } from './qym-loan-application.styles.js'
import { loanApplicationTexts } from './qym-loan-application.texts.js'

/**
 * A loan on its way: taken up, materials, offer, acceptance, credit, signature and pay-out are told apart, with the clocks
 * that run. Offers stand side by side with the annualised rate, all in, first and largest. It looks again by itself while the
 * page is visible.
 *
 * @summary Where a loan stands, and the offers of banks.
 * @customElement qym-loan-application
 *
 * @slot empty - in the place of the sentence that is shown when there is no need
 *
 * @event {CustomEvent<{ applicationId: string, offerId: string, needId: string }>} qym-offer-accepted - an offer was accepted, and the others closed
 * @event {CustomEvent<{ applicationId: string }>} qym-offer-declined - a bank was declined
 * @event {CustomEvent<{ applicationId: string, materialId: string }>} qym-material-supplied - a material was supplied
 * @event {CustomEvent<{ needId: string }>} qym-need-withdrawn - the need has ended; the session forgets what was read, and begins anew
 * @event {CustomEvent<{ needId: string, repostOf: string }>} qym-need-reposted - the need was posted again, under another id
 * @event {CustomEvent<{ applicationId: string, state: string }>} qym-loan-progress - a look at the platform found another state
 *
 * @csspart application - one bank
 * @csspart offer - its offer
 * @csspart outcome - what has just been done
 * @csspart draft - what is said of what was typed last time
 *
 * @cssproperty --qym-loan-application-rate-color - of the annualised rate
 * @cssproperty --qym-loan-application-rate-size - of the annualised rate, which nothing else may exceed
 *
 * @example
 * ```html
 * <qym-session platform="https://qym.example">
 *   <qym-loan-application></qym-loan-application>
 * </qym-session>
 * ```
 */
export class QymLoanApplication extends QymElement {
  static override styles = [QymElement.styles, formStyles, loanApplicationStyles]

  /** Shows one application alone. */
  @property({ attribute: 'application-id' }) applicationId = ''

  /** Shows one need with the banks that took it up; the enterprise's newest unless one of the two is given. */
  @property({ attribute: 'need-id' }) needId = ''

  /** The loan, from a host that has it; then nothing is fetched. */
  @property({ attribute: false }) loan: Loan | undefined

  @state() private asked: { readonly question: Question; readonly subject: string } | undefined
  /** Says what has just been done, in the language of now: it stays whatever becomes of the session. */
  @state() private outcome: (() => string) | undefined
  /** The need that this one was posted again as. */
  @state() private reposted = ''

  readonly #resource = new Resource<Loan>(this, {
    load: (connection, signal) => this.#load(connection, signal),
    args: () => [this.applicationId, this.needId, this.reposted],
    given: () => this.loan,
    isEmpty: ({ need }) => need === undefined,
  })
  readonly #refresher = new Refresher({
    refresh: () => this.#look(),
    isWelcome: () => document.visibilityState === 'visible' && !this.#isInTheMiddle,
  })

  readonly #place: LoanPlace = {
    element: this,
    desk: () => this.#desk(),
    loan: () => this.#shown,
    put: changed => this.#put(changed),
    settle: say => this.#settle(say),
    follow: needId => {
      this.reposted = needId
    },
    announce: sentence => this.announce(sentence),
    tell: (name, detail) => void this.emit(name, detail),
  }
  readonly #steps = new Part(this, async () => {
    const { LoanSteps } = await import('./application/steps.js')
    const steps = new LoanSteps(this.#place)
    await steps.begin(this.asked?.question)
    return steps
  })
  readonly #materials = new Part(this, async () => {
    const { Materials } = await import('./application/materials.js')
    return new Materials(this.#place)
  })

  /** Fetches it again; what is shown stays until then. */
  async reload(): Promise<void> {
    await this.#resource.reload()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('visibilitychange', this.#onVisibility)
    this.#refresher.start()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('visibilitychange', this.#onVisibility)
    this.#refresher.stop()
    this.#materials.content?.cancelAll()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (changed.has('applicationId') || changed.has('needId')) this.reposted = ''
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    if (changed.has('loan') && hasMaterials(this.loan)) void this.#materials.load()
  }

  readonly #onVisibility = () => {
    if (document.visibilityState === 'visible') this.#refresher.hasten()
  }

  async #load(connection: Connection, signal: AbortSignal): Promise<Loan> {
    const loan = await loadLoan(connection, this.#name, signal)
    if (hasMaterials(loan)) void this.#materials.load()
    return loan
  }

  get #shown(): Loan | undefined {
    return this.loan ?? this.#resource.value
  }

  get #name() {
    if (this.reposted !== '') return { applicationId: '', needId: this.reposted }
    return { applicationId: this.applicationId, needId: this.needId }
  }

  /** Something is typed, sent or uploaded, which must not move. */
  get #isInTheMiddle(): boolean {
    const isBusy = this.#steps.content?.isBusy || this.#materials.content?.isBusy
    return this.asked !== undefined || isBusy === true
  }

  /** A look at the platform, without anybody having asked. @returns true when something has changed */
  async #look(): Promise<boolean> {
    const before = this.#resource.value
    if (this.loan || !before || isSettled(before)) return false
    await this.#resource.reload()
    const progressed = progressedSince(before, this.#resource.value)
    for (const application of progressed) {
      const { id: applicationId, state: reached } = application
      const desk = this.#desk()
      this.announce(desk.words.progressed(bankOf(application, desk), stateName(application, desk)))
      this.emit('qym-loan-progress', { applicationId, state: reached })
    }
    return progressed.length > 0
  }

  #put(changed: Application): void {
    const before = this.#shown
    if (!before) return
    this.#refresher.hasten()
    if (this.loan) this.loan = withApplication(before, changed)
    else this.#resource.replace(withApplication(before, changed))
  }

  /** Says what has come of a step, and looks at what has come of everything else. */
  async #settle(say: () => string): Promise<void> {
    this.asked = undefined
    this.outcome = say
    this.#refresher.hasten()
    await this.updateComplete
    // What had the focus is gone.
    this.shadowRoot?.querySelector<HTMLElement>('.outcome')?.focus()
    if (!this.loan) await this.#resource.reload()
  }

  async #ask(question: Question, subject: string): Promise<void> {
    const isOpen = this.#isAsked(question, subject)
    this.asked = isOpen ? undefined : { question, subject }
    this.outcome = undefined
    const { content: steps } = this.#steps
    if (steps) await steps.begin(this.asked?.question)
    else if (!isOpen) await this.#steps.load()
    await this.updateComplete
    const next = isOpen ? `[data-ask=${question}]` : '.question'
    this.shadowRoot?.querySelector<HTMLElement>(next)?.focus()
  }

  #isAsked(question: Question, subject: string): boolean {
    return this.asked?.question === question && this.asked.subject === subject
  }

  #desk(): LoanDesk {
    const desk: LoanDesk = {
      words: this.texts(loanApplicationTexts),
      shared: this.texts(sharedTexts),
      loans: loanWordsFor(this.language),
      formats: this.formats,
      locale: this.language,
      now: this.now(),
      canAct: this.session?.connection !== undefined,
      texts: texts => this.texts(texts),
      isAsked: (question, subject) => this.#isAsked(question, subject),
      ask: (question, subject) => void this.#ask(question, subject),
      isAnswering: subject => this.asked?.subject === subject && this.#steps.content !== undefined,
      bankQuestion: application =>
        this.#question(application.id, desk, steps => steps.bankQuestion(application, desk)),
      needQuestion: need => this.#question(need.id, desk, steps => steps.needQuestion(need, desk)),
      materialsOf: application =>
        application.materials.length === 0
          ? nothing
          : this.#materials.view(desk, materials => materials.view(application, desk)),
    }
    return desk
  }

  /** That it is on its way, or did not come, is said only where something is asked. */
  #question(subject: string, desk: LoanDesk, draw: (steps: LoanSteps) => TemplateResult | typeof nothing) {
    const isWanted = this.asked?.subject === subject || this.#steps.content !== undefined
    return isWanted ? this.#steps.view(desk, draw) : nothing
  }

  #ready(loan: Loan): TemplateResult {
    // What a host gives may be all banks'; what a session fetches is its own bank's.
    return loanView(loan, this.#desk(), this.loan === undefined ? this.session?.platform : undefined)
  }

  protected override content(): TemplateResult {
    return html`
      ${this.outcome ? html`<p class="notice outcome" part="outcome" data-tone="good" tabindex="-1">${this.outcome()}</p>` : nothing}
      ${this.draw(this.#resource.state, {
        ready: loan => this.#ready(loan),
        empty: () => this.texts(loanApplicationTexts).empty,
        lines: 8,
        reload: () => void this.reload(),
      })}
    `
  }
}

define('qym-loan-application', QymLoanApplication)

declare global {
  interface HTMLElementTagNameMap {
    'qym-loan-application': QymLoanApplication
  }
  interface HTMLElementEventMap {
    'qym-offer-accepted': CustomEvent<{
      readonly applicationId: string
      readonly offerId: string
      readonly needId: string
    }>
    'qym-offer-declined': CustomEvent<{ readonly applicationId: string }>
    'qym-material-supplied': CustomEvent<{ readonly applicationId: string; readonly materialId: string }>
    'qym-need-withdrawn': CustomEvent<{ readonly needId: string }>
    'qym-need-reposted': CustomEvent<{ readonly needId: string; readonly repostOf: string }>
    'qym-loan-progress': CustomEvent<{ readonly applicationId: string; readonly state: string }>
  }
}
