/** The face of a card: who, on whose word, how to reach them, and what they make. Drawn on servers too. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../shared/formats.js'
import type { Card, Picture } from './card.js'
import { isClosed, type Labels } from './labels.js'
import type { businessCardTexts } from './qym-business-card.texts.js'

export type CardWords = (typeof businessCardTexts)['builtIn']['en']

export interface FaceParts {
  readonly words: CardWords
  readonly labels: Labels
  readonly formats: Formats
  /** Pictures that did not come: the card is whole without them. */
  readonly lost: ReadonlySet<string>
  onLost(pictureId: string): void
  onCopy(): void
}

export function cardFace(card: Card, parts: FaceParts): TemplateResult {
  return html`
    <header class="head">
      <h2 class="name"><bdi>${parts.formats.localised(card.name)}</bdi></h2>
      ${standing(card, parts)}
      ${word(card, parts)}
      ${number(card, parts)}
    </header>
    ${contact(card, parts)}
    ${tags(parts.words.products, card.products)}
    ${tags(parts.words.strengths, card.strengths)}
    ${tags(parts.words.honours, card.honours.map(parts.labels.honour))}
    ${pictures(card, parts)}
  `
}

/** Whether it is in business: a word, a tone, and for a closed one what that means. */
function standing(card: Card, { labels }: FaceParts): TemplateResult {
  const { registrationStatus: state } = card
  const advice = labels.stateAdvice(state)
  const tone = state === 'active' ? 'good' : isClosed(state) ? 'bad' : 'caution'
  const industry = card.industryCode && labels.industry(card.industryCode)
  return html`
    <p class="row">
      <span class="badge" data-tone=${tone}>${labels.state(state)}</span>
      ${industry ? html`<span class="quiet">${industry}</span>` : nothing}
    </p>
    ${advice ? html`<p class="notice" data-tone=${isClosed(state) ? 'error' : 'caution'}>${advice}</p>` : nothing}
  `
}

/** Whose word the registered lines are, and of when. */
function word({ provenance }: Card, { words, formats }: FaceParts): TemplateResult {
  const { name } = provenance
  if (!name || name.source === 'declared') return html`<p class="word quiet">${words.declared}</p>`
  return html`
    <p class="word" data-verified part="verified">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M10 1 3 4v5c0 5 3 8.3 7 10 4-1.7 7-5 7-10V4z" fill="currentColor" />
        <path d="m6.5 10 2.5 2.5 4.5-5" fill="none" class="tick" />
      </svg>
      <span>${words.verified(formats.date(name.asOf))}</span>
    </p>
  `
}

function number({ uscc }: Card, { words, formats, onCopy }: FaceParts): TemplateResult {
  return html`
    <div class="number-line">
      <p>
        <span class="quiet">${words.uscc}</span>
        <span class="uscc number" translate="no">${formats.uscc(uscc)}</span>
      </p>
      <button type="button" class="link" @click=${onCopy}>${words.copyUscc}</button>
    </div>
  `
}

function contact(card: Card, { words, labels, formats }: FaceParts): TemplateResult | typeof nothing {
  const region = card.regionCode && labels.region(card.regionCode)
  const lines = [
    line(words.contactRole, card.contactRole),
    line(words.phone, card.phone && phoneLink(card.phone)),
    line(words.email, card.email && emailLink(card.email)),
    line(words.website, card.website && webLink(card.website)),
    line(words.address, card.address && formats.localised(card.address)),
    line(words.region, region),
    line(words.representative, card.representative),
  ]
  return html`<dl class="lines" part="details">${lines}</dl>`
}

function line(label: string, value: unknown): TemplateResult | typeof nothing {
  return value ? html`<div><dt>${label}</dt><dd><bdi>${value}</bdi></dd></div>` : nothing
}

/** What is no number stays a text: an address of another kind would be somebody's trick. */
function phoneLink(phone: string): unknown {
  return /^\+?[0-9-]{5,20}$/.test(phone) ? html`<a class="number" href="tel:${phone}">${phone}</a>` : phone
}

function emailLink(email: string): unknown {
  return /^[^\s@?&:]+@[^\s@?&:]+$/.test(email) ? html`<a href="mailto:${email}">${email}</a>` : email
}

function webLink(address: string): unknown {
  if (!/^https:\/\//i.test(address)) return address
  return html`<a href=${address} target="_blank" rel="noopener noreferrer">${shortAddress(address)}</a>`
}

function shortAddress(address: string): string {
  return address.replace(/^https:\/\//i, '').replace(/\/$/, '')
}

function tags(title: string, values: readonly string[]): TemplateResult | typeof nothing {
  if (values.length === 0) return nothing
  return html`
    <section class="group">
      <h3>${title}</h3>
      <ul class="tags">${values.map(value => html`<li><bdi>${value}</bdi></li>`)}</ul>
    </section>
  `
}

function pictures(card: Card, parts: FaceParts): TemplateResult | typeof nothing {
  const shown = card.pictures.filter(({ id }) => !parts.lost.has(id))
  if (shown.length === 0) return nothing
  return html`
    <section class="group">
      <h3>${parts.words.pictures}</h3>
      <ul class="pictures">${shown.map((picture, index) => pictureItem(picture, index, parts))}</ul>
    </section>
  `
}

function pictureItem(
  { id, url, width, height, caption }: Picture,
  index: number,
  { words, formats, onLost }: FaceParts,
): TemplateResult {
  const alternative = caption ?? words.picture(formats.count(index + 1))
  return html`
    <li>
      <figure>
        <img
          src=${url}
          alt=${alternative}
          width=${width}
          height=${height}
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
          @error=${() => onLost(id)}
        />
        ${caption ? html`<figcaption class="quiet" aria-hidden="true"><bdi>${caption}</bdi></figcaption>` : nothing}
      </figure>
    </li>
  `
}
