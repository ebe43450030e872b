/** Whether the enterprise qualifies, and what it may come to, before any detail. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../shared/formats.js'
import { countyDay } from './deadline.js'
import type { PolicyMatch } from './policy.js'
import type { PolicyWords } from './qym-policy.texts.js'

export interface VerdictView {
  readonly words: PolicyWords
  readonly formats: Formats
  /** How many conditions hold; nothing until it can be told. */
  readonly counts: TemplateResult | typeof nothing
  /** How the estimate was worked out. */
  readonly steps: TemplateResult | typeof nothing
}

export function verdictView(match: PolicyMatch, around: VerdictView): TemplateResult {
  return html`
    <div class="verdict" data-result=${match.result}>
      <p class="verdict-result" tabindex="-1">${resultText(match.result, around.words)}</p>
      ${around.counts}
      ${estimateView(match, around)}
    </div>
  `
}

export function resultText(result: string, words: PolicyWords): string {
  if (result === 'yes' || result === 'no' || result === 'need-info') return words[`result:${result}`]
  return words['result:other']
}

function estimateView({ estimate, policyVersion, at }: PolicyMatch, { words, formats, steps }: VerdictView) {
  if (!estimate) return nothing
  const { amount } = estimate
  const version = formats.count(policyVersion)
  return html`
    <div class="estimate" part="estimate">
      <p class="estimate-label">${words.estimateTitle} <span class="badge" data-tone="caution">${words.estimateMark}</span></p>
      <p class="estimate-amount number">${amount ? formats.amount(amount.amountFen) : words.estimateNone}</p>
      ${steps}
      <p class="quiet">${words.estimateNote(version, formats.date(countyDay(Date.parse(at))))}</p>
    </div>
  `
}
