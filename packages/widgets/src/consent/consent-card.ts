/** One consent: whose wish it is, what for and in whose words, and below that what can be done about it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Consent } from './consents.js'
import type { ConsentDesk } from './desk.js'
import { purposeText, stateText } from './qym-consent.texts.js'
import { requestForm } from './request-view.js'

const TONES: Readonly<Record<string, string>> = { requested: 'brand', active: 'good' }

export function consentCard(consent: Consent, desk: ConsentDesk): TemplateResult {
  const { words, formats } = desk
  const { id, state, recipient, purpose, reason } = consent
  const isAsked = state === 'requested'
  const wish = isAsked ? words.wants : words.mayRead
  return html`
    <article class="consent stack" data-state=${state} part="consent" aria-labelledby="name-${id}">
      <header>
        <h3 id="name-${id}" tabindex="-1"><bdi>${formats.localised(recipient.name)}</bdi></h3>
        <span class="badge" data-tone=${TONES[state] ?? nothing}>${stateText(words, state)}</span>
        ${isAsked || state === 'active' ? html`<p>${wish}</p>` : nothing}
      </header>
      <dl class="facts">
        <div><dt>${words.purpose}</dt><dd>${purposeText(words, purpose)}</dd></div>
        ${reason === undefined ? nothing : html`<div><dt>${words.why}</dt><dd class="said"><bdi>${reason}</bdi></dd></div>`}
      </dl>
      ${isAsked ? requestForm(consent, desk) : desk.standingOf(consent)}
    </article>
  `
}
