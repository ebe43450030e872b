/** All consents in their three sections: what waits, what is in force, and what has ended. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { consentCard } from './consent-card.js'
import { type Consent, type Consents, grouped } from './consents.js'
import type { ConsentDesk } from './desk.js'

/** @param isOne - it is one alone that is wanted, so that it is open whatever has become of it */
export function consentsView({ items, isCut }: Consents, isOne: boolean, desk: ConsentDesk): TemplateResult {
  const { asked, active, ended } = grouped(items)
  return html`
    <div class="sections">
      ${section(desk.words.asked, asked, desk)}
      ${section(desk.words.active, active, desk)}
      ${endedSection(ended, isOne || asked.length + active.length === 0, desk)}
      ${isCut ? html`<p class="quiet">${desk.words.loadingMore}</p>` : nothing}
    </div>
  `
}

function section(
  title: string,
  consents: readonly Consent[],
  desk: ConsentDesk,
): TemplateResult | typeof nothing {
  if (consents.length === 0) return nothing
  return html`<section><h2>${title}</h2>${cards(consents, desk)}</section>`
}

/** Out of the way, unless there is nothing else. */
function endedSection(
  consents: readonly Consent[],
  isOpen: boolean,
  desk: ConsentDesk,
): TemplateResult | typeof nothing {
  if (consents.length === 0) return nothing
  if (isOpen) return section(desk.words.ended, consents, desk)
  const count = desk.formats.count(consents.length)
  return html`
    <details>
      <summary>${desk.words.ended} (${count})</summary>
      <div class="ended-list">${cards(consents, desk)}</div>
    </details>
  `
}

function cards(consents: readonly Consent[], desk: ConsentDesk) {
  return repeat(
    consents,
    ({ id }) => id,
    consent => consentCard(consent, desk),
  )
}
