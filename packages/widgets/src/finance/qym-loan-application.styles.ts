/** The look of `<qym-loan-application>`: banks side by side, and in each the annualised rate before everything else. */
import { css } from 'lit'

export const loanApplicationStyles = css`
  :host {
    --_rate-color: var(--qym-loan-application-rate-color, var(--_brand));
    --_rate-size: var(--qym-loan-application-rate-size, 2.25em);
  }
  .loan {
    display: grid;
    gap: calc(var(--_space) * 8);
    grid-template-columns: minmax(0, 1fr);
  }
  .need {
    display: grid;
    gap: calc(var(--_space) * 2);
  }
  .need p,
  .question p {
    max-width: 44em;
  }
  .wanted {
    font-size: 1.0625em;
  }
  .banks {
    display: grid;
    gap: calc(var(--_space) * 4);
    grid-template-columns: minmax(0, 1fr);
  }
  .applications {
    display: grid;
    gap: calc(var(--_space) * 6);
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 19em), 1fr));
    align-items: start;
  }
  .application {
    display: grid;
    gap: calc(var(--_space) * 5);
    grid-template-columns: minmax(0, 1fr);
    border-top: 3px solid var(--_line);
    padding-top: calc(var(--_space) * 4);
    max-width: 36em;
  }
  .application[data-live='true'] {
    border-top-color: var(--_brand);
  }
  .application > header {
    display: grid;
    gap: calc(var(--_space));
    justify-items: start;
  }
  .offer {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  .rate {
    display: grid;
    gap: 0;
    line-height: 1.2;
  }
  .rate strong {
    font-size: var(--_rate-size);
    font-weight: 700;
    color: var(--_rate-color);
  }
  .application[data-live='false'] .rate strong {
    color: var(--_text-soft);
  }
  .offer > .quiet {
    margin-top: calc(var(--_space) * -2);
  }
  dl {
    display: grid;
    gap: calc(var(--_space) * 2);
  }
  dl > div {
    display: grid;
    grid-template-columns: minmax(0, 6em) minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
  }
  dt {
    color: var(--_text-soft);
  }
  .said {
    white-space: pre-line;
  }
  p.said {
    border-inline-start: 3px solid var(--_line);
    padding-inline-start: calc(var(--_space) * 3);
  }
  .clocks {
    display: grid;
    gap: calc(var(--_space) * 2);
  }
  .clocks li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 calc(var(--_space) * 3);
  }
  .clocks time {
    grid-row: 2;
    grid-column: 1 / -1;
  }
  .clocks strong {
    font-weight: 600;
  }
  .clocks [data-overdue='true'] strong {
    color: var(--_bad);
  }
  .materials,
  .materials ul {
    display: grid;
    gap: calc(var(--_space) * 4);
    grid-template-columns: minmax(0, 1fr);
  }
  .materials li {
    display: grid;
    gap: calc(var(--_space));
    grid-template-columns: minmax(0, 1fr);
  }
  .file {
    position: relative;
    justify-self: start;
  }
  .file:focus-within {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .uploading {
    display: grid;
    gap: calc(var(--_space));
    justify-items: start;
  }
  progress {
    width: 100%;
    height: 8px;
    accent-color: var(--_brand);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 5);
    align-items: center;
  }
  .answers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9em), 1fr));
    gap: calc(var(--_space) * 3);
    width: 100%;
    max-width: 32em;
  }
  .question,
  .question .field {
    justify-items: stretch;
  }
  .day {
    max-width: 16em;
  }
  .target {
    min-height: var(--_target);
    display: inline-flex;
    align-items: center;
  }
  /* A line that runs through the steps, with a mark at each: filled, ringed or empty, and named for who cannot see it. */
  .journey {
    border-top: 1px solid var(--_line);
    padding-top: calc(var(--_space) * 4);
  }
  .journey li {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 3);
    padding: 0 0 calc(var(--_space) * 3) 1.75em;
  }
  .journey li::before {
    content: '';
    position: absolute;
    inset-inline-start: 0;
    top: 0.4em;
    width: 0.75em;
    height: 0.75em;
    border-radius: 50%;
    border: 2px solid var(--_control-line);
    background: var(--_surface);
    z-index: 1;
  }
  .journey li::after {
    content: '';
    position: absolute;
    inset-inline-start: calc(0.375em + 1px);
    top: 0.9em;
    bottom: -0.4em;
    border-inline-start: 2px solid var(--_line);
  }
  .journey li:last-child::after {
    display: none;
  }
  .journey [data-state='done']::before {
    border-color: var(--_good);
    background: var(--_good);
  }
  .journey [data-state='current']::before {
    border-color: var(--_brand);
    box-shadow: 0 0 0 3px var(--_brand-soft);
  }
  .journey [data-state='stopped']::before {
    border-color: var(--_bad);
    border-radius: 2px;
  }
  .journey [data-state='current'] .stage,
  .journey [data-state='stopped'] .stage {
    font-weight: 650;
  }
  .journey [data-state='todo'] .stage,
  .journey [data-state='unneeded'] .stage {
    color: var(--_text-soft);
  }
  .outcome {
    margin-bottom: calc(var(--_space) * 5);
  }
  @media (forced-colors: active) {
    .journey [data-state='done']::before {
      background: CanvasText;
    }
  }
`
