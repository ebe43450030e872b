/** What of an answer went wrong, beside its button; a screen reader says it at once. */
import { html, nothing, type TemplateResult } from 'lit'
import { problemWords } from '../shared/states.js'
import type { Consent } from './consents.js'
import type { ConsentDesk } from './desk.js'

export function problemNote(consent: Consent, desk: ConsentDesk): TemplateResult | typeof nothing {
  const problem = desk.problemWith(consent)
  if (!problem) return nothing
  const { title, advice } = problemWords(desk.shared, problem)
  return html`
    <div class="notice" data-tone="error" role="alert">
      <p class="notice-title">${title}</p>
      <p>${advice}</p>
      ${problem.requestId ? html`<p class="quiet">${desk.shared.requestId(problem.requestId)}</p>` : nothing}
    </div>
  `
}
