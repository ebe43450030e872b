/** Says what is kept of what was typed, and how to throw it away. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Scene } from './scene.js'

export interface DraftNote {
  readonly restoredAt: number | undefined
  readonly hasTyped: boolean
  readonly isLasting: boolean
  readonly scene: Scene
  discard(): void
}

export function draftNote({
  restoredAt,
  hasTyped,
  isLasting,
  scene,
  discard,
}: DraftNote): TemplateResult | typeof nothing {
  const { words, formats } = scene
  if (restoredAt !== undefined)
    return html`
      <div class="notice" part="draft">
        <p class="notice-title">${words.restoredTitle}</p>
        <p class="quiet">${words.restoredAt(formats.dateTime(restoredAt))}</p>
        <button type="button" class="link" data-action="discard" @click=${discard}>${words.discard}</button>
      </div>
    `
  if (!isLasting) return html`<p class="notice" data-tone="caution" role="status">${words.draftRefused}</p>`
  return hasTyped ? html`<p class="quiet" part="draft">${words.draftKept}</p>` : nothing
}
