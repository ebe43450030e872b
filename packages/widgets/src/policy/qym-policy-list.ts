/** `<qym-policy-list>`: finds policies, says which suit the enterprise and until when, and opens them in place. */
import '../session/qym-session.js'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { Intents } from '../shared/intent.js'
import { Part } from '../shared/part.js'
import { QymElement } from '../shared/qym-element.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { problemWords } from '../shared/states.js'
import { formStyles } from '../shared/styles/form.styles.js'
import { AlertsFold } from './alerts-fold.js'
import { FacetCollector } from './facets.js'
import { Growing } from './growing.js'
import { drawPart } from './inner-state.js'
import type { PolicySummary, Subscription } from './policy.js'
import { filtersView, isSearching } from './policy-filters.js'
import { type Listing, PolicyListing } from './policy-listing.js'
import { CHUNK, rowsView } from './policy-rows.js'
import { policyListStyles } from './qym-policy-list.styles.js'
import { policyListTexts } from './qym-policy-list.texts.js'
import { rememberScroll } from './scroll-place.js'
import { NO_SEARCH, type PolicySearch } from './search.js'
import { termsFor } from './terms.js'
import { TypingPause } from './typing-pause.js'

/**
 * A list of policies that anyone can search. In a session it tells which of them the enterprise qualifies for, which may do
 * so once more is known, and which do not; what is open, until when, and how it is paid out. A policy opens in place.
 *
 * @summary Policies: search, filters, what matches, deadlines.
 * @customElement qym-policy-list
 *
 * @slot header - in the place of the title
 * @slot empty - in the place of the sentence for when nothing is found
 *
 * @event {CustomEvent<{ policyId: string }>} qym-policy-open - a policy was chosen; cancel it to show it yourself
 * @event {CustomEvent<{ policyId: string }>} qym-policy-close - the reader has gone back to the list
 * @event {CustomEvent<PolicySearch>} qym-policy-search - what is searched for has changed, such as for the page's address
 * @event {CustomEvent<Subscription>} qym-policy-subscribe - what the enterprise is told of has been chosen, or silenced
 *
 * @csspart search - the search form
 * @csspart item - a policy in the list
 * @csspart alerts - the fold for being told of new policies
 *
 * @cssproperty [--qym-policy-accent=var(--qym-color-brand)] - of what is chosen and pointed at
 *
 * @example
 * ```html
 * <qym-policy-list category="green" open-only></qym-policy-list>
 * ```
 */
export class QymPolicyList extends QymElement {
  static override styles = [QymElement.styles, formStyles, policyListStyles]

  /** Words to search for, Chinese or not. */
  @property() text = ''

  /** The id of a department: only its policies. */
  @property() department = ''

  /** A category, such as `green`. */
  @property() category = ''

  /** How it is paid out: `no-application`, `instant`, `fast-track` or `review`. */
  @property() redemption = ''

  /** `in-force`, `upcoming`, `exhausted`, `expired`, `superseded` or `withdrawn`; what is over is left out unless asked for. */
  @property() validity = ''

  /** Digits of GB/T 2260: what applies in that region. */
  @property() region = ''

  /** A code of GB/T 4754, such as `C` or `C3983`: what is for that industry. */
  @property() industry = ''

  /** In a session: only what matches so, `yes`, `need-info` or `no`. */
  @property() match = ''

  /** `relevance`, `newest`, `closing` or `amount`. */
  @property() sort = ''

  /** Only what can be applied for now. */
  @property({ type: Boolean, attribute: 'open-only' }) openOnly = false

  /** Policies that the host has at hand: then nothing is fetched, and they are searched where they are. */
  @property({ attribute: false }) items: readonly PolicySummary[] | undefined

  @state() private searchedText = ''
  @state() private isExpanded = false
  @state() private opened: PolicySummary | undefined

