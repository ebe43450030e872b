/** The place below a card for what is done more seldom: editing, exchange, corrections. Each is loaded when first opened. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../shared/formats.js'
import type { Part } from '../shared/part.js'
import type { SessionState, Theme } from '../shared/session-context.js'
import type { sharedTexts } from '../shared/shared.texts.js'
import { loadingView, problemView } from '../shared/states.js'
import type { Card } from './card.js'
import type { CardWords } from './card-face.js'
import type { DisputableMember } from './disputable.js'
import type { Labels } from './labels.js'

export type PartName = 'sources' | 'edit' | 'offer' | 'exchanges' | 'correction' | 'corrections'

/** What a part takes over from the card that it stands in. */
export interface Surroundings {
  readonly session: SessionState | undefined
  readonly locale: string
  readonly theme: Theme | ''
  readonly elder: boolean
}

/** What the module of a part exports: how it is drawn in its place. */
export interface PartModule {
  drawPart(name: PartName, parts: PartParts): TemplateResult
}

export interface PartParts {
  readonly card: Card
  readonly words: CardWords
  readonly labels: Labels
  readonly shared: (typeof sharedTexts)['builtIn']['en']
  readonly formats: Formats
  readonly open: PartName | undefined
  readonly opened: ReadonlyMap<PartName, Part<PartModule>>
  readonly disputed: DisputableMember
  readonly surroundings: Surroundings
  onEdited(card: Card): void
  onStale(): Promise<void>
  onClose(): void
  onDispute: ((member: DisputableMember) => void) | undefined
  onSources(): void
}

/** All that were opened stay, so that what was typed does; one of them is seen. */
export function cardPart(parts: PartParts): TemplateResult {
  const names = [...parts.opened.keys()].filter(name => name !== 'sources')
  return html`${names.map(name => html`<div class="part" tabindex="-1" ?hidden=${parts.open !== name} @qym-state-change=${keepInside}>${onePart(name, parts)}</div>`)}`
}

/** Where each line comes from, unfolded on demand. */
export function cardSources(parts: PartParts): TemplateResult {
  return html`
    <details class="sources" part="sources" @toggle=${parts.onSources}>
      <summary>${parts.words.sources}</summary>
      ${onePart('sources', parts)}
    </details>
  `
}

function onePart(name: PartName, parts: PartParts): TemplateResult | typeof nothing {
  const part = parts.opened.get(name)
  if (!part) return nothing
  const { state } = part
  if (state.kind === 'ready') return state.value.drawPart(name, parts)
  if (state.kind !== 'problem') return loadingView(parts.shared, 3)
  return problemView(parts.shared, parts.formats, state.problem, () => void part.load())
}

/** A card is in the state of its own data, whatever one of its parts waits for. */
function keepInside(event: Event): void {
  event.stopPropagation()
}
