/** What a policy item says: for whom, what to hand in, how it goes, what is left out, and where it stands written. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../shared/formats.js'
import { windowOf } from './application-window.js'
import { countyText } from './county-text.js'
import { categoryWord } from './facet-choices.js'
import type { PolicyItem } from './policy.js'
import type { PolicyWords } from './qym-policy.texts.js'
import type { Terms } from './terms.js'

export interface DetailsView {
  readonly words: PolicyWords
  readonly terms: Terms
  readonly formats: Formats
  readonly language: string
}

type Row = readonly [label: string, value: unknown]

export function detailsView(item: PolicyItem, around: DetailsView): TemplateResult {
  const { words, language } = around
  return html`
    ${materialsView(item, around)}
    ${listSection(words.steps, item.steps, language, 'ol')}
    ${listSection(words.exclusions, item.exclusions, language, 'ul')}
    ${item.interpretation ? section(words.interpretation, html`<p class="prose">${countyText(language, item.interpretation)}</p>`) : nothing}
    ${section(words.about, html`<dl class="facts">${rowsOf(item, around).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`)}
  `
}

function section(title: string, content: TemplateResult): TemplateResult {
  return html`<section class="detail"><h3>${title}</h3>${content}</section>`
}

function listSection(title: string, lines: readonly string[], language: string, kind: 'ol' | 'ul') {
  if (lines.length === 0) return nothing
  const items = lines.map(line => html`<li>${countyText(language, line)}</li>`)
  return section(
    title,
    kind === 'ol' ? html`<ol class="numbered">${items}</ol>` : html`<ul class="bullets">${items}</ul>`,
  )
}

/** By who brings them: most need not be handed in at all. */
function materialsView({ materials }: PolicyItem, { words, language }: DetailsView) {
  if (materials.length === 0) return nothing
  const sources = [...new Set(materials.map(({ source }) => source))]
  return section(
    words.materials,
    html`${sources.map(
      source => html`
        <div class="materials">
          <p class="quiet">${wordIn(words, `material:${source}`) ?? source}</p>
          <ul class="bullets">
            ${materials
              .filter(material => material.source === source)
              .map(
                ({ name, required }) =>
                  html`<li>${countyText(language, name)}${required ? nothing : html` <span class="mark">${words.optional}</span>`}</li>`,
              )}
          </ul>
        </div>
      `,
    )}`,
  )
}

function rowsOf(item: PolicyItem, { words, terms, formats, language }: DetailsView): Row[] {
  const { noticeWorkingDays, phone, effectiveFrom, effectiveTo } = item
  const address = documentAddress(item)
  const effective = effectiveTo
    ? words.fromTo(formats.date(effectiveFrom), formats.date(effectiveTo))
    : words.from(formats.date(effectiveFrom))
  const window = windowText(item, words, formats, language)
  const rows: (Row | undefined)[] = [
    [words.audience, countyText(language, item.audience)],
    [words.redemption, terms.word('redemption', item.redemption)],
    window === undefined ? undefined : [words.window, window],
    noticeWorkingDays === undefined
      ? undefined
      : [words.notice, words.workingDays(formats.count(noticeWorkingDays))],
    [words.department, html`<bdi>${formats.localised(item.department)}</bdi>`],
    phone === undefined
      ? undefined
      : [words.phone, html`<a class="target" href=${telephone(phone)}><bdi>${phone}</bdi></a>`],
    [words.docNumber, countyText(language, item.docNumber)],
    [words.level, terms.word('level', item.level)],
    [words.category, categoryWord(item.category, language)],
    [words.issuedOn, formats.date(item.issuedOn)],
    [words.effective, effective],
    address === undefined
      ? undefined
      : [
          words.document,
          html`<a class="target" href=${address} target="_blank" rel="noopener noreferrer">${words.openDocument}</a>`,
        ],
    [words.version, words.versionNumber(formats.count(item.version))],
  ]
  return rows.filter(row => row !== undefined)
}

function windowText(
  item: PolicyItem,
  words: PolicyWords,
  formats: Formats,
  language: string,
): string | undefined {
  const window = windowOf(item)
  switch (window?.kind) {
    case undefined:
      return undefined
    case 'year-round':
      return words['window:year-round']
    case 'annual':
      return words.annual(dayOfYear(window.from, language), dayOfYear(window.to, language))
    case 'fixed':
      return words.fromTo(formats.date(window.from), formats.date(window.to))
  }
}

/** `3月1日`, of `03-01`. */
function dayOfYear(monthAndDay: string, language: string): string {
  // A leap year has every day.
  const time = new Date(`2024-${monthAndDay}T12:00:00Z`)
  if (Number.isNaN(time.getTime())) return monthAndDay
  const intl = language === 'en' ? 'en-GB' : language
  return new Intl.DateTimeFormat(intl, { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(time)
}

/** Only what leads to a page of the web: an address comes from a county's file, and runs in nobody's browser. */
export function documentAddress({ documentUrl }: Pick<PolicyItem, 'documentUrl'>): string | undefined {
  try {
    const { protocol, href } = new URL(documentUrl ?? '')
    return protocol === 'https:' || protocol === 'http:' ? href : undefined
  } catch {
    return undefined
  }
}

export function telephone(phone: string): string {
  return `tel:${phone.replaceAll(/[^\d+]/g, '')}`
}

/** Of a kind that the platform names by an id; there may be more of them one day than there are words here. */
export function wordIn(words: PolicyWords, name: string): string | undefined {
  const word = Object.entries(words).find(([key]) => key === name)?.[1]
  return typeof word === 'string' ? word : undefined
}
