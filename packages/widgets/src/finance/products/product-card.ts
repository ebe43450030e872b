/** A product: the annualised rate, all in, first and largest with its method; then what it gives, asks and fits. */
import { html, nothing, type TemplateResult } from 'lit'
import type { FactWords } from '../../shared/facts/fact-words.js'
import type { Formats } from '../../shared/formats.js'
import type { LoanWords } from '../loan-words.js'
import type { loanProductsTexts } from '../qym-loan-products.texts.js'
import { channelText, monthsText, rangeText } from './product-words.js'
import type { Product } from './products.js'
import { reasonSentence } from './reason.js'

export interface ProductDesk {
  readonly words: (typeof loanProductsTexts)['builtIn']['en']
  readonly loans: LoanWords
  readonly facts: FactWords
  readonly formats: Formats
  /** Of the product that is chosen. */
  readonly chosen: string
  choose(product: Product): void
}

const TONES: Readonly<Record<string, string>> = { yes: 'good', 'need-info': 'brand' }

export function productCard(product: Product, desk: ProductDesk): TemplateResult {
  const { words, loans, formats } = desk
  const { id, name, bank, annualRate, rateMethod, match } = product
  const isChosen = desk.chosen === id
  return html`
    <article class="product" part="product" data-chosen=${isChosen} data-match=${match?.result ?? nothing} aria-labelledby="name-${id}">
      <p class="rate" part="rate">
        <strong class="number">${rangeText(annualRate, formats.rate)}</strong>
        <span>${loans.method(rateMethod)}</span>
      </p>
      <p class="quiet">${loans.allIn}</p>
      <header>
        <h3 id="name-${id}"><bdi>${formats.localised(name)}</bdi></h3>
        <p><bdi>${formats.localised(bank.name)}</bdi></p>
      </header>
      ${matchView(product, desk)}
      <dl>${linesOf(product, desk).map(([term, value]) => html`<div><dt>${term}</dt><dd class="number">${value}</dd></div>`)}</dl>
      <button type="button" class="button" data-kind=${isChosen ? nothing : 'secondary'} aria-pressed=${isChosen}
        aria-describedby="name-${id}" @click=${() => desk.choose(product)}>${isChosen ? words.chosen : words.choose}</button>
    </article>
  `
}

function linesOf(
  product: Product,
  { words, loans, facts, formats }: ProductDesk,
): (readonly [string, unknown])[] {
  const { amount, tenorMonths, guarantees, repayments, channel, purpose, scopes } = product
  const fen = { min: amount.min.amountFen, max: amount.max.amountFen }
  return [
    [words.amount, rangeText(fen, formats.amount)],
    [words.tenor, monthsText(tenorMonths, words, loans, formats)],
    [words.guarantee, joined(guarantees.map(loans.guarantee))],
    [words.repayment, html`<bdi>${joined(repayments.map(loans.repayment))}</bdi>`],
    [words.channel, channelText(channel, words)],
    [words.use, html`<bdi>${purpose}</bdi>`],
    [words.data, joined(scopes.map(facts.scope))],
  ]
}

function matchView(
  { match }: Product,
  { words, facts, formats }: ProductDesk,
): TemplateResult | typeof nothing {
  if (!match) return nothing
  const { result, because, missing } = match
  const name = resultName(result, words)
  if (name === undefined) return nothing
  return html`
    <div class="match">
      <p><span class="badge" data-tone=${TONES[result] ?? nothing}>${name}</span></p>
      ${missing.length > 0 ? html`<p class="quiet">${words.missing(formats.list(missing.map(facts.fact)))}</p>` : nothing}
      ${
        because.length > 0
          ? html`<ul class="quiet" aria-label=${words.because}>${because.map(reason => html`<li>${reasonSentence(reason, words, facts)}</li>`)}</ul>`
          : nothing
      }
    </div>
  `
}

/** A platform may know more answers than these. */
function resultName(result: string, words: ProductDesk['words']): string | undefined {
  switch (result) {
    case 'yes':
      return words['match-yes']
    case 'need-info':
      return words['match-need-info']
    case 'no':
      return words['match-no']
    default:
      return undefined
  }
}

/** What has commas and conjunctions of its own. */
function joined(parts: readonly string[]): string {
  return parts.join(' · ')
}
