/** The steps of an application, one under the other, each with its mark in words. */
import { html, nothing, type TemplateResult } from 'lit'
import type { LoanDesk } from './desk.js'
import { journeyOf, type Stage } from './journey.js'
import type { Application } from './loan.js'

export function journeyView(application: Application, desk: LoanDesk): TemplateResult {
  return html`
    <ol class="journey" aria-label=${desk.words.journey}>
      ${journeyOf(application).map(stage => stageLine(stage, desk))}
    </ol>
  `
}

function stageLine({ name, state, at }: Stage, { words, formats }: LoanDesk): TemplateResult {
  return html`
    <li data-state=${state} aria-current=${state === 'current' ? 'step' : nothing}>
      <span class="stage">${words[`stage-${name}`]}</span>
      <span class="quiet">
        <span class=${at ? 'visually-hidden' : ''}>${words[`mark-${state}`]}</span>
        ${at ? html`<time class="number" datetime=${at}>${formats.date(at)}</time>` : nothing}
      </span>
    </li>
  `
}
