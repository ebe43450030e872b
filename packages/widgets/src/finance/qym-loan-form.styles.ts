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
  .step > h3 {
    font-size: 1.1875em;
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
