/** The look of `<qym-consent>`: calm, one line between consents, both answers of one size. */
import { css } from 'lit'

export const consentStyles = css`
  :host {
    --_consent-gap: var(--qym-consent-gap, calc(var(--_space) * 8));
    --_consent-said: var(--qym-consent-said, var(--_brand));
  }
  .sections {
    display: grid;
    gap: var(--_consent-gap);
    grid-template-columns: minmax(0, 1fr);
  }
  section {
    display: grid;
    gap: calc(var(--_space) * 5);
    grid-template-columns: minmax(0, 1fr);
  }
  .consent {
    border-top: 1px solid var(--_line);
    padding-top: calc(var(--_space) * 5);
  }
  .consent > form {
    gap: calc(var(--_space) * 6);
  }
  .consent p,
  .holdings,
  .said {
    max-width: 44em;
  }
  .consent > header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(var(--_space)) calc(var(--_space) * 3);
    align-items: start;
  }
  .consent > header p {
    grid-column: 1 / -1;
    color: var(--_text-soft);
  }
  .facts {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  .facts > div {
    display: grid;
    grid-template-columns: minmax(0, 8em) minmax(0, 1fr);
    gap: calc(var(--_space)) calc(var(--_space) * 4);
  }
  dt {
    color: var(--_text-soft);
  }
  /* What the other side says of itself is set apart from what the platform says. */
  .said {
    border-inline-start: 3px solid var(--_consent-said);
    padding-inline-start: calc(var(--_space) * 3);
    white-space: pre-line;
  }
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space));
    justify-items: start;
  }
  .choice span {
    min-width: 0;
  }
  .holdings {
    display: block;
    color: var(--_text-soft);
    font-size: 0.875em;
  }
  .personal {
    display: grid;
    gap: calc(var(--_space));
    justify-items: start;
    border-top: 1px dashed var(--_line);
    padding-top: calc(var(--_space) * 4);
  }
  .target {
    min-height: var(--_target);
    display: inline-flex;
    align-items: center;
  }
  .day {
    max-width: 16em;
  }
  .answers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9em), 1fr));
    gap: calc(var(--_space) * 3);
    width: 100%;
    max-width: 32em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 5);
    align-items: center;
  }
  .ending,
  .ending .field {
    justify-items: stretch;
  }
  .reads,
  .reads ol {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  .reads .link {
    justify-self: start;
  }
  summary {
    cursor: pointer;
    min-height: var(--_target);
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    color: var(--_brand);
    font-weight: 600;
  }
  summary::before {
    content: '▸';
  }
  summary::-webkit-details-marker {
    display: none;
  }
  details[open] > summary::before {
    content: '▾';
  }
  .ended-list {
    display: grid;
    gap: calc(var(--_space) * 5);
    grid-template-columns: minmax(0, 1fr);
  }
  .outcome {
    margin-bottom: calc(var(--_space) * 5);
  }
  @container (max-width: 26em) {
    .facts > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .sections {
    container-type: inline-size;
  }
`
