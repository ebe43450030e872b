/**
 * The product that is applied for, its annualised all-in rate first and largest: nothing on a page that shows a loan may
 * stand out more (People's Bank of China, announcement no. 3 of 2021).
 */
import { html, type TemplateResult } from 'lit'
import { GUARANTEES, type Product } from './need-values.js'
import type { LaterScene } from './scene.js'
import { monthsText } from './understood.js'

export function productSummary(product: Product, scene: LaterScene): TemplateResult {
  const { words, formats } = scene
  const { amount, tenorMonths, guarantees } = product
  return html`
    <section class="product" part="product" aria-label=${formats.localised(product.name)}>
      <p class="product-name"><bdi>${formats.localised(product.name)}</bdi> · <bdi>${formats.localised(product.bank.name)}</bdi></p>
      <p class="rate-label">${words.rateLabel(methodWord(product.rateMethod, words))}</p>
      <p class="rate number" part="rate">${rateText(product, scene)}</p>
      <p class="quiet">${words.rateBasis}</p>
      <dl class="pairs">
        <div><dt>${words.productAmount}</dt><dd class="number">${words.range(formats.amount(amount.min.amountFen), formats.amount(amount.max.amountFen))}</dd></div>
        <div><dt>${words.productTenor}</dt><dd class="number">${words.range(formats.count(tenorMonths.min), monthsText(tenorMonths.max, scene))}</dd></div>
        <div><dt>${words.productGuarantee}</dt><dd>${formats.list(GUARANTEES.filter(known => guarantees.includes(known)).map(guarantee => words[`guarantee:${guarantee}`]))}</dd></div>
      </dl>
    </section>
  `
}

/** `3.45% – 4.35%`. */
function rateText({ annualRate }: Product, { words, formats }: LaterScene): string {
  const { min, max } = annualRate
  return min === max ? formats.rate(min) : words.rateRange(formats.rate(min), formats.rate(max))
}

/** How the rate was computed has to be said with it. */
function methodWord(method: string, words: LaterScene['words']): string {
  if (method === 'simple') return words.rateSimple
  return method === 'irr' ? words.rateIrr : words.rateOther
}
