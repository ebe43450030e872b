/** `<qym-loan-application>`: where a loan stands, what banks offer and want, and the enterprise's own steps. */
import '../session/qym-session.js'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { define } from '../shared/define.js'
import { factWordsFor } from '../shared/facts/fact-words.js'
import { dayAt, yearsAfter } from '../shared/legal-day.js'
import { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { formStyles } from '../shared/styles/form.styles.js'
import { LoanActions } from './application/actions.js'
import { applicationCard, stateName } from './application/application-card.js'
import type { LoanDesk, Question } from './application/desk.js'
import {
  type Application,
  isSettled,
  type Loan,
  loadLoan,
  type Material,
  type Need,
  withApplication,
} from './application/loan.js'
import { MAX_CONSENT_YEARS, needFooter, needHeader } from './application/need-view.js'
import { Refresher } from './application/refresher.js'
import { Uploads } from './application/uploads.js'
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
  /** What has just been done: it stays whatever becomes of the session. */
  @state() private outcome = ''
  @state() private repostScopes: readonly string[] | undefined
  @state() private isUntilWrong = false
  /** The need that this one was posted again as. */
  @state() private reposted = ''

  readonly #actions = new LoanActions(this)
  readonly #uploads = new Uploads(this)
  readonly #resource = new Resource<Loan>(this, {
    load: (connection, signal) => loadLoan(connection, this.#name, signal),
    args: () => [this.applicationId, this.needId, this.reposted],
    given: () => this.loan,
    isEmpty: ({ need }) => need === undefined,
  })
  readonly #refresher = new Refresher({
    refresh: () => this.#look(),
    isWelcome: () => document.visibilityState === 'visible' && !this.#isInTheMiddle,
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
    this.#uploads.cancelAll()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (changed.has('applicationId') || changed.has('needId')) this.reposted = ''
  }

  readonly #onVisibility = () => {
    if (document.visibilityState === 'visible') this.#refresher.hasten()
  }

  get #name() {
    if (this.reposted !== '') return { applicationId: '', needId: this.reposted }
    return { applicationId: this.applicationId, needId: this.needId }
  }

  /** Something is typed, sent or uploaded, which must not move. */
  get #isInTheMiddle(): boolean {
    return this.asked !== undefined || this.#actions.isBusy || this.#uploads.isBusy
  }

  /** A look at the platform, without anybody having asked. @returns true when something has changed */
  async #look(): Promise<boolean> {
    const before = this.#resource.value
    if (this.loan || !before || isSettled(before)) return false
    await this.#resource.reload()
    const after = this.#resource.value
    const progressed = after?.applications.filter(application => hasProgressed(application, before)) ?? []
    for (const application of progressed) {
      const { id: applicationId, state: reached } = application
      const words = this.texts(loanApplicationTexts)
      const bank = this.#bankOf(application)
      this.announce(words.progressed(bank, stateName(application, { words })))
      this.emit('qym-loan-progress', { applicationId, state: reached })
    }
    return progressed.length > 0
  }

  async #accept(application: Application): Promise<void> {
    const { offer } = application
    if (!offer) return
    const accepted = await this.#actions.accept(application, offer)
    if (!accepted) return this.#catchUp(application.id)
    const { id: applicationId, needId } = accepted
    this.emit('qym-offer-accepted', { applicationId, offerId: offer.id, needId })
    this.#put(accepted)
    await this.#settle(this.texts(loanApplicationTexts).doneAccepted(this.#bankOf(accepted)))
  }

  async #decline(application: Application, reason: string): Promise<void> {
    const declined = await this.#actions.decline(application, reason)
    if (!declined) return this.#catchUp(application.id)
    this.emit('qym-offer-declined', { applicationId: declined.id })
    this.#put(declined)
    await this.#settle(this.texts(loanApplicationTexts).doneDeclined(this.#bankOf(declined)))
  }

  async #supply(application: Application, material: Material, file: File): Promise<void> {
    const supplied = await this.#uploads.supply(application, material, file)
    if (!supplied) return
    this.emit('qym-material-supplied', { applicationId: supplied.id, materialId: material.id })
    this.announce(this.texts(loanApplicationTexts).doneSupplied(material.name))
    this.#put(supplied)
    this.#refresher.hasten()
  }

  async #withdraw(need: Need): Promise<void> {
    const withdrawn = await this.#actions.withdraw(need)
    if (!withdrawn) return this.#catchUp(need.id)
    // First, since the session then forgets: the person sees what has come of it all the same.
    this.emit('qym-need-withdrawn', { needId: withdrawn.id })
    await this.#settle(this.texts(loanApplicationTexts).doneWithdrawn)
  }

  async #repost(need: Need, until: string): Promise<void> {
    const today = dayAt(this.now())
    this.isUntilWrong = until < today || until > yearsAfter(today, MAX_CONSENT_YEARS)
    if (this.isUntilWrong) {
      await this.updateComplete
      this.shadowRoot?.getElementById(`until-${need.id}`)?.focus()
      return
    }
    const posted = await this.#actions.repost(need, this.repostScopes ?? [], until)
    if (!posted) return this.#catchUp(need.id)
    this.emit('qym-need-reposted', { needId: posted.id, repostOf: need.id })
    this.reposted = posted.id
    await this.#settle(this.texts(loanApplicationTexts).doneReposted)
  }

  /** It has moved on in the meantime: how it stands now is shown. */
  async #catchUp(subject: string): Promise<void> {
    const code = this.#actions.problemWith(subject)?.code ?? ''
    if (!['impossible_step', 'offer_closed'].includes(code)) return
    this.#actions.forgetProblem()
    await this.#settle(this.texts(loanApplicationTexts).changed)
  }

  #put(changed: Application): void {
    const before = this.loan ?? this.#resource.value
    if (!before) return
    if (this.loan) this.loan = withApplication(before, changed)
    else this.#resource.replace(withApplication(before, changed))
  }

  /** Says what has come of a step, and looks at what has come of everything else. */
  async #settle(sentence: string): Promise<void> {
    this.asked = undefined
    this.outcome = sentence
    this.#refresher.hasten()
    await this.updateComplete
    // What had the focus is gone.
    this.shadowRoot?.querySelector<HTMLElement>('.outcome')?.focus()
    if (!this.loan) await this.#resource.reload()
  }

  async #ask(question: Question, subject: string): Promise<void> {
    const isOpen = this.#isAsked(question, subject)
    this.asked = isOpen ? undefined : { question, subject }
    this.outcome = ''
    this.isUntilWrong = false
    this.#actions.forgetProblem()
    const { need } = this.loan ?? this.#resource.value ?? {}
    if (question === 'repost' && !isOpen && need) this.repostScopes = await this.#actions.scopesOf(need)
    await this.updateComplete
    const next = isOpen ? `[data-ask=${question}]` : '.question'
    this.shadowRoot?.querySelector<HTMLElement>(next)?.focus()
  }

  #isAsked(question: Question, subject: string): boolean {
    return this.asked?.question === question && this.asked.subject === subject
  }

  #bankOf({ bank }: Application): string {
    return this.formats.localised(bank.name)
  }

  #desk(): LoanDesk {
    return {
      words: this.texts(loanApplicationTexts),
      shared: this.texts(sharedTexts),
      loans: loanWordsFor(this.language),
      facts: factWordsFor(this.language),
      formats: this.formats,
      now: this.now(),
      canAct: this.session?.connection !== undefined,
      isBusy: this.#actions.isBusy,
      repostScopes: this.repostScopes,
      isUntilWrong: this.isUntilWrong,
      isAsked: (question, subject) => this.#isAsked(question, subject),
      ask: (question, subject) => void this.#ask(question, subject),
      problemWith: subject => this.#actions.problemWith(subject) ?? this.#uploads.problemWith(subject),
      uploadOf: material => this.#uploads.of(material),
      accept: application => void this.#accept(application),
      decline: (application, reason) => void this.#decline(application, reason),
      supply: (application, material, file) => void this.#supply(application, material, file),
      cancelUpload: material => this.#uploads.cancel(material),
      withdraw: need => void this.#withdraw(need),
      repost: (need, until) => void this.#repost(need, until),
    }
  }

  #ready(loan: Loan): TemplateResult {
    const desk = this.#desk()
    const { need, applications } = loan
    return html`
      <div class="loan">
        ${need ? needHeader(need, desk) : nothing}
        ${applications.length > 0 ? this.#banks(applications, desk) : nothing}
        ${needFooter(loan, desk)}
      </div>
    `
  }

  #banks(applications: readonly Application[], desk: LoanDesk): TemplateResult {
    const { words } = desk
    const offers = applications.filter(({ offer }) => offer !== undefined)
    const platform = this.session?.platform ?? ''
    return html`
      <section class="banks">
        <h2>${words.banks}</h2>
        ${offers.length > 1 ? html`<p class="quiet">${words.byRate}</p>` : nothing}
        <div class="applications">
          ${repeat(
            applications,
            ({ id }) => id,
            application => applicationCard(application, desk),
          )}
        </div>
        ${
          this.loan === undefined
            ? html`<p class="quiet">${words.ownBankOnly} ${platform ? html`<a class="target" href=${platform} target="_blank" rel="noopener">${words.goToPlatform}</a>` : nothing}</p>`
            : nothing
        }
      </section>
    `
  }

  protected override content(): TemplateResult {
    return html`
      ${this.outcome ? html`<p class="notice outcome" part="outcome" data-tone="good" tabindex="-1">${this.outcome}</p>` : nothing}
      ${this.draw(this.#resource.state, {
        ready: loan => this.#ready(loan),
        empty: () => this.texts(loanApplicationTexts).empty,
        lines: 8,
        reload: () => void this.reload(),
      })}
    `
  }
}

/** It is new, or in another state than it was. */
function hasProgressed({ id, state: reached }: Application, before: Loan): boolean {
  return before.applications.find(each => each.id === id)?.state !== reached
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
