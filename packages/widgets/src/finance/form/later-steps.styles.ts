/** The loan form beyond its first step: product, consent, facts and review. The rate is above all. */
import { css } from 'lit'

export const laterStepsStyles = css`
  .doubts .quiet {
    font-weight: 400;
  }
  .doubts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
  }
  .product {
    display: grid;
    gap: var(--_space);
    grid-template-columns: minmax(0, 1fr);
    padding: calc(var(--_space) * 4);
    border-radius: var(--_radius);
    background: var(--_surface-soft);
  }
  .rate-label {
    margin-top: calc(var(--_space) * 2);
    font-weight: 600;
  }
  .rate {
    font-size: 1.875em;
    line-height: 1.2;
    font-weight: 700;
    color: var(--qym-loan-form-rate, var(--_text));
  }
  .pairs {
    display: grid;
    gap: calc(var(--_space) * 3);
    grid-template-columns: minmax(0, 1fr);
  }
  .product .pairs {
    margin-top: calc(var(--_space) * 3);
  }
  .pairs > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0 calc(var(--_space) * 4);
  }
  .pairs dt {
    color: var(--_text-soft);
  }
  @media (min-width: 560px) {
    .rate {
      font-size: 2.25em;
    }
    .pairs > div {
      grid-template-columns: minmax(0, 11em) minmax(0, 1fr);
    }
  }
  .prose {
    white-space: pre-line;
  }
  .scopes {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .scopes > li {
    padding: calc(var(--_space) * 3) 0;
    border-top: 1px solid var(--_line);
  }
  .facts {
    margin-inline-start: calc(1.375em + var(--_space) * 3);
  }
  .scope-holds {
    /* Of smaller text, and as far in as the facts. */
    margin-inline-start: calc(1.375em / 0.875 + var(--_space) * 3);
  }
  .facts {
    display: grid;
    gap: calc(var(--_space) * 2);
    grid-template-columns: minmax(0, 1fr);
  }
  .fact {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0 calc(var(--_space) * 4);
  }
  .fact dt {
    color: var(--_text-soft);
  }
  @media (min-width: 560px) {
    .fact {
      grid-template-columns: minmax(0, 11em) minmax(0, 1fr);
    }
  }
  .fact-source {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 3);
  }
  .fact-source > * {
    min-width: 0;
  }
  .fact-source > .dispute-form {
    flex: 1 0 100%;
  }
  .dispute {
    font-size: 0.875em;
  }
  .more {
    margin-inline-start: calc(1.375em + var(--_space) * 3);
  }
  .more > .facts {
    margin-inline-start: 0;
  }
  .more > summary {
    color: var(--_brand);
    cursor: pointer;
    line-height: var(--_target);
  }
  .dispute-form {
    padding: calc(var(--_space) * 3);
    border-inline-start: 3px solid var(--_brand);
    background: var(--_surface-soft);
  }
  .separate {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    padding: calc(var(--_space) * 4);
    border-radius: var(--_radius);
    background: var(--_surface-soft);
  }
  .review {
    display: grid;
    gap: calc(var(--_space) * 2);
    grid-template-columns: minmax(0, 1fr);
    padding-top: calc(var(--_space) * 3);
    border-top: 1px solid var(--_line);
  }
  .spread {
    justify-content: space-between;
  }
  .review h3 {
    min-width: 0;
  }
`
