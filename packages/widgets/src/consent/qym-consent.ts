/** `<qym-consent>`: who asks for which data, why and until when; and the answers, which can be taken back. */
import '../session/qym-session.js'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { factWordsFor } from '../shared/facts/fact-words.js'
import { focusErrorSummary } from '../shared/form/error-summary.js'
import { downloadFile } from '../shared/give-away.js'
import { dayAt } from '../shared/legal-day.js'
import { Part } from '../shared/part.js'
import { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { formStyles } from '../shared/styles/form.styles.js'
import { ConsentAnswers } from './answers.js'
import { type Choice, faultsOf, firstChoice, personalScopes } from './approval.js'
import { type Consent, type Consents, loadConsents, withChanged } from './consents.js'
import { consentsView } from './consents-view.js'
import type { ConsentDesk, ConsentPlace, Panel } from './desk.js'
import { consentStyles } from './qym-consent.styles.js'
import { consentTexts } from './qym-consent.texts.js'

/**
 * All consents between the session's enterprise and the bank whose page it is: requests first. Requests are narrowed,
 * approved or refused; consents in force are withdrawn in one step, with a receipt and every read on record.
 *
 * @summary Consents: asked for, given, withdrawn, and what was read under them.
 * @customElement qym-consent
 *
 * @slot empty - in the place of the sentence that is shown when there is nothing
 *
 * @event {CustomEvent<{ consentId: string, scopes: readonly string[], until: string | undefined }>} qym-consent-given - what was granted
 * @event {CustomEvent<{ consentId: string }>} qym-consent-refused - a request was refused
 * @event {CustomEvent<{ consentId: string }>} qym-consent-withdrawn - a consent has ended; the session forgets what was read, and begins anew
 * @event {CustomEvent<{ consentId: string, receipt: string }>} qym-consent-receipt - a receipt is about to be saved; cancel it to take it over
 *
 * @csspart consent - one consent
 * @csspart outcome - what has just been done
 * @csspart draft - what is said of what was typed last time
 *
 * @cssproperty --qym-consent-gap - between what waits, what is in force and what has ended
 * @cssproperty --qym-consent-said - the line beside the recipient's own words
 *
 * @example
 * ```html
 * <qym-session platform="https://qym.example">
 *   <qym-consent></qym-consent>
 * </qym-session>
 * ```
 */
export class QymConsent extends QymElement {
  static override styles = [...QymElement.styles, formStyles, consentStyles]

  /** Shows one consent alone; all that the session may see unless given. */
  @property({ attribute: 'consent-id' }) consentId = ''

  /** The consents, from a host that has them; then nothing is fetched. */
  @property({ attribute: false }) consents: readonly Consent[] | undefined

  /** The person in front of the page has signed in at the platform itself, and may consent to personal information of his or her own. */
  @property({ type: Boolean, attribute: 'by-person' }) byPerson = false

  @state() private open: { readonly consentId: string; readonly panel: Panel } | undefined
  /** Says what has just been done, in the language of now: it stays whatever becomes of the session. */
  @state() private outcome: (() => string) | undefined
  /** Whose form was sent and was not right yet. */
  @state() private checked: string | undefined

  readonly #choices = new Map<string, Choice>()
  readonly #answers = new ConsentAnswers(this)
  readonly #resource = new Resource<Consents>(this, {
    load: async (connection, signal) =>
      this.#prepared(await loadConsents(connection, this.consentId, signal)),
    args: () => [this.consentId],
    given: () => this.#given,
    isEmpty: ({ items }) => items.length === 0,
  })
  #given: Consents | undefined
  /** What was last drawn, which an answer is put into. */
  #shown: Consents | undefined

  readonly #place: ConsentPlace = {
    element: this,
    answers: this.#answers,
    desk: () => this.#desk(),
    settle: (changed, say) => this.#settle(changed, say),
    catchUp: consent => this.#catchUp(consent),
    tell: (event, detail) => void this.emit(event, detail),
  }
  readonly #panels = new Part(this, async () => {
    const { ConsentPanels } = await import('./panels.js')
    const panels = new ConsentPanels(this.#place)
    if (this.open) void panels.begin(this.open.consentId, this.open.panel)
    return panels
  })

  /** Fetches the consents again; what is shown stays until then. */
  async reload(): Promise<void> {
    this.#panels.content?.forgetReads()
    await this.#resource.reload()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (changed.has('consents')) this.#given = this.consents && { items: this.consents, isCut: false }
    const isOther = changed.get('session')?.connection !== this.session?.connection
    if (changed.has('session') && isOther) this.#panels.content?.forgetReads()
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    if (changed.has('consents') && this.#given) this.#prepared(this.#given)
  }

  /** Not every request has parts that are loaded on use; the first is made ready for its answer. */
  #prepared(shown: Consents): Consents {
    if (shown.items.some(needsPanels)) void this.#panels.load()
    else this.#panels.prepare()
    return shown
  }

  async #approve(consent: Consent): Promise<void> {
    this.checked = consent.id
    if (this.#faultsOf(consent).length > 0) {
      await this.updateComplete
      focusErrorSummary(this.shadowRoot)
      return
    }
    const changed = await this.#answers.approve(consent, this.#choiceOf(consent))
    if (!changed) return this.#catchUp(consent)
    const { id: consentId, granted: scopes, until } = changed
    this.emit('qym-consent-given', { consentId, scopes, until })
    this.#settle(changed, () => this.texts(consentTexts).doneApproved(this.#recipientOf(changed)))
  }

  /** Somebody else has answered in the meantime: how it stands now is shown. */
  async #catchUp(consent: Consent): Promise<void> {
    if (this.#answers.problemWith(consent)?.code !== 'impossible_step') return
    this.open = undefined
    this.#answers.forgetProblem()
    await this.reload()
    await this.#say(() => this.texts(consentTexts).changed)
  }

  #settle(changed: Consent, say: () => string): void {
    const settled = this.#prepared(withChanged(this.#shown ?? { items: [], isCut: false }, changed))
    if (this.consents) this.consents = settled.items
    else this.#resource.replace(settled)
    this.open = undefined
    this.checked = undefined
    this.#choices.delete(changed.id)
    this.#panels.content?.forgetReads()
    void this.#say(say)
  }

  /** What had the focus is gone: the sentence takes it, so that it is read out and the next key goes on from there. */
  async #say(say: () => string): Promise<void> {
    this.outcome = say
    await this.updateComplete
    this.shadowRoot?.querySelector<HTMLElement>('.outcome')?.focus()
  }

  async #saveReceipt(consent: Consent): Promise<void> {
    const receipt = await this.#answers.receiptOf(consent)
    if (receipt === undefined) return
    const { id: consentId } = consent
    if (this.emit('qym-consent-receipt', { consentId, receipt }, { cancelable: true }))
      downloadFile(new Blob([receipt], { type: 'application/jwt' }), `${consentId}.jwt`)
  }

  async #toggle(consent: Consent, panel: Panel): Promise<void> {
    const isOpen = this.#isOpen(consent, panel)
    this.open = isOpen ? undefined : { consentId: consent.id, panel }
    this.outcome = undefined
    this.#answers.forgetProblem()
    const { content: panels } = this.#panels
    if (!isOpen && panels) await panels.begin(consent.id, panel)
    else if (!isOpen) await this.#panels.load()
    if (panel === 'reads') return
    await this.updateComplete
    const next = isOpen ? `#name-${consent.id}` : '.ending'
    this.shadowRoot?.querySelector<HTMLElement>(next)?.focus()
  }

  #isOpen({ id }: Consent, panel: Panel): boolean {
    return this.open?.consentId === id && this.open.panel === panel
  }

  #choiceOf(consent: Consent): Choice {
    return this.#choices.get(consent.id) ?? firstChoice(consent)
  }

  #choose(consent: Consent, change: Partial<Choice>): void {
    this.#choices.set(consent.id, { ...this.#choiceOf(consent), ...change })
    this.requestUpdate()
  }

  /** Nothing is called wrong before it was sent. */
  #faultsOf(consent: Consent) {
    return this.checked === consent.id ? faultsOf(this.#choiceOf(consent), consent, dayAt(this.now())) : []
  }

  #recipientOf({ recipient }: Consent): string {
    return this.formats.localised(recipient.name)
  }

  #desk(): ConsentDesk {
    const desk: ConsentDesk = {
      words: this.texts(consentTexts),
      shared: this.texts(sharedTexts),
      facts: factWordsFor(this.language),
      formats: this.formats,
      language: this.language,
      today: dayAt(this.now()),
      platform: this.session?.platform ?? '',
      isByPerson: this.byPerson,
      canAct: this.#answers.isPossible,
      isBusy: this.#answers.isBusy,
      choiceOf: consent => this.#choiceOf(consent),
      choose: (consent, change) => this.#choose(consent, change),
      faultsOf: consent => this.#faultsOf(consent),
      problemWith: consent => this.#answers.problemWith(consent),
      isOpen: (consent, panel) => this.#isOpen(consent, panel),
      toggle: (consent, panel) => void this.#toggle(consent, panel),
      approve: consent => void this.#approve(consent),
      saveReceipt: consent => void this.#saveReceipt(consent),
      personalChoice: (consent, scope, holdings) =>
        this.#panels.view(desk, panels => panels.personalChoice(consent, scope, holdings, desk)),
      standingOf: consent => this.#panels.view(desk, panels => panels.standing(consent, desk)),
      panelOf: consent => this.#panelOf(consent, desk),
      isEnding: consent =>
        this.open?.consentId === consent.id &&
        this.open.panel !== 'reads' &&
        this.#panels.content !== undefined,
      texts: texts => this.texts(texts),
    }
    return desk
  }

  #panelOf(consent: Consent, desk: ConsentDesk): TemplateResult | typeof nothing {
    const { open } = this
    if (open?.consentId !== consent.id) return nothing
    return this.#panels.view(desk, panels => panels.view(consent, open.panel, desk))
  }

  #ready(shown: Consents): TemplateResult {
    this.#shown = shown
    return consentsView(shown, this.consentId !== '', this.#desk())
  }

  protected override content(): TemplateResult {
    return html`
      ${this.outcome ? html`<p class="notice outcome" part="outcome" data-tone="good" tabindex="-1">${this.outcome()}</p>` : nothing}
      ${this.draw(this.#resource.state, {
        ready: shown => this.#ready(shown),
        empty: () => this.texts(consentTexts).empty,
        lines: 6,
        reload: () => void this.reload(),
      })}
    `
  }
}

function needsPanels(consent: Consent): boolean {
  return consent.state !== 'requested' || personalScopes(consent).length > 0
}

define('qym-consent', QymConsent)

declare global {
  interface HTMLElementTagNameMap {
    'qym-consent': QymConsent
  }
  interface HTMLElementEventMap {
    'qym-consent-given': CustomEvent<{
      readonly consentId: string
      readonly scopes: readonly string[]
      readonly until: string | undefined
    }>
    'qym-consent-refused': CustomEvent<{ readonly consentId: string }>
    'qym-consent-withdrawn': CustomEvent<{ readonly consentId: string }>
    /** A receipt is about to be saved as a file. Cancel it to do something else with it, as apps without downloads must. */
    'qym-consent-receipt': CustomEvent<{ readonly consentId: string; readonly receipt: string }>
  }
}
