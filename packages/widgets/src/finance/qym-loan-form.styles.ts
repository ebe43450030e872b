/** The loan form: one column on a phone, pairs beside each other where there is room, and the rate above all. */
import { css } from 'lit'

export const loanFormStyles = css`
  .form {
    display: grid;
    gap: calc(var(--_space) * 6);
    grid-template-columns: minmax(0, 1fr);
    max-width: var(--qym-loan-form-width, 42em);
  }
  .form > .step {
    display: grid;
    gap: calc(var(--_space) * 6);
    grid-template-columns: minmax(0, 1fr);
  }
  .steps {
    display: flex;
    gap: calc(var(--_space) * 2);
    font-size: 0.875em;
    color: var(--_text-soft);
  }
  .steps li {
    flex: 1;
    min-width: 0;
    padding-top: calc(var(--_space) * 2);
    border-top: 4px solid var(--_line);
  }
  .steps li[data-at='done'] {
    border-color: var(--_brand);
  }
  .steps li[aria-current] {
    border-color: var(--_brand);
    color: var(--_text);
    font-weight: 650;
  }
  .amount-row {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
  }
  .amount-row > input {
    flex: 1 1 7em;
    width: auto;
    font-size: 1.25em;
    font-weight: 600;
  }
  .units {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
  }
  .unit {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    min-height: var(--_target);
    padding: 0 calc(var(--_space) * 3);
    border: 1px solid var(--_control-line);
    border-radius: calc(var(--_radius) * 0.75);
    cursor: pointer;
  }
  .unit input {
    margin: 0;
  }
  .understood {
    padding-top: calc(var(--_space) * 2);
    min-height: calc(3.1em + var(--_space) * 2);
  }
  .understood strong {
    color: var(--_text);
  }
  .doubts .quiet {
    font-weight: 400;
  }
  .doubts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
  }
  input.short {
    max-width: 12em;
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(11em, 100%), 1fr));
    column-gap: calc(var(--_space) * 4);
  }
  fieldset > legend {
    margin-bottom: calc(var(--_space) * 1.5);
  }
  fieldset.stack > legend {
    font-size: 1.0625em;
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
  .step > h3 {
    font-size: 1.1875em;
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
  .scope-holds,
  .facts {
    margin-inline-start: calc(1.375em + var(--_space) * 3);
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
  .actions .button:first-child {
    flex: 1 1 auto;
  }
  @media (min-width: 560px) {
    .actions .button:first-child {
      flex: 0 1 auto;
    }
  }
`
