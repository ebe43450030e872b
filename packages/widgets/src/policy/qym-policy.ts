/** `<qym-policy>`: one policy, whether the enterprise qualifies and why, what it may come to, and how to apply. */
import '../session/qym-session.js'
import { ApiError, type Connection } from '@qiyema/core/connection'
import { policy } from '@qiyema/core/operations/policy'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { Intents } from '../shared/intent.js'
import { Part } from '../shared/part.js'
import { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import type { WidgetState } from '../shared/state.js'
import { formStyles } from '../shared/styles/form.styles.js'
import { applyView } from './apply-view.js'
import { countyText } from './county-text.js'
import { drawPart } from './inner-state.js'
import type { MatchPart } from './match-part.js'
import { type Titles, titlesOf } from './other-policies.js'
import type { Correction, DeclaredFacts, PolicyItem, PolicyMatch } from './policy.js'
import { detailsView } from './policy-details.js'
import { policyStyles } from './qym-policy.styles.js'
import { policyTexts } from './qym-policy.texts.js'
import { termsFor } from './terms.js'
import { resultText, verdictView } from './verdict.js'

/** An id of the contract; what is none would be a question that the platform cannot take. */
const POLICY_ID = /^pol[_-][0-9a-z]{1,32}$/

/**
 * A policy in full. In a session it is held against the enterprise, condition by condition: what is met, what is not, and
 * what is not known, each with what is known of it, whose word that is, and as of when. It asks for the facts that would
 * settle it, tells what it may come to as an estimate, and takes a dispute of a fact to who keeps it. What was answered is kept
 * on the device, encrypted, and there again when the same enterprise comes back to the policy.
 *
 * @summary One policy, and whether it suits.
 * @customElement qym-policy
 *
 * @slot consent - where facts are missing that only a consent opens: a `<qym-consent>`, or a way to one
 *
 * @event {CustomEvent<{ policyId: string; version: number }>} qym-policy-apply - the person wants to apply; cancel it to take over, otherwise it is told how
 * @event {CustomEvent<{ policyId: string }>} qym-policy-open - another policy was chosen; cancel it to show it yourself
 * @event {CustomEvent<{ policyId: string; matchId: string; result: string }>} qym-policy-match - it has been held against the enterprise, or anew with what was added
 * @event {CustomEvent<{ correction: Correction }>} qym-correction-submit - a fact was disputed
 *
 * @csspart condition - a condition
 * @csspart estimate - what it may come to
 * @csspart consent-needed - what is told where a consent is missing
 * @csspart draft - what is said of what was typed last time
 *
 * @cssproperty [--qym-policy-accent=var(--qym-color-brand)] - of what one can do
 * @cssproperty [--qym-policy-verdict-surface=var(--qym-color-surface-soft)] - behind the answer whether it suits
 *
 * @example
 * ```html
 * <qym-policy policy-id="pol-01"></qym-policy>
 * ```
 */
export class QymPolicy extends QymElement {
  static override styles = [QymElement.styles, formStyles, policyStyles]

  /** Which policy: its id. */
  @property({ attribute: 'policy-id' }) policyId = ''

  /** An earlier version of it; the current one unless given. */
  @property({ type: Number }) version: number | undefined

  /** The item, where the host has it at hand: then it is not fetched. */
  @property({ attribute: false }) item: PolicyItem | undefined

  /** A match that the host has at hand: then none is made until the person adds something. */
  @property({ attribute: false }) match: PolicyMatch | undefined

  @state() private isTold = false

  readonly #policy = new Resource<PolicyItem>(this, {
    load: (connection, signal) =>
      connection
        .use(policy)
        .read({ policyId: this.policyId, ...(this.version && { version: this.version }) }, { signal }),
    args: () => [this.policyId, this.version],
    given: () => this.item,
    missing: () => this.#obstacle(),
  })
  readonly #match = new Resource<PolicyMatch | null>(this, {
    load: (connection, signal) => this.#makeMatch(connection, signal),
    args: () => [this.policyId, this.version, this.#isSignedIn],
    given: () => this.match,
    missing: () => (this.#isSignedIn ? this.#obstacle() : 'no-enterprise'),
  })
  readonly #promise = new Resource(this, {
    load: (connection, signal) => connection.use(policy).promise({ policyId: this.policyId }, { signal }),
    args: () => [this.policyId],
    missing: () =>
      this.#policy.value?.promiseWorkingDays === undefined ? 'nothing-promised' : this.#obstacle(),
  })
  readonly #titles = new Resource<Titles>(this, {
    load: (connection, signal) => titlesOf(connection, this.#others, signal),
    args: () => [this.#others.join(' ')],
    missing: () => (this.#others.length === 0 ? 'no-others' : undefined),
  })
  readonly #intents = new Intents(this)
  readonly #matchPart = new Part(this, () => this.#loadMatchPart())
  #subject: readonly unknown[] = []
  #added: PolicyMatch | undefined
  #toldOf: string | undefined

  /** The conditions are on their way while the policy is. */
  override connectedCallback(): void {
    super.connectedCallback()
    void this.#matchPart.load()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    const subject = [this.policyId, this.version, this.session?.connection, this.session?.status === 'lost']
    // Another policy, or another session: what was added is about neither.
    if (subject.some((part, index) => part !== this.#subject[index])) this.#forget()
    this.#subject = subject
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    const match = this.#shownMatch
    if (!match || match.id === this.#toldOf) return
    this.#toldOf = match.id
    this.emit('qym-policy-match', { policyId: match.policyId, matchId: match.id, result: match.result })
  }

  get #isSignedIn(): boolean {
    return this.match !== undefined || (this.session !== undefined && this.session.status !== 'none')
  }

  #obstacle(): string | undefined {
    if (this.item) return undefined
    if (this.policyId === '') return 'policy-id-missing'
    return POLICY_ID.test(this.policyId) ? undefined : 'policy-id-invalid'
  }

  /** While another policy is on its way, the one before it is not shown under its name. */
  get #state(): WidgetState<PolicyItem> {
    const { state: current } = this.#policy
    const isOther = current.kind === 'ready' && !this.item && current.value.id !== this.policyId
    return isOther ? { kind: 'loading' } : current
  }

  /** What the person has added stands before what was known without it. */
  get #shownMatch(): PolicyMatch | undefined {
    if (this.session?.status === 'lost') return undefined
    const match = this.#added ?? this.match ?? this.#match.value ?? undefined
    return this.policyId === '' || match?.policyId === this.policyId ? match : undefined
  }

  get #others(): readonly string[] {
    const { supersedes, supersededBy } = this.#policy.value ?? this.item ?? {}
    return [supersededBy, supersedes, ...(this.#shownMatch?.excludes ?? [])].filter(id => id !== undefined)
  }

  #forget(): void {
    this.#matchPart.content?.forget()
    this.#added = undefined
    this.isTold = false
  }

  /** Null for what is over: nobody is held against it. */
  async #makeMatch(connection: Connection, signal: AbortSignal): Promise<PolicyMatch | null> {
    try {
      return await connection.use(policy).matches.make({ policyId: this.policyId }, { signal })
    } catch (error) {
      if (error instanceof ApiError && error.problem?.code === 'impossible_step') return null
      throw error
    }
  }

  async #declare(declared: DeclaredFacts, idempotencyKey: string): Promise<PolicyMatch> {
    const { session, policyId, item } = this
    if (!session?.connection) throw new Error('There is nobody to ask.')
    const { matches } = session.connection.use(policy)
    return matches.make({ policyId: policyId || (item?.id ?? ''), declared }, { idempotencyKey })
  }

  async #loadMatchPart(): Promise<MatchPart> {
    const { MatchPart } = await import('./match-part.js')
    return new MatchPart(this, {
      intents: this.#intents,
      make: (declared, idempotencyKey) => this.#declare(declared, idempotencyKey),
      answered: (match, isAsked) => this.#answered(match, isAsked),
      disputed: (correction, sentence) => this.#disputed(correction, sentence),
    })
  }

  #answered(match: PolicyMatch | undefined, isAsked: boolean): void {
    const words = this.texts(policyTexts)
    this.#added = match
    this.requestUpdate()
    if (match) this.announce(words.resultIs(resultText(match.result, words)))
    if (isAsked) void this.updateComplete.then(() => this.#focus('.verdict-result'))
  }

  #disputed(correction: Correction, sentence: string): void {
    this.announce(sentence)
    this.emit('qym-correction-submit', { correction })
    void this.updateComplete.then(() => this.#focus('.correction-sent'))
  }

  #apply({ id, version }: PolicyItem): void {
    if (!this.emit('qym-policy-apply', { policyId: id, version }, { cancelable: true })) return
    this.isTold = true
    void this.updateComplete.then(() => this.#focus('.how'))
  }

  #openOther(policyId: string): void {
    if (!this.emit('qym-policy-open', { policyId }, { cancelable: true })) return
    this.version = undefined
    this.item = undefined
    this.match = undefined
    this.policyId = policyId
    void this.updateComplete.then(() => this.scrollIntoView({ block: 'start' }))
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus()
  }

  #around() {
    const { language, formats } = this
    return { words: this.texts(policyTexts), terms: termsFor(language), formats, language }
  }

  #headView(item: PolicyItem) {
    const { terms, formats, language } = this.#around()
    const tone = item.validity === 'in-force' ? 'good' : 'caution'
    return html`
      <header class="policy-head">
        <p class="quiet">${terms.word('level', item.level)} · <bdi>${formats.localised(item.department)}</bdi> · ${countyText(language, item.docNumber)}</p>
        <h2>${countyText(language, item.title)}</h2>
        <p><span class="badge" data-tone=${tone}>${terms.word('validity', item.validity)}</span></p>
        ${this.#standingView(item)}
        <p>${countyText(language, item.summary)}</p>
      </header>
    `
  }

  /** What has become of it, where it is not simply in force. */
  #standingView({ withdrawReason, supersededBy, supersedes, validity }: PolicyItem) {
    const { words, language } = this.#around()
    const isEarlier = this.version !== undefined && validity === 'superseded' && supersededBy === undefined
    return html`
      ${isEarlier ? html`<p>${words.earlierVersion}</p>` : nothing}
      ${withdrawReason ? html`<p>${words.withdrawn('')}${countyText(language, withdrawReason)}</p>` : nothing}
      ${supersededBy ? html`<p>${words.supersededBy} ${this.#otherView(supersededBy)}</p>` : nothing}
      ${supersedes ? html`<p class="quiet">${words.supersedes} ${this.#otherView(supersedes)}</p>` : nothing}
    `
  }

  #otherView(policyId: string) {
    const { words, language } = this.#around()
    const title = this.#titles.value?.get(policyId)
    return html`<button type="button" class="link" @click=${() => this.#openOther(policyId)}>${title ? countyText(language, title) : words.openOther}</button>`
  }

  #conditionsView(item: PolicyItem): TemplateResult {
    const { conditions, matchTitle } = this.texts(policyTexts)
    const isOver = this.#match.value === null
    if (!this.#isSignedIn || isOver)
      return html`<section class="match-part"><h3>${conditions}</h3>${this.#drawMatchPart(part => part.conditions(item, this.language))}</section>`
    const shown = this.#shownMatch
    return html`
      <section class="match-part">
        <h3>${matchTitle}</h3>
        ${shown ? this.#matchView(shown, item) : drawPart(this.#match.state, { ...this.#inside, ready: () => nothing, reload: () => void this.#match.reload() })}
      </section>
    `
  }

  #matchView(match: PolicyMatch, item: PolicyItem) {
    const { language } = this
    const part = this.#matchPart.content
    return html`
      ${verdictView(match, {
        ...this.#around(),
        counts: part?.counts(match, language) ?? nothing,
        steps: part?.steps(match, language) ?? nothing,
      })}
      ${this.#drawMatchPart(part => part.view(match, item, language))}
      ${match.excludes.length > 0 ? this.#excludesView(match) : nothing}
    `
  }

  #drawMatchPart(ready: (part: MatchPart) => TemplateResult) {
    return drawPart(this.#matchPart.state, {
      ...this.#inside,
      ready,
      reload: () => void this.#matchPart.load(),
    })
  }

  get #inside() {
    return { language: this.language, formats: this.formats, lines: 6 }
  }

  #excludesView({ excludes }: PolicyMatch) {
    return html`
      <h4>${this.texts(policyTexts).excludes}</h4>
      <ul class="other-policies">${excludes.map(id => html`<li>${this.#otherView(id)}</li>`)}</ul>
    `
  }

  #view(item: PolicyItem): TemplateResult {
    const around = this.#around()
    return html`
      <article class="policy">
        ${this.#headView(item)}
        ${applyView(item, {
          ...around,
          now: this.now(),
          promisedBy: this.#promise.value?.promisedBy,
          isTold: this.isTold,
          apply: () => this.#apply(item),
        })}
        ${this.#conditionsView(item)}
        ${detailsView(item, around)}
      </article>
    `
  }

  protected override content(): TemplateResult {
    return this.draw(this.#state, {
      lines: 10,
      ready: item => this.#view(item),
      reload: () => void this.#policy.reload(),
    })
  }
}

define('qym-policy', QymPolicy)

declare global {
  interface HTMLElementTagNameMap {
    'qym-policy': QymPolicy
  }
  interface HTMLElementEventMap {
    'qym-policy-apply': CustomEvent<{ readonly policyId: string; readonly version: number }>
    'qym-policy-match': CustomEvent<{
      readonly policyId: string
      readonly matchId: string
      readonly result: string
    }>
    'qym-correction-submit': CustomEvent<{ readonly correction: Correction }>
  }
}
