/** `<qym-loan-products>`: what banks lend, at which annualised rate, and which of it fits. */
import '../session/qym-session.js'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { repeat } from 'lit/directives/repeat.js'
import { define } from '../shared/define.js'
import { factWordsFor } from '../shared/facts/fact-words.js'
import { field } from '../shared/form/field.js'
import { QymElement } from '../shared/qym-element.js'
import { Resource } from '../shared/resource.js'
import { formStyles } from '../shared/styles/form.styles.js'
import { loanWordsFor } from './loan-words.js'
import { type ProductDesk, productCard } from './products/product-card.js'
import {
  inOrder,
  type Listing,
  loadProducts,
  type Product,
  PURPOSES,
  purposeOf,
} from './products/products.js'
import { loanProductsStyles } from './qym-loan-products.styles.js'
import { loanProductsTexts } from './qym-loan-products.texts.js'

/**
 * Loan products of the county's banks. Where a session has an enterprise, each says whether it fits and why not, or what
 * would have to be known. Works without a session too, for what is public.
 *
 * @summary Loan products, the annualised rate first and largest.
 * @customElement qym-loan-products
 *
 * @slot empty - in the place of the sentence that is shown when there is no product at all
 *
 * @event {CustomEvent<{ product: Product }>} qym-loan-product-choose - a product is about to be chosen; cancel it to go elsewhere instead of marking it
 *
 * @csspart product - one product
 * @csspart rate - its annualised rate with the method
 *
 * @cssproperty --qym-loan-products-rate-color - of the annualised rate
 * @cssproperty --qym-loan-products-rate-size - of the annualised rate, which nothing else may exceed
 *
 * @example
 * ```html
 * <qym-session platform="https://qym.example">
 *   <qym-loan-products purpose="working-capital"></qym-loan-products>
 * </qym-session>
 * ```
 */
export class QymLoanProducts extends QymElement {
  static override styles = [QymElement.styles, formStyles, loanProductsStyles]

  /** Shows products for this purpose first of all: `working-capital`, `green` …; the person may choose another. */
  @property({ reflect: true }) purpose = ''

  /** Shows one bank's products alone, by its id. */
  @property() bank = ''

  /** The id of the product that is chosen. */
  @property({ reflect: true }) chosen = ''

  /** The products, from a host that has them; then nothing is fetched. */
  @property({ attribute: false }) products: readonly Product[] | undefined

  #given: Listing | undefined
  readonly #resource = new Resource<Listing>(this, {
    load: (connection, signal) =>
      loadProducts(connection, { purpose: purposeOf(this.purpose), bank: this.bank }, signal),
    args: () => [purposeOf(this.purpose), this.bank],
    given: () => this.#given,
    // With a filter, the filter has to stay.
    isEmpty: ({ items }) => items.length === 0 && purposeOf(this.purpose) === undefined,
  })

  /** Fetches the products again; what is shown stays until then. */
  async reload(): Promise<void> {
    await this.#resource.reload()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (changed.has('products') || changed.has('purpose')) this.#given = this.#filtered()
  }

  #filtered(): Listing | undefined {
    const purpose = purposeOf(this.purpose)
    const fits = ({ purposes }: Product) => purpose === undefined || purposes.includes(purpose)
    return this.products && { items: inOrder(this.products.filter(fits)), isCut: false }
  }

  #choose(product: Product): void {
    if (this.emit('qym-loan-product-choose', { product }, { cancelable: true })) this.chosen = product.id
  }

  #desk(): ProductDesk {
    return {
      words: this.texts(loanProductsTexts),
      loans: loanWordsFor(this.language),
      facts: factWordsFor(this.language),
      formats: this.formats,
      chosen: this.chosen,
      choose: product => this.#choose(product),
    }
  }

  #ready({ items, isCut }: Listing): TemplateResult {
    const desk = this.#desk()
    const { words } = desk
    const isMatched = items.some(({ match }) => match !== undefined)
    return html`
      <div class="listing">
        <div class="head">
          <div>
            <h2>${words.title}</h2>
            <p class="quiet" role="status">${words.found(this.formats.count(items.length))}</p>
          </div>
          ${this.#purposeField(desk)}
        </div>
        ${items.length === 0 ? html`<p class="empty">${words.empty}</p>` : nothing}
        <div class="products">
          ${repeat(
            items,
            ({ id }) => id,
            product => productCard(product, desk),
          )}
        </div>
        ${isCut ? html`<p>${words.more}</p>` : nothing}
        <p class="quiet">${words.rateNote} ${isMatched ? words.matchNote : nothing}</p>
      </div>
    `
  }

  #purposeField({ words, loans }: ProductDesk): TemplateResult {
    const choose = ({ target }: Event) => {
      if (target instanceof HTMLSelectElement) this.purpose = target.value
    }
    return field({
      id: 'purpose',
      label: words.purpose,
      control: ({ id }) => html`
        <select id=${id} .value=${live(purposeOf(this.purpose) ?? '')} @change=${choose}>
          <option value="">${words.allPurposes}</option>
          ${PURPOSES.map(
            purpose =>
              html`<option value=${purpose} ?selected=${this.purpose === purpose}>${loans.purpose(purpose)}</option>`,
          )}
        </select>
      `,
    })
  }

  protected override content(): TemplateResult {
    return this.draw(this.#resource.state, {
      ready: listing => this.#ready(listing),
      empty: () => this.texts(loanProductsTexts).empty,
      lines: 8,
      reload: () => void this.reload(),
    })
  }
}

define('qym-loan-products', QymLoanProducts)

declare global {
  interface HTMLElementTagNameMap {
    'qym-loan-products': QymLoanProducts
  }
  interface HTMLElementEventMap {
    /** A product is about to be chosen. Cancel it to go elsewhere. */
    'qym-loan-product-choose': CustomEvent<{ readonly product: Product }>
  }
}
