/** Native controls, their labels and their errors. */
import { css } from 'lit'

export const formStyles = css`
  .field {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    grid-template-columns: minmax(0, 1fr);
  }
  .field > label,
  .field > legend,
  legend {
    font-weight: 600;
    padding: 0;
  }
  .field-hint {
    color: var(--_text-soft);
    font-size: 0.875em;
  }
  .field-error {
    color: var(--_bad);
    font-weight: 600;
    font-size: 0.9375em;
  }
  .mark {
    color: var(--_text-soft);
    font-weight: 400;
    font-size: 0.875em;
  }
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_control-line);
    border-radius: calc(var(--_radius) * 0.75);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    min-height: var(--_target);
    width: 100%;
    min-width: 0;
    margin: 0;
  }
  textarea {
    min-height: 6em;
    resize: vertical;
  }
  input[type='checkbox'],
  input[type='radio'] {
    width: 1.375em;
    height: 1.375em;
    min-height: 0;
    padding: 0;
    flex: none;
    margin: 0.15em 0 0;
    accent-color: var(--_brand);
  }
  .choice {
    display: flex;
    gap: calc(var(--_space) * 3);
    align-items: flex-start;
    min-height: var(--_target);
    padding: calc(var(--_space) * 2) 0;
    cursor: pointer;
  }
  [aria-invalid='true'] {
    border-color: var(--_bad);
    border-width: 2px;
  }
  .error-summary {
    border: 2px solid var(--_bad);
    border-radius: var(--_radius);
    padding: calc(var(--_space) * 4);
    display: grid;
    gap: calc(var(--_space) * 2);
  }
  .error-summary a {
    color: var(--_bad);
    font-weight: 600;
    display: inline-flex;
    min-height: var(--_target);
    align-items: center;
  }
`
