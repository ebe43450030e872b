/** Says in one sentence that what was typed last time stands here again, with the way to throw it away. */
import { html, nothing, type TemplateResult } from 'lit'
import { formatsFor } from '../formats.js'
import { textsFor } from '../texts.js'
import { keptNoteTexts } from './kept-note.texts.js'
import type { Typing } from './typing.js'

/** What of the typing it speaks of. */
type Kept = Pick<Typing<object>, 'restoredAt' | 'isUntouched' | 'isLasting' | 'discard'>

/** @param clear - what throwing it away takes, where that is more than to forget what was typed */
export function keptNote(
  typing: Kept,
  language: string,
  clear: () => void = () => void typing.discard(),
): TemplateResult | typeof nothing {
  const words = textsFor(keptNoteTexts, language)
  const { restoredAt, isUntouched, isLasting } = typing
  if (isUntouched) return nothing
  if (restoredAt === undefined)
    return isLasting ? nothing : html`<p class="quiet" role="status">${words.refused}</p>`
  return html`
    <p class="quiet" part="draft">
      ${words.restored(formatsFor(language).dateTime(restoredAt))}
      <button type="button" class="link" data-action="discard" @click=${(event: Event) => begin(event, clear)}>${words.clear}</button>
    </p>
  `
}

/** What had the focus goes with the note: the person goes on where the form begins. */
function begin({ currentTarget }: Event, clear: () => void): void {
  const form = currentTarget instanceof Element ? currentTarget.closest('form, [role=group]') : null
  clear()
  form?.querySelector<HTMLElement>('input, select, textarea')?.focus()
}
