/** `<qym-card-exchanges>`: cards offered and received. A part of `<qym-business-card>`, loaded when it is used. */
import { newIdempotencyKey } from '@qiyema/core/connection'
import { card as cardOperations } from '@qiyema/core/operations/card'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { type Entries, readEntries } from '../shared/drafts/entries.js'
import { FormTyping } from '../shared/drafts/form-typing.js'
import { keptNote } from '../shared/drafts/kept-note.js'
import { field } from '../shared/form/field.js'
import type { ShownProblem } from '../shared/problem.js'
import { QymElement } from '../shared/qym-element.js'
import { wordFor } from '../shared/registration.texts.js'
import { Resource } from '../shared/resource.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { problemView } from '../shared/states.js'
import { formStyles } from '../shared/styles/form.styles.js'
import type { Card, Exchange } from './card.js'
import { cardExchangesTexts } from './card-exchanges.texts.js'
import type { PartName, PartParts } from './card-part.js'
import { cardPartStyles } from './card-part.styles.js'
import { creditCodeIn } from './credit-code.js'
import { type ExchangeStep, exchangeEntry } from './exchange-entry.js'

type Outcome = 'sent' | 'accepted' | 'declined' | 'withdrawn' | 'overtaken'
type OfferFault = 'uscc' | 'own' | 'no-card' | 'message'

interface Exchanges {
  readonly items: readonly Exchange[]
  readonly nextCursor?: string | undefined
}

