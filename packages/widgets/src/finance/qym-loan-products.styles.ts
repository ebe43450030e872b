/** The look of `<qym-loan-products>`: in every product the annualised rate comes before everything else. */
import { css } from 'lit'

export const loanProductsStyles = css`
  :host {
    --_rate-color: var(--qym-loan-products-rate-color, var(--_brand));
    --_rate-size: var(--qym-loan-products-rate-size, 2em);
  }
  .listing {
    display: grid;
    gap: calc(var(--_space) * 6);
    grid-template-columns: minmax(0, 1fr);
  }
  .head {
    display: grid;
    gap: calc(var(--_space) * 4);
    grid-template-columns: minmax(0, 1fr) minmax(0, 16em);
    align-items: end;
  }
  .products {
    display: grid;
    gap: calc(var(--_space) * 8) calc(var(--_space) * 6);
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 19em), 1fr));
  }
  .product {
    display: grid;
    gap: calc(var(--_space) * 3);
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    justify-items: start;
    border-top: 1px solid var(--_line);
    padding-top: calc(var(--_space) * 4);
  }
  .product[data-chosen='true'] {
    border-top: 3px solid var(--_brand);
    padding-top: calc(var(--_space) * 4 - 2px);
  }
  .rate {
    display: grid;
    line-height: 1.25;
  }
  .rate strong {
    font-size: var(--_rate-size);
    font-weight: 700;
    color: var(--_rate-color);
  }
  .product[data-match='no'] .rate strong {
    color: var(--_text-soft);
  }
  .product > .quiet {
    margin-top: calc(var(--_space) * -2);
  }
  .match {
    display: grid;
    gap: calc(var(--_space));
  }
  .match ul {
    list-style: disc;
    padding-inline-start: 1.25em;
  }
  dl {
    display: grid;
    gap: calc(var(--_space) * 2);
    width: 100%;
  }
  dl > div {
    display: grid;
    grid-template-columns: minmax(0, 7em) minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
  }
  dt {
    color: var(--_text-soft);
  }
  /* Nothing breaks a sign in two, however many marks stand on it. */
  dd {
    overflow: hidden;
  }
  .badge[data-tone='brand'] {
    color: var(--_brand);
  }
  .empty {
    padding: calc(var(--_space) * 4) 0;
  }
  .listing {
    container-type: inline-size;
  }
  @container (max-width: 30em) {
    .head {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`
