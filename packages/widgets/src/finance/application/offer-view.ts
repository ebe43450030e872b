/** An offer: the annualised rate, all in, first and largest with its method; then everything else. */
import { html, nothing, type TemplateResult } from 'lit'
import { lastDayOf } from '../../shared/legal-day.js'
import type { LoanDesk } from './desk.js'
import type { Offer } from './loan.js'

export function offerView(offer: Offer, desk: LoanDesk): TemplateResult {
  const { words, formats, loans } = desk
  const { annualRate, rateMethod, amount, tenorMonths, repayment, guarantee, conditions, validUntil } = offer
  return html`
    <div class="offer" part="offer">
      <p class="rate">
        <strong class="number">${formats.rate(annualRate)}</strong>
        <span>${loans.method(rateMethod)}</span>
      </p>
      <p class="quiet">${loans.allIn}</p>
      <dl>
        ${line(words.offerAmount, formats.amount(amount.amountFen))}
        ${line(words.offerTenor, loans.months(tenorMonths))}
        ${line(words.offerRepayment, html`<bdi>${loans.repayment(repayment)}</bdi>`)}
        ${line(words.offerGuarantee, loans.guarantee(guarantee))}
        ${conditions === undefined ? nothing : line(words.offerConditions, html`<bdi class="said">${conditions}</bdi>`)}
        ${line(words.offerUntil, words.untilDay(formats.date(lastDayOf(validUntil))))}
      </dl>
    </div>
  `
}

function line(term: string, value: unknown): TemplateResult {
  return html`<div><dt>${term}</dt><dd class="number">${value}</dd></div>`
}
