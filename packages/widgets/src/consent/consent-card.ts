/** One consent: whose wish it is, what for and in whose words, and below that what can be done about it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Consent } from './consents.js'
import type { ConsentDesk } from './desk.js'
import { type ConsentWords, purposeText, stateText } from './qym-consent.texts.js'
import { requestForm } from './request-view.js'

export function consentCard(consent: Consent, desk: ConsentDesk): TemplateResult {
  const { words, formats } = desk
  const { id, state, recipient, purpose, reason } = consent
  const isAsked = state === 'requested'
  return html`
    <article class="consent stack" data-state=${state} part="consent" aria-labelledby="name-${id}">
      <header>
        <h3 id="name-${id}" tabindex="-1"><bdi>${formats.localised(recipient.name)}</bdi></h3>
        ${standingOf(consent, words)}
      </header>
      <dl class="facts">
        <div><dt>${words.purpose}</dt><dd>${purposeText(words, purpose)}</dd></div>
        ${reason === undefined ? nothing : html`<div><dt>${words.why}</dt><dd class="said"><bdi>${reason}</bdi></dd></div>`}
      </dl>
      ${isAsked ? requestForm(consent, desk) : desk.standingOf(consent)}
    </article>
  `
}

/** What waits and what is in force stands under a heading that says so; an end has several names. */
function standingOf({ state }: Consent, words: ConsentWords): TemplateResult {
  if (state === 'requested') return html`<p>${words.wants}</p>`
  if (state === 'active') return html`<p>${words.mayRead}</p>`
  return html`<span class="badge">${stateText(words, state)}</span>`
}
