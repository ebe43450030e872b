/** How `<qym-policy>` looks: the verdict first, then the conditions in one quiet column, then what the item says. */
import { css } from 'lit'

export const policyStyles = css`
  :host {
    --_accent: var(--qym-policy-accent, var(--_brand));
    --_verdict: var(--qym-policy-verdict-surface, var(--_surface-soft));
  }
  .policy {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 6);
    max-width: 52em;
  }
  .policy-head,
  .detail,
  .match-part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
    justify-items: start;
  }
  .match-part > *,
  .detail > * {
    justify-self: stretch;
  }
  .match-part > .link {
    justify-self: start;
  }
  h2 {
    font-size: 1.375em;
  }
  .apply {
    display: grid;
    gap: calc(var(--_space) * 2);
    justify-items: start;
    padding-left: calc(var(--_space) * 4);
    border-left: 3px solid var(--_accent);
  }
  .apply-when {
    font-size: 1.0625em;
    font-weight: 650;
  }
  .apply .button {
    margin-top: calc(var(--_space) * 2);
  }
  .verdict {
    display: grid;
    gap: calc(var(--_space) * 1);
    padding: calc(var(--_space) * 5);
    border-radius: var(--_radius);
    background: var(--_verdict);
  }
  .verdict-result {
    font-size: 1.25em;
    font-weight: 650;
  }
  .verdict[data-result='yes'] {
    background: var(--_good-soft);
  }
  .verdict[data-result='yes'] .verdict-result {
    color: var(--_good);
  }
  .estimate {
    display: grid;
    gap: calc(var(--_space) * 1);
    margin-top: calc(var(--_space) * 3);
    padding-top: calc(var(--_space) * 3);
    border-top: 1px solid var(--_line);
  }
  .estimate-amount {
    font-size: 1.75em;
    line-height: 1.25;
    font-weight: 650;
  }
  .conditions {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .condition {
    display: grid;
    grid-template-columns: 1.75em minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 3) 0;
    border-top: 1px solid var(--_line);
  }
  .conditions .conditions .condition:first-child {
    border-top: 0;
  }
  .sign {
    display: inline-grid;
    place-items: center;
    width: 1.625em;
    height: 1.625em;
    border-radius: 50%;
    font-weight: 700;
    line-height: 1;
    color: var(--_text-soft);
    border: 1px solid currentColor;
  }
  .condition:not([data-state]) > .sign {
    border: 0;
  }
  .condition[data-state='met'] > .sign {
    color: var(--_good);
    background: var(--_good-soft);
  }
  .condition[data-state='not-met'] > .sign {
    color: var(--_bad);
    background: var(--_bad-soft);
  }
  .condition[data-state='unknown'] > .sign {
    color: var(--_caution);
    background: var(--_caution-soft);
    border-style: dashed;
  }
  .demand {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 0 calc(var(--_space) * 4);
    min-width: 0;
  }
  .demand-text {
    flex: 1 1 18em;
    min-width: 0;
  }
  .demand > .correction,
  .demand > .correction-sent {
    flex: 1 1 100%;
    min-width: 0;
    margin-top: calc(var(--_space) * 2);
  }
  .demand-fact {
    font-weight: 600;
  }
  .known {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 3);
    align-items: baseline;
    font-size: 0.9375em;
  }
  .dispute {
    /* As high as a finger, without making the row so. */
    margin: calc(var(--_space) * -2) 0;
    font-size: 0.875em;
    color: var(--_text-soft);
  }
  .questions,
  .correction {
    padding: calc(var(--_space) * 4);
    border-radius: var(--_radius);
    border: 1px solid var(--_line);
  }
  .questions {
    border-color: var(--_accent);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 6);
  }
  .questions input:not([type]),
  .correction input:not([type]) {
    max-width: 20em;
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .facts > div {
    display: grid;
    grid-template-columns: minmax(0, 8em) minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 2.5) 0;
    border-top: 1px solid var(--_line);
  }
  .facts > div:first-child {
    border-top: 0;
  }
  .facts dt {
    color: var(--_text-soft);
  }
  .bullets {
    padding-left: 1.25em;
    list-style: disc;
  }
  .numbered {
    padding-left: 1.75em;
    list-style: decimal;
  }
  .bullets > li,
  .numbered > li {
    padding: calc(var(--_space) * 0.75) 0;
  }
  .bullets > li::marker,
  .numbered > li::marker {
    color: var(--_text-soft);
    font-variant-numeric: tabular-nums;
  }
  .prose {
    white-space: pre-line;
  }
  .target {
    display: inline-flex;
    align-items: center;
    min-height: var(--_target);
  }
  .facts .target {
    margin: calc(var(--_space) * -2.5) 0;
  }
  .correction-sent {
    color: var(--_good);
    font-weight: 600;
  }
  .other-policies {
    display: grid;
    justify-items: start;
  }
  .other-policies .link {
    text-align: start;
  }
  @media (max-width: 26em) {
    .facts > div {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
  @media print {
    .questions,
    .correction {
      display: none;
    }
  }
`