const PAGE = 20
const LONGEST_MESSAGE = 200
const DONE = { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const
const BY_CODE: Readonly<Record<string, OfferFault>> = { own_card: 'own', no_card: 'no-card' }

/**
 * @summary Offers the session's card to others, and answers those who offer theirs.
 * @customElement qym-card-exchanges
 */
export class QymCardExchanges extends QymElement {
  static override styles = [...QymElement.styles, formStyles, cardPartStyles]

  /** The card of whom to offer one's own to; anybody, by number, unless given. */
  @property({ attribute: false }) to: Card | undefined

  @state() private fault: OfferFault | undefined
  @state() private problem: ShownProblem | undefined
  @state() private note: Outcome | undefined
  @state() private isBusy = false

  readonly #typing = new FormTyping<Entries>(this, {
    name: () => `offer ${this.to?.uscc ?? 'to anybody'}`,
    read: readEntries,
  })
  /** One for each intent: pressed twice, or after an answer was lost, a card is offered once. */
  #intent = newIdempotencyKey()

  readonly #resource = new Resource<Exchanges>(this, {
    load: async (connection, signal) =>
      connection.use(cardOperations).exchanges.list({ limit: PAGE }, { signal }),
  })

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('to')) this.#intent = newIdempotencyKey()
  }

  /** What is typed so far. */
  #typed(name: 'uscc' | 'message'): string {
    return this.#typing.values[name]?.[0] ?? ''
  }

  get #calls() {
    return this.session?.connection?.use(cardOperations).exchanges
  }

  #offer = async (event: SubmitEvent) => {
    event.preventDefault()
    const calls = this.#calls
    if (!calls || this.isBusy) return
    const uscc = creditCodeIn(this.to?.uscc ?? this.#typed('uscc'))
    const message = this.#typed('message').trim()
    this.fault = uscc === undefined ? 'uscc' : message.length > LONGEST_MESSAGE ? 'message' : undefined
    this.#clear()
    if (this.fault || uscc === undefined) return this.#focusFault()
    const offer = { uscc, ...(message && { message }) }
    await this.#during(async () => {
      const exchange = await calls.offer(offer, { idempotencyKey: this.#intent })
      this.#intent = newIdempotencyKey()
      void this.#typing.discard()
      this.#took(exchange, 'sent')
    })
  }

  async #step(step: ExchangeStep, { id }: Exchange): Promise<void> {
    const calls = this.#calls
    if (!calls || this.isBusy) return
    this.#clear()
    await this.#during(async () => this.#took(await calls[step]({ exchangeId: id }), DONE[step]))
  }

  async #more(cursor: string): Promise<void> {
    const calls = this.#calls
    const before = this.#resource.value?.items ?? []
    if (!calls) return
    await this.#during(async () => {
      const { items, nextCursor } = await calls.list({ limit: PAGE, cursor })
      this.#resource.replace({ items: [...before, ...items], nextCursor })
    })
  }

  async #during(work: () => Promise<void>): Promise<void> {
    this.isBusy = true
    try {
      await work()
    } catch (error) {
      await this.#fail(error)
    } finally {
      this.isBusy = false
    }
  }

  #clear(): void {
    this.problem = undefined
    this.note = undefined
  }

  #took(exchange: Exchange, outcome: Outcome): void {
    const { items = [], nextCursor } = this.#resource.value ?? {}
    const others = items.filter(({ id }) => id !== exchange.id)
    const isKnown = others.length < items.length
    const now = isKnown
      ? items.map(item => (item.id === exchange.id ? exchange : item))
      : [exchange, ...items]
    this.#resource.replace({ items: now, nextCursor })
    this.note = outcome
    this.emit('qym-exchange-change', { exchange })
  }

  async #fail(error: unknown): Promise<void> {
    const problem = this.problemFrom(error)
    const refused = problem.fields.find(({ pointer }) => pointer === '/uscc')
    this.fault = refused ? (BY_CODE[refused.code] ?? 'uscc') : undefined
    if (this.fault) return this.#focusFault()
    const isOvertaken = problem.kind === 'conflict' || problem.code === 'expired'
    if (!isOvertaken) {
      this.problem = problem
      return
    }
    await this.#resource.reload()
    this.note = 'overtaken'
  }

  #focusFault(): void {
    const id = this.fault === 'message' || this.to ? 'message' : 'uscc'
    void this.updateComplete.then(() => this.shadowRoot?.getElementById(id)?.focus())
  }

  protected override content(): TemplateResult {
    const words = this.texts(cardExchangesTexts)
    const { to } = this
    return html`
      <section class="part" aria-labelledby="title">
        <h3 id="title">${to ? words.offerTitle(this.formats.localised(to.name)) : words.title}</h3>
        ${to ? this.#offerForm() : nothing}
        ${this.draw(this.#resource.state, {
          ready: exchanges => this.#entries(exchanges),
          lines: 4,
          reload: () => void this.#resource.reload(),
        })}
        ${to ? nothing : html`<h4>${words.newTitle}</h4>${this.#offerForm()}`}
      </section>
    `
  }

  #entries({ items, nextCursor }: Exchanges): TemplateResult {
    const words = this.texts(cardExchangesTexts)
    const { formats, to, isBusy } = this
    const isAbout = ({ from, to: side }: Exchange) => !to || from.uscc === to.uscc || side.uscc === to.uscc
    const shown = items.filter(isAbout)
    const ownUscc = this.session?.enterprise?.uscc
    const onStep = (step: ExchangeStep, exchange: Exchange) => void this.#step(step, exchange)
    const parts = { words, formats, ownUscc, now: this.now(), isBusy, onStep }
    if (shown.length === 0) return to ? html`` : html`<p class="quiet">${words.empty}</p>`
    return html`
      <ul class="entries">${shown.map(exchange => exchangeEntry(exchange, parts))}</ul>
      ${nextCursor === undefined ? nothing : html`<button type="button" class="button" data-kind="secondary" ?disabled=${isBusy} @click=${() => void this.#more(nextCursor)}>${words.more}</button>`}
    `
  }

  #offerForm(): TemplateResult {
    const words = this.texts(cardExchangesTexts)
    const { problem, note, fault, isBusy } = this
    return html`
      <form novalidate @submit=${this.#offer}>
        <p class="quiet">${words.offerIntro}</p>
        ${keptNote(this.#typing, this.language)}
        ${this.to ? nothing : this.#usccField()}
        ${field({
          id: 'message',
          label: words.message,
          mark: this.texts(sharedTexts).optional,
          hint: words.messageHint,
          error: fault === 'message' || (this.to && fault) ? wordFor(words, 'fault', fault ?? '') : undefined,
          control: ({ id, describedBy, invalid }) =>
            html`<input id=${id} maxlength="200" autocomplete="off" aria-describedby=${describedBy} aria-invalid=${invalid} .value=${this.#typed('message')} @input=${this.#onMessage} />`,
        })}
        ${problem ? problemView(this.texts(sharedTexts), this.formats, { ...problem, canRetry: false }, () => {}) : nothing}
        <div role="status">${note ? html`<p class="notice" data-tone="good">${words[note]}</p>` : nothing}</div>
        <div class="row">
          <button type="submit" class="button" aria-disabled=${isBusy}>${isBusy ? words.sending : words.send}</button>
        </div>
      </form>
    `
  }

  #usccField(): TemplateResult {
    const words = this.texts(cardExchangesTexts)
    const { fault } = this
    return field({
      id: 'uscc',
      label: words.uscc,
      hint: words.usccHint,
      error: fault && fault !== 'message' ? wordFor(words, 'fault', fault) : undefined,
      control: ({ id, describedBy, invalid }) =>
        html`<input id=${id} autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby=${describedBy} aria-invalid=${invalid} .value=${this.#typed('uscc')} @input=${this.#onUscc} />`,
    })
  }

  #onUscc = (event: InputEvent) => {
    if (event.currentTarget instanceof HTMLInputElement)
      this.#typing.change({ uscc: [event.currentTarget.value] })
  }

  #onMessage = (event: InputEvent) => {
    if (event.currentTarget instanceof HTMLInputElement)
      this.#typing.change({ message: [event.currentTarget.value] })
  }
}

/** Draws it in its place below the card. */
export function drawPart(name: PartName, { card, surroundings }: PartParts): TemplateResult {
  const { session, locale, theme, elder } = surroundings
  return html`<qym-card-exchanges
    .session=${session} .locale=${locale} .theme=${theme} .elder=${elder}
    .to=${name === 'offer' ? card : undefined}
  ></qym-card-exchanges>`
}

define('qym-card-exchanges', QymCardExchanges)

declare global {
  interface HTMLElementTagNameMap {
    'qym-card-exchanges': QymCardExchanges
  }
  interface HTMLElementEventMap {
    'qym-exchange-change': CustomEvent<{ readonly exchange: Exchange }>
  }
}