  readonly #intents = new Intents(this)
  readonly #listing = new PolicyListing(this, {
    intents: this.#intents,
    search: () => this.#search,
    items: () => this.#given,
    hasMatch: () => this.#hasMatch,
  })
  readonly #growing = new Growing(this, CHUNK, () => this.#listing.listing?.items.length ?? 0)
  readonly #typing = new TypingPause(this, () => this.#submit())
  readonly #moreFilters = new Part(this, () => import('./more-filters.js'))
  readonly #alerts = new AlertsFold(this, this.#intents)
  readonly #policy = new Part(this, () => import('./qym-policy.js'))
  readonly #facets = new FacetCollector()
  #isGivenMatched = false
  #announced: string | undefined
  #scrollBack: (() => void) | undefined

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (changed.has('text') && !this.#typing.isTyping) this.searchedText = this.text
    if (changed.has('items')) {
      this.#growing.restart()
      this.#isGivenMatched = this.#given?.some(({ match }) => match !== undefined) === true
    }
    this.#facets.collect(this.#listing.listing?.items ?? [])
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    this.#tellCount()
  }

  get #given(): readonly PolicySummary[] | undefined {
    return Array.isArray(this.items) ? this.items : undefined
  }

  /** What is searched for now; of what is being typed, what was there before the last pause. */
  get #search(): PolicySearch {
    const { department, category, redemption, validity, region, industry, sort } = this
    const match = this.#hasMatch ? this.match : ''
    return {
      ...{ department, category, redemption, validity, region, industry, sort, match },
      text: this.searchedText,
      open: this.openOnly,
    }
  }

  get #isSignedIn(): boolean {
    return this.session !== undefined && this.session.status !== 'none'
  }

  /** Whether there is an enterprise that policies are held against. */
  get #hasMatch(): boolean {
    return this.#given ? this.#isGivenMatched : this.#isSignedIn
  }

  #submit(): void {
    if (this.searchedText === this.text) return
    this.searchedText = this.text
    this.#changed()
  }

  #set(changes: Partial<PolicySearch>): void {
    const { open = this.openOnly, ...others } = changes
    Object.assign(this, others)
    this.openOnly = open
    this.searchedText = this.text
    this.#changed()
  }

  #changed(): void {
    this.#growing.restart()
    this.emit('qym-policy-search', this.#search)
  }

  #type = (event: Event): void => {
    if (!(event.currentTarget instanceof HTMLInputElement)) return
    this.#typing.type(event)
    this.text = event.currentTarget.value
  }

  #clear(): void {
    this.#set({ ...NO_SEARCH, region: this.region })
    this.renderRoot.querySelector<HTMLElement>('#search')?.focus()
  }

  async #more(): Promise<void> {
    const before = this.#listing.listing?.items.length ?? 0
    const [first] = (await this.#listing.more())?.items ?? []
    if (!first) return
    this.#growing.reach(before + CHUNK)
    await this.updateComplete
    this.#rowOf(first.id)?.focus()
  }

  /** The first list is what the page shows anyway; what comes of a search is said. */
  #tellCount(): void {
    const { listing } = this.#listing
    if (!listing || listing.key !== this.#listing.key) return
    const told = `${listing.key} ${listing.items.length}`
    if (this.#announced === told) return
    if (this.#announced !== undefined) this.announce(this.#countText(listing))
    this.#announced = told
  }

  #countText({ items, next }: Listing): string {
    const words = this.texts(policyListTexts)
    if (items.length === 0) return words.foundNone
    const count = this.formats.count(items.length)
    return next ? words.foundSoFar(count) : words.found(count)
  }

  #open(item: PolicySummary): void {
    if (!this.emit('qym-policy-open', { policyId: item.id }, { cancelable: true })) return
    this.#scrollBack = rememberScroll(this)
    this.opened = item
    void this.#policy.load()
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.back')?.focus())
  }

  #close(): void {
    const { opened } = this
    if (!opened) return
    this.opened = undefined
    this.emit('qym-policy-close', { policyId: opened.id })
    void this.updateComplete.then(() => {
      this.#rowOf(opened.id)?.focus({ preventScroll: true })
      this.#scrollBack?.()
    })
  }

  #rowOf(policyId: string): HTMLElement | undefined {
    const rows = this.renderRoot.querySelectorAll<HTMLElement>('.row-open')
    return [...rows].find(row => row.dataset.id === policyId)
  }

  #rows(listing: Listing): TemplateResult {
    const { language, formats } = this
    const shown = listing.items.slice(0, this.#growing.drawn)
    return html`
      <p class="count quiet" part="count">${this.#countText(listing)}</p>
      ${rowsView(shown, this.#listing.groups.length > 1, {
        words: this.texts(policyListTexts),
        terms: termsFor(language),
        language,
        formats,
        now: this.now(),
        open: item => this.#open(item),
      })}
      ${listing.next ? this.#moreView() : nothing}
    `
  }

  #moreView(): TemplateResult {
    const { problemWithMore, isGettingMore } = this.#listing
    const words = this.texts(policyListTexts)
    return html`
      ${problemWithMore ? html`<p class="field-error" role="alert">${problemWords(this.texts(sharedTexts), problemWithMore).title}</p>` : nothing}
      <button type="button" class="button more" data-kind="secondary" aria-disabled=${isGettingMore} @click=${() => this.#more()}>${words.more}</button>
    `
  }

  #form(): TemplateResult {
    const terms = termsFor(this.language)
    return filtersView({
      words: this.texts(policyListTexts),
      formats: this.formats,
      terms,
      search: { ...this.#search, text: this.text },
      facets: this.#facets.with(this.category),
      isExpanded: this.isExpanded,
      hasMatch: this.#hasMatch,
      isRemote: this.#given === undefined,
      type: this.#type,
      submit: () => this.#typing.end(),
      set: changes => this.#set(changes),
      language: this.language,
      toggle: () => {
        this.isExpanded = !this.isExpanded
        void this.#moreFilters.load()
      },
      clear: () => this.#clear(),
      more: form => this.#drawPart(this.#moreFilters, ({ moreFilters }) => moreFilters(form)),
    })
  }

  #alertsView(): TemplateResult | typeof nothing {
    if (!this.#isSignedIn || this.#given) return nothing
    const { language, formats } = this
    return this.#alerts.view({
      title: this.texts(policyListTexts).alerts,
      language,
      formats,
      facets: this.#facets.with(this.category),
      done: (sentence, subscription) => {
        this.announce(sentence)
        this.emit('qym-policy-subscribe', subscription)
      },
    })
  }

  /** A part that is there, or on its way, or cannot be had just now. */
  #drawPart<Content>(part: Part<Content>, ready: (content: Content) => TemplateResult | typeof nothing) {
    const { language, formats } = this
    return drawPart(part.state, { language, formats, lines: 6, ready, reload: () => void part.load() })
  }

  #openedView({ id }: PolicySummary): TemplateResult {
    return html`
      <button type="button" class="link back" @click=${() => this.#close()}>‹ ${this.texts(policyListTexts).backToList}</button>
      ${this.#drawPart(
        this.#policy,
        () => html`<qym-policy
          policy-id=${id}
          locale=${this.locale}
          theme=${this.theme}
          ?elder=${this.elder}
          .session=${this.session}
        ></qym-policy>`,
      )}
    `
  }

  protected override content(): TemplateResult {
    const words = this.texts(policyListTexts)
    const { state: current, key } = this.#listing
    const isSignedOut = current.kind === 'signed-out'
    const isBusy = current.kind === 'ready' && current.value.key !== key
    return html`
      <div ?hidden=${this.opened !== undefined}>
        <div class="stack">
          <slot name="header"><h2>${words.title}</h2></slot>
          ${isSignedOut ? nothing : this.#form()}
        </div>
        <div class="list" aria-busy=${isBusy}>
          ${this.draw(current, {
            lines: 8,
            ready: listing => this.#rows(listing),
            empty: () => (isSearching({ ...this.#search, match: '' }) ? words.empty : words.emptyMatch),
            reload: () => this.#listing.reload(),
          })}
        </div>
        ${isSignedOut ? nothing : this.#alertsView()}
      </div>
      ${this.opened ? this.#openedView(this.opened) : nothing}
    `
  }
}

define('qym-policy-list', QymPolicyList)

declare global {
  interface HTMLElementTagNameMap {
    'qym-policy-list': QymPolicyList
  }
  interface HTMLElementEventMap {
    'qym-policy-open': CustomEvent<{ readonly policyId: string }>
    'qym-policy-close': CustomEvent<{ readonly policyId: string }>
    'qym-policy-search': CustomEvent<PolicySearch>
    'qym-policy-subscribe': CustomEvent<Subscription>
  }
}
