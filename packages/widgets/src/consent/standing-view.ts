/** A consent that was answered: what it opens and until when, its receipt, what was read, and the way to take it back. */
import { html, nothing, type TemplateResult } from 'lit'
import { lastDayOf } from '../shared/legal-day.js'
import type { Consent } from './consents.js'
import type { PanelDesk } from './desk.js'
import { problemNote } from './problem-note.js'

export function standingView(consent: Consent, desk: PanelDesk): TemplateResult {
  return html`
    <dl class="facts">${factsOf(consent, desk).map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
    ${desk.isEnding(consent) ? nothing : actions(consent, desk)}
    ${desk.panelOf(consent)}
  `
}

function factsOf(
  consent: Consent,
  { panels: words, formats, facts }: PanelDesk,
): (readonly [string, unknown])[] {
  const { granted, requested, from, until, givenBy, givenThrough, endedAt, endReason, separate } = consent
  const wasGiven = from !== undefined
  const names = (wasGiven ? granted : requested).map(facts.scope)
  return [
    [wasGiven ? words.granted : words.asks, formats.list(names)],
    ...(consent.state === 'active' && until !== undefined
      ? [[words.term, words.lastDay(formats.date(lastDayOf(until)))] as const]
      : []),
    ...(from !== undefined ? [[words.givenAt, formats.dateTime(from)] as const] : []),
    ...(givenBy !== undefined ? [[words.givenBy, html`<bdi>${givenBy}</bdi>`] as const] : []),
    ...(givenThrough !== undefined
      ? [[words.givenThrough, html`<bdi>${formats.localised(givenThrough.name)}</bdi>`] as const]
      : []),
    ...(separate.length > 0
      ? [
          [
            words.separate,
            formats.list(
              separate.map(({ scope, givenAt }) =>
                words.separateOn(facts.scope(scope), formats.dateTime(givenAt)),
              ),
            ),
          ] as const,
        ]
      : []),
    ...(endedAt !== undefined ? [[words.endedAt, formats.dateTime(endedAt)] as const] : []),
    ...(endReason !== undefined ? [[words.endReason, html`<bdi>${endReason}</bdi>`] as const] : []),
  ]
}

function actions(consent: Consent, desk: PanelDesk): TemplateResult | typeof nothing {
  const { panels: words, isBusy, canAct } = desk
  const { state, from, recipient } = consent
  if (!canAct) return nothing
  const isActive = state === 'active'
  const goesWithNeed = isActive && recipient.id === undefined
  const hasReads = desk.isOpen(consent, 'reads')
  return html`
    ${goesWithNeed ? html`<p class="quiet">${words.withNeed}</p>` : nothing}
    ${problemNote(consent, desk)}
    ${
      from === undefined
        ? nothing
        : html`
          <div class="actions">
            ${
              isActive && !goesWithNeed
                ? html`<button type="button" class="button" data-kind="danger" data-panel="withdraw" aria-disabled=${isBusy}
                    @click=${() => desk.toggle(consent, 'withdraw')}>${words.withdraw}</button>`
                : nothing
            }
            <button type="button" class="link" aria-expanded=${hasReads} @click=${() => desk.toggle(consent, 'reads')}
              >${hasReads ? words.readsHide : words.reads}</button>
            <button type="button" class="link" @click=${() => desk.saveReceipt(consent)}>${words.receipt}</button>
          </div>
        `
    }
  `
}
