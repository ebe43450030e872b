/** The place below a card for what is done more seldom: editing, exchange, corrections. Each is loaded when first opened. */
import { html, nothing, type TemplateResult } from 'lit'
import type { SessionState, Theme } from '../shared/session-context.js'
import type { Card } from './card.js'
import type { CardWords } from './card-face.js'
import type { DisputableMember } from './disputable.js'

export type PartName = 'sources' | 'edit' | 'offer' | 'exchanges' | 'correction' | 'corrections'

/** What a part takes over from the card that it stands in. */
export interface Surroundings {
  readonly session: SessionState | undefined
  readonly locale: string
  readonly theme: Theme | ''
  readonly elder: boolean
}

export interface PartParts {
  readonly card: Card
  readonly words: CardWords
  readonly retryWord: string
  readonly open: PartName | undefined
  readonly opened: ReadonlyMap<PartName, 'loading' | 'there' | 'failed'>
  readonly disputed: DisputableMember
  readonly surroundings: Surroundings
  onRetry(name: PartName): void
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
      ${parts.opened.has('sources') ? onePart('sources', parts) : nothing}
    </details>
  `
}

function onePart(name: PartName, parts: PartParts): TemplateResult {
  const how = parts.opened.get(name)
  if (how === 'loading') return html`<p class="quiet" role="status">${parts.words.partLoading}</p>`
  if (how === 'failed')
    return html`
      <div class="notice" role="alert">
        <p>${parts.words.partFailed}</p>
        <button type="button" class="button" data-kind="secondary" @click=${() => parts.onRetry(name)}>${parts.retryWord}</button>
      </div>
    `
  return element(name, parts)
}

function element(name: PartName, { card, disputed, surroundings, ...parts }: PartParts): TemplateResult {
  const { session, locale, theme, elder } = surroundings
  switch (name) {
    case 'sources':
      return html`<qym-card-sources
        .session=${session} .locale=${locale} .theme=${theme} .elder=${elder}
        .card=${card} .onDispute=${parts.onDispute}
      ></qym-card-sources>`
    case 'edit':
      return html`<qym-card-editor
        .session=${session} .locale=${locale} .theme=${theme} .elder=${elder}
        .card=${card} .onEdited=${parts.onEdited} .onStale=${parts.onStale} .onClose=${parts.onClose}
      ></qym-card-editor>`
    case 'offer':
    case 'exchanges':
      return html`<qym-card-exchanges
        .session=${session} .locale=${locale} .theme=${theme} .elder=${elder}
        .to=${name === 'offer' ? card : undefined}
      ></qym-card-exchanges>`
    case 'correction':
    case 'corrections':
      return html`<qym-card-corrections
        .session=${session} .locale=${locale} .theme=${theme} .elder=${elder}
        .card=${card} .disputed=${name === 'correction' ? disputed : undefined}
      ></qym-card-corrections>`
  }
}

/** A card is in the state of its own data, whatever one of its parts waits for. */
function keepInside(event: Event): void {
  event.stopPropagation()
}
