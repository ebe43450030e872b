/** Each line of a card with who keeps it and as of when, and the way to have it corrected there. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../shared/formats.js'
import type { Card, Provenance } from './card.js'
import type { CardWords } from './card-face.js'
import type { Labels } from './labels.js'

export interface SourcesParts {
  readonly words: CardWords
  readonly labels: Labels
  readonly formats: Formats
  /** Only for who may dispute: the enterprise itself. */
  readonly onDispute: ((member: DisputableMember) => void) | undefined
}

/** Members of a card that a department keeps a fact of: what can be disputed, and by which name. */
export const DISPUTABLE = {
  registrationStatus: 'entity.registrationStatus',
  industryCode: 'entity.industryCode',
  regionCode: 'entity.regionCode',
  honours: 'honours',
} as const

export type DisputableMember = keyof typeof DISPUTABLE

const MEMBERS = [
  'name',
  'uscc',
  'registrationStatus',
  'representative',
  'industryCode',
  'regionCode',
  'address',
  'contactRole',
  'phone',
  'email',
  'website',
  'products',
  'strengths',
  'honours',
  'pictures',
] as const

type Member = (typeof MEMBERS)[number]

export function cardSources(card: Card, parts: SourcesParts): TemplateResult {
  const { words, formats } = parts
  return html`
    <details class="sources" part="sources">
      <summary>${words.sources}</summary>
      <dl class="source-lines">${MEMBERS.map(member => sourceLine(member, card.provenance[member], parts))}</dl>
      <p class="quiet">${words.updatedAt(formats.dateTime(card.updatedAt))}</p>
    </details>
  `
}

function sourceLine(
  member: Member,
  provenance: Provenance | undefined,
  parts: SourcesParts,
): TemplateResult | typeof nothing {
  if (!provenance) return nothing
  const label = memberLabel(member, parts.words)
  const { onDispute } = parts
  const isDisputable = onDispute && provenance.owner !== undefined && isDisputableMember(member)
  return html`
    <div>
      <dt>${label}</dt>
      <dd>
        <span>${sourceSentence(provenance, parts)}</span>
        ${isDisputable ? html`<button type="button" class="link" aria-label=${parts.words.disputeOf(label)} @click=${() => onDispute(member)}>${parts.words.dispute}</button>` : nothing}
      </dd>
    </div>
  `
}

function sourceSentence(
  { source, owner, asOf }: Provenance,
  { words, labels, formats }: SourcesParts,
): string {
  const time = formats.date(asOf)
  const word = labels.source(source)
  return owner === undefined ? words.source(word, time) : words.sourceOf(labels.department(owner), word, time)
}

export function memberLabel(member: Member, words: CardWords): string {
  switch (member) {
    case 'industryCode':
      return words.industry
    case 'regionCode':
      return words.region
    default:
      return words[member]
  }
}

function isDisputableMember(member: Member): member is DisputableMember {
  return Object.hasOwn(DISPUTABLE, member)
}
