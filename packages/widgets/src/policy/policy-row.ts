/** One policy in a list: what it is, whose it is, until when, how it is paid out, and whether it suits. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../shared/formats.js'
import { countyText } from './county-text.js'
import { deadlineOf } from './deadline.js'
import { matchBadge } from './match-badge.js'
import type { PolicySummary } from './policy.js'
import type { PolicyListWords } from './qym-policy-list.texts.js'
import type { Terms } from './terms.js'

export interface RowSurroundings {
  readonly words: PolicyListWords
  readonly terms: Terms
  readonly formats: Formats
  readonly language: string
  readonly now: number
  /** Of the heading: one below what it stands under. */
  readonly level: 3 | 4
  open(item: PolicySummary): void
}

/** Within this many days a deadline is marked. */
const SOON_DAYS = 14
/** Beyond this, days say less than the date does. */
const FAR_DAYS = 365

export function policyRow(item: PolicySummary, around: RowSurroundings): TemplateResult {
  const { terms, formats, language, level } = around
  return html`
    <div class="row-item" part="item" role="listitem">
      <h3 class="row-title" aria-level=${level}>
        <button type="button" class="row-open" data-id=${item.id} @click=${() => around.open(item)}>
          ${countyText(language, item.title)}
        </button>
      </h3>
      <p class="row-origin quiet">
        ${terms.word('level', item.level)} · <bdi>${formats.localised(item.department)}</bdi>
      </p>
      <p class="row-summary">${countyText(language, item.summary)}</p>
      <p class="row-facts">
        ${item.match ? matchBadge(item.match, terms) : nothing}
        <span class="badge">${terms.word('redemption', item.redemption)}</span>
        ${whenView(item, around)}
      </p>
    </div>
  `
}

function whenView(item: PolicySummary, { words, terms, formats, now }: RowSurroundings) {
  if (item.validity !== 'in-force' && item.validity !== 'upcoming')
    return html`<span class="badge" data-tone="caution">${terms.word('validity', item.validity)}</span>`
  const deadline = deadlineOf(item, now)
  switch (deadline.kind) {
    case 'always':
      return html`<span class="row-when">${words.always}</span>`
    case 'opens':
      return html`<span class="row-when">${words.opens(formats.date(deadline.firstDay))}</span>`
    case 'closed':
      return html`<span class="row-when">${words.closed}</span>`
    case 'open':
      return html`
        <span class="row-when">${words.until(formats.date(deadline.lastDay))}</span>
        ${deadline.days > FAR_DAYS ? nothing : html`<span class="row-days number" data-soon=${deadline.days <= SOON_DAYS}>${deadline.days === 0 ? words.lastDay : words.daysLeft(formats.count(deadline.days))}</span>`}
      `
  }
}
