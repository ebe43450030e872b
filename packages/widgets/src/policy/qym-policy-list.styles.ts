/** How `<qym-policy-list>` looks: a calm column of policies with thin lines between them. */
import { css } from 'lit'

export const policyListStyles = css`
  :host {
    --_accent: var(--qym-policy-accent, var(--_brand));
  }
  .filters {
    display: grid;
    gap: calc(var(--_space) * 4);
    grid-template-columns: minmax(0, 1fr);
  }
  .filter-bar {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 5);
    align-items: center;
  }
  .more-filters {
    display: grid;
    gap: calc(var(--_space) * 4);
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 12em), 1fr));
  }
  .more-filters[hidden] {
    display: none;
  }
  .match-choice legend {
    margin-bottom: calc(var(--_space) * 1.5);
  }
  .segments {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
  }
  .segment {
    position: relative;
    display: inline-flex;
    cursor: pointer;
  }
  .segment input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .segment span {
    display: inline-flex;
    align-items: center;
    min-height: var(--_target);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 4);
    border: 1px solid var(--_control-line);
    border-radius: 999px;
  }
  .segment input:checked + span {
    border-color: var(--_accent);
    background: var(--_brand-soft);
    box-shadow: inset 0 0 0 1px var(--_accent);
    font-weight: 600;
  }
  .segment input:focus-visible + span {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .list[aria-busy='true'] {
    opacity: 0.55;
  }
  .count {
    margin: calc(var(--_space) * 5) 0 calc(var(--_space) * 2);
  }
  .group-title {
    margin: calc(var(--_space) * 7) 0 calc(var(--_space) * 1);
  }
  .group-title:first-of-type {
    margin-top: calc(var(--_space) * 3);
  }
  /* What is off the screen is not laid out; it keeps the height that it had, or is taken to have. */
  .chunk {
    content-visibility: auto;
    contain-intrinsic-size: auto 1550px;
  }
  .row-item {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
    padding: calc(var(--_space) * 4) 0;
    border-top: 1px solid var(--_line);
  }
  .row-open {
    font: inherit;
    font-size: 1.0625em;
    text-align: start;
    color: var(--_text);
    background: none;
    border: 0;
    padding: 0;
    min-height: var(--_target);
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .row-open:hover {
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .row-summary {
    max-width: 46em;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .row-facts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    align-items: baseline;
    margin-top: calc(var(--_space) * 1);
    font-size: 0.9375em;
  }
  .match {
    font-weight: 600;
  }
  .row-days {
    color: var(--_text-soft);
  }
  .row-days[data-soon='true'] {
    color: var(--_caution);
    font-weight: 650;
  }
  .more {
    margin-top: calc(var(--_space) * 4);
  }
  .alerts {
    margin-top: calc(var(--_space) * 6);
    padding-top: calc(var(--_space) * 2);
    border-top: 1px solid var(--_line);
  }
  .alert-categories {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 11em), 1fr));
    column-gap: calc(var(--_space) * 4);
  }
  .back {
    margin-bottom: calc(var(--_space) * 2);
  }
  [hidden] {
    display: none;
  }
  @media print {
    .filters,
    .alerts {
      display: none;
    }
  }
`
