/** `<qym-business-card>`: an enterprise's card, with whose word each line is. */
import '../session/qym-session.js'
import { card as cardOperations } from '@qiyema/core/operations/card'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { Part } from '../shared/part.js'
import { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import { sharedTexts } from '../shared/shared.texts.js'
import { whenIdle } from '../shared/when-idle.js'
import type { Card } from './card.js'
import type { Said, Say } from './card-actions.js'
import { cardFace } from './card-face.js'
import { cardPart, cardSources, type PartModule, type PartName, type PartParts } from './card-part.js'
import { creditCodeIn } from './credit-code.js'
import type { DisputableMember } from './disputable.js'
import { labelsFor } from './labels.js'
import { businessCardStyles } from './qym-business-card.styles.js'
import { businessCardTexts } from './qym-business-card.texts.js'

type Actions = typeof import('./card-actions.js')

/**
 * Shows a business card (码上名片): the session's own enterprise, or any that has one. Each line says whose word it is and as of
 * when. Its own enterprise edits what it may say itself, exchanges cards with others, and has registered facts corrected at
 * their owner. What is typed and not sent yet is kept on the device, encrypted. What is done more seldom is loaded when it is used.
 *
 * @summary An enterprise's business card, with the source of each line.
 * @customElement qym-business-card
 *
 * @slot empty - in the place of the sentence for an enterprise without a card
 * @slot footer - below the card's own actions
 *
 * @event {CustomEvent<{ uscc: string }>} qym-card-save - somebody saves the contact; cancel it to hand out the file yourself
 * @event {CustomEvent<{ uscc: string, url: string }>} qym-card-share - somebody shares it; cancel it to share in your own way
 * @event {CustomEvent<{ card: Card }>} qym-card-edit - the enterprise has edited its card
 * @event {CustomEvent<{ exchange: Exchange }>} qym-exchange-change - a card was offered, accepted, declined or taken back
 * @event {CustomEvent<{ correction: Correction }>} qym-correction-submit - a registered fact was disputed at its owner
 *
 * @csspart base - all of it
 * @csspart card - the card itself
 * @csspart verified - the line that says whose word the registered details are
 * @csspart details - the lines of contact
 * @csspart actions - the buttons
 * @csspart sources - what says where each line comes from
 *
 * @cssproperty --qym-business-card-accent - the line at the top
 * @cssproperty --qym-business-card-line - the border
 *
 * @example
 * ```html
 * <qym-session platform="https://qym.example">
 *   <qym-business-card></qym-business-card>
 *   <qym-business-card uscc="91330521PDY0000280"></qym-business-card>
 * </qym-session>
 * ```
 */
export class QymBusinessCard extends QymElement {
  static override styles = [...QymElement.styles, businessCardStyles]

  /** Whose public card to show; the own card of the session's enterprise unless given. */
  @property() uscc = ''

  /** The card itself, for pages that have it already; then nothing is fetched. */
  @property({ attribute: false }) card: Card | undefined

  /** Leaves out what changes anything: editing, exchange and corrections. */
  @property({ type: Boolean }) readonly = false

  /** Where a shared link leads: a page of the host's that shows this card. The contact file at the platform unless given. */
  @property({ attribute: 'share-url' }) shareUrl = ''

  @state() private lost: ReadonlySet<string> = new Set()
  @state() private said: Say | undefined
  @state() private openPart: PartName | undefined
  @state() private opened: ReadonlyMap<PartName, Part<PartModule>> = new Map()
  @state() private disputed: DisputableMember = 'registrationStatus'

  readonly #resource: Resource<Card> = new Resource<Card>(this, {
    args: () => [this.uscc],
    given: () => this.card,
    missing: () => (this.uscc === '' || creditCodeIn(this.uscc) !== undefined ? undefined : 'uscc-invalid'),
    load: (connection, signal) => {
      const cards = connection.use(cardOperations)
      const uscc = creditCodeIn(this.uscc)
      return uscc === undefined ? cards.read(undefined, { signal }) : cards.readPublic({ uscc }, { signal })
    },
  })

  readonly #actionPart = new Part<Actions>(this, () => import('./card-actions.js'))

  /** Fetches it again. */
  reload(): Promise<void> {
    return this.#resource.reload()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('uscc') && !changed.has('card')) return
    // What was opened, said or lost was another card's.
    this.openPart = undefined
    this.opened = new Map()
    this.said = undefined
    this.lost = new Set()
  }

  protected override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed)
    whenIdle(() => void this.#actionPart.load())
  }

  /** An own card can be edited; one that the page has given cannot, since nobody knows of which version it is. */
  get #isOwn(): boolean {
    return this.uscc === '' && this.card === undefined && !this.readonly
  }

  get #mayOffer(): boolean {
    const { session } = this
    return !this.readonly && this.uscc !== '' && session !== undefined && session.status !== 'none'
  }

  #onLost = (pictureId: string) => {
    this.lost = new Set([...this.lost, pictureId])
  }

  #copy(card: Card): Promise<void> {
    return this.#act(({ copyUscc }) => copyUscc(card))
  }

  async #save(card: Card): Promise<void> {
    const { uscc } = card
    const { connection } = this.session ?? {}
    if (!this.emit('qym-card-save', { uscc }, { cancelable: true }) || !connection) return
    const address = this.#vcardAddress(uscc)
    await this.#act(({ saveContact }) => saveContact(card, connection, address))
  }

  async #share(card: Card): Promise<void> {
    const { uscc } = card
    const url = this.shareUrl || this.#vcardAddress(uscc)
    if (!this.emit('qym-card-share', { uscc, url }, { cancelable: true })) return
    await this.#act(({ shareCard }) => shareCard(card, url, this.language))
  }

  /** What is there begins at once: browsers share, and open the clipboard, only upon a press. */
  async #act(action: (actions: Actions) => Promise<Say | undefined>): Promise<void> {
    if (!this.#actionPart.content) await this.#actionPart.load()
    const { content } = this.#actionPart
    try {
      this.said = content
        ? await action(content)
        : () => ({ sentence: this.texts(sharedTexts).offlineAdvice })
    } catch (error) {
      const { detail } = this.problemFrom(error)
      this.said = () => ({ sentence: detail ?? this.texts(sharedTexts).unavailableTitle })
    }
  }

  #vcardAddress(uscc: string): string {
    return `${(this.session?.platform ?? '').replace(/\/+$/, '')}/v1/cards/${uscc}/vcard`
  }

  /** Opens a part, or closes it. Closed, it keeps what was typed into it. */
  async #toggle(name: PartName): Promise<void> {
    this.openPart = this.openPart === name ? undefined : name
    if (this.openPart) await this.#ensure(name)
  }

  #ensure(name: PartName): Promise<unknown> {
    const part = this.opened.get(name) ?? new Part(this, () => loadPart(name))
    this.opened = new Map(this.opened).set(name, part)
    return part.load()
  }

  #dispute = (member: DisputableMember) => {
    this.disputed = member
    this.openPart = 'correction'
    void this.#ensure('correction').then(() => this.#goToPart())
  }

  /** What was pressed stands below, out of sight of what has opened. */
  async #goToPart(): Promise<void> {
    await this.updateComplete
    this.shadowRoot?.querySelector<HTMLElement>('.part:not([hidden])')?.focus()
  }

  protected override content(): TemplateResult {
    return this.draw(this.#resource.state, {
      ready: card => this.#ready(card),
      lines: 8,
      reload: () => void this.#resource.reload(),
    })
  }

  #ready(card: Card): TemplateResult {
    const words = this.texts(businessCardTexts)
    const labels = labelsFor(this.language)
    const { formats } = this
    const { lost } = this
    const face = { words, labels, formats, lost, onLost: this.#onLost, onCopy: () => void this.#copy(card) }
    const parts = this.#partParts(card)
    return html`
      <article class="card" part="card">
        ${cardFace(card, face)}
        ${this.#actions(card)}
        ${cardPart(parts)}
        <div class="foot">${cardSources(parts)}</div>
        <slot name="footer"></slot>
      </article>
    `
  }

  #actions(card: Card): TemplateResult {
    const words = this.texts(businessCardTexts)
    const parts: readonly (readonly [PartName, string])[] = [
      ...(this.#mayOffer ? [['offer', words.offer] as const] : []),
      ...(this.#isOwn
        ? [
            ['exchanges', words.exchanges] as const,
            ['edit', words.edit] as const,
            ['corrections', words.corrections] as const,
          ]
        : []),
    ]
    return html`
      <div class="stack">
        <div class="actions" part="actions" role="group" aria-label=${words.actions}>
          <button type="button" class="button" ?hidden=${!this.session?.connection} @click=${() => void this.#save(card)}>${words.save}</button>
          <button type="button" class="button" data-kind="secondary" @click=${() => void this.#share(card)}>${words.share}</button>
          ${parts.map(([name, label]) => html`<button type="button" class="button" data-kind="secondary" aria-expanded=${this.openPart === name} @click=${() => void this.#toggle(name)}>${label}</button>`)}
        </div>
        <p class="quiet said" role="status">${this.said ? saidView(this.said(this.language)) : nothing}</p>
      </div>
    `
  }

  #partParts(card: Card): PartParts {
    return {
      card,
      words: this.texts(businessCardTexts),
      labels: labelsFor(this.language),
      shared: this.texts(sharedTexts),
      formats: this.formats,
      open: this.openPart,
      opened: this.opened,
      disputed: this.disputed,
      surroundings: { session: this.session, locale: this.language, theme: this.theme, elder: this.elder },
      onDispute: this.#isOwn ? this.#dispute : undefined,
      onSources: () => void this.#ensure('sources'),
      onEdited: edited => this.#resource.replace(edited),
      onStale: () => this.#resource.reload(),
      onClose: () => {
        this.openPart = undefined
      },
    }
  }
}

function saidView({ sentence, link }: Said): TemplateResult {
  return html`${sentence} ${link ? html`<a href=${link.href}>${link.text}</a>` : nothing}`
}

/** Bundlers make a file of each: a page that only shows cards never fetches them. */
function loadPart(name: PartName): Promise<PartModule> {
  switch (name) {
    case 'sources':
      return import('./qym-card-sources.js')
    case 'edit':
      return import('./qym-card-editor.js')
    case 'offer':
    case 'exchanges':
      return import('./qym-card-exchanges.js')
    case 'correction':
    case 'corrections':
      return import('./qym-card-corrections.js')
  }
}

define('qym-business-card', QymBusinessCard)

declare global {
  interface HTMLElementTagNameMap {
    'qym-business-card': QymBusinessCard
  }
  interface HTMLElementEventMap {
    'qym-card-save': CustomEvent<{ readonly uscc: string }>
    'qym-card-share': CustomEvent<{ readonly uscc: string; readonly url: string }>
  }
}
