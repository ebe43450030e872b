/** `<qym-card-sources>`: each line of a card with who keeps it and as of when. A part of `<qym-business-card>`, loaded when it is used. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import { define } from '../shared/define.js'
import { QymElement } from '../shared/qym-element.js'
import type { Card, Provenance } from './card.js'
import type { PartName, PartParts } from './card-part.js'
import { cardSourcesTexts } from './card-sources.texts.js'
import { type DisputableMember, isDisputable, MEMBERS, type Member, memberLabel } from './disputable.js'
import { departmentName, sourceName } from './source-labels.js'

const styles = css`
  .part {
    container-type: inline-size;
  }
  dl {
    display: grid;
    gap: calc(var(--_space) * 2);
    margin-bottom: calc(var(--_space) * 3);
    font-size: 0.9375em;
  }
  dl > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  dt {
    color: var(--_text-soft);
  }
  dd {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 3);
  }
  dd span {
    min-width: 0;
  }
  .link {
    margin: calc((1.55em - var(--_target)) / 2) 0;
  }
  @container (min-width: 30em) {
    dl > div {
      grid-template-columns: 8em minmax(0, 1fr);
      align-items: baseline;
    }
  }
`

/**
 * @summary Says where each line of a card comes from.
 * @customElement qym-card-sources
 */
export class QymCardSources extends QymElement {
  static override styles = [...QymElement.styles, styles]

  /** The card. */
  @property({ attribute: false }) card: Card | undefined

  /** What the card calls its lines. */
  @property({ attribute: false }) labelOf: (member: Member) => string = () => ''

  /** Begins a correction; only for who may dispute, the enterprise itself. */
  @property({ attribute: false }) onDispute: ((member: DisputableMember) => void) | undefined

  protected override content(): TemplateResult {
    const { card } = this
    if (!card) return html``
    const words = this.texts(cardSourcesTexts)
    return html`
      <div class="part">
        <dl>${MEMBERS.map(member => this.#line(member, card.provenance[member]))}</dl>
        <p class="quiet">${words.updatedAt(this.formats.dateTime(card.updatedAt))}</p>
      </div>
    `
  }

  #line(member: Member, provenance: Provenance | undefined): TemplateResult | typeof nothing {
    if (!provenance) return nothing
    const label = this.labelOf(member)
    const canDispute = provenance.owner !== undefined && isDisputable(member)
    return html`
      <div>
        <dt>${label}</dt>
        <dd>
          <span>${this.#sentence(provenance)}</span>
          ${canDispute && this.onDispute ? this.#button(member, label, this.onDispute) : nothing}
        </dd>
      </div>
    `
  }

  #button(
    member: DisputableMember,
    label: string,
    onDispute: (member: DisputableMember) => void,
  ): TemplateResult {
    const words = this.texts(cardSourcesTexts)
    return html`<button type="button" class="link" aria-label=${words.disputeOf(label)} @click=${() => onDispute(member)}>${words.dispute}</button>`
  }

  #sentence({ source, owner, asOf }: Provenance): string {
    const words = this.texts(cardSourcesTexts)
    const time = this.formats.date(asOf)
    const word = sourceName(source, this.language)
    return owner === undefined
      ? words.source(word, time)
      : words.sourceOf(departmentName(owner, this.language), word, time)
  }
}

/** Draws it in its place below the card. */
export function drawPart(
  _name: PartName,
  { card, words, onDispute, surroundings }: PartParts,
): TemplateResult {
  const { session, locale, theme, elder } = surroundings
  return html`<qym-card-sources
    .session=${session} .locale=${locale} .theme=${theme} .elder=${elder}
    .card=${card} .labelOf=${(member: Member) => memberLabel(member, words)} .onDispute=${onDispute}
  ></qym-card-sources>`
}

define('qym-card-sources', QymCardSources)

declare global {
  interface HTMLElementTagNameMap {
    'qym-card-sources': QymCardSources
  }
}
