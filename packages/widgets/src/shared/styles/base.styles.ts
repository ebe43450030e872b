/** The ground every widget stands on: its own text, spacing, focus, buttons and notices, whatever the page does. */
import { css } from 'lit'

export const baseStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  /* Everything that is inherited begins anew here: a page's rules for all elements reach the host, and end there. */
  .base {
    all: initial;
    display: block;
    color: var(--_text);
    background: var(--_surface);
    font-family: var(--_font);
    font-size: var(--_size);
    line-height: 1.55;
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
    direction: ltr;
    /* Native controls are light or dark with the rest. */
    color-scheme: inherit;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  h2 {
    font-size: 1.25em;
    line-height: 1.35;
    font-weight: 650;
  }
  h3,
  h4 {
    font-size: 1.0625em;
    line-height: 1.4;
    font-weight: 650;
  }
  ul,
  ol {
    list-style: none;
  }
  a {
    color: var(--_brand);
    text-underline-offset: 0.2em;
  }
  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  .stack {
    display: grid;
    gap: calc(var(--_space) * 4);
    grid-template-columns: minmax(0, 1fr);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
    align-items: center;
  }
  .panel {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    padding: calc(var(--_space) * 4);
    background: var(--_surface);
  }
  .quiet {
    color: var(--_text-soft);
    font-size: 0.875em;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .button {
    font: inherit;
    font-weight: 600;
    min-height: var(--_target);
    min-width: var(--_target);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 5);
    border: 1px solid var(--_brand);
    border-radius: var(--_radius);
    background: var(--_brand);
    color: var(--_on-brand);
    cursor: pointer;
    text-decoration: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 2);
    text-align: center;
  }
  .button:hover {
    background: var(--_brand-strong);
  }
  .button[data-kind='secondary'] {
    background: transparent;
    color: var(--_brand);
  }
  .button[data-kind='secondary']:hover {
    background: var(--_brand-soft);
  }
  .button[data-kind='danger'] {
    border-color: var(--_bad);
    background: transparent;
    color: var(--_bad);
  }
  .button[data-kind='danger']:hover {
    background: var(--_bad-soft);
  }
  .button:disabled,
  .button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: not-allowed;
  }
  .link {
    font: inherit;
    color: var(--_brand);
    background: none;
    border: 0;
    padding: 0;
    min-height: var(--_target);
    cursor: pointer;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .notice {
    display: grid;
    justify-items: start;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 4);
    border-radius: var(--_radius);
    border: 1px solid var(--_line);
    background: var(--_surface-soft);
  }
  .notice-title {
    font-weight: 650;
  }
  .notice[data-tone='error'] {
    border-color: var(--_bad);
    background: var(--_bad-soft);
  }
  .notice[data-tone='good'] {
    border-color: var(--_good);
    background: var(--_good-soft);
  }
  .notice[data-tone='caution'] {
    border-color: var(--_caution);
    background: var(--_caution-soft);
  }
  .badge {
    display: inline-block;
    padding: 0 calc(var(--_space) * 2);
    border-radius: 999px;
    border: 1px solid currentColor;
    font-size: 0.8125em;
    line-height: 1.6;
    color: var(--_text-soft);
  }
  .badge[data-tone='good'] {
    color: var(--_good);
  }
  .badge[data-tone='caution'] {
    color: var(--_caution);
  }
  .badge[data-tone='bad'] {
    color: var(--_bad);
  }
  .skeleton {
    display: grid;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 4) 0;
  }
  .bone {
    display: block;
    height: 1.5em;
    border-radius: 4px;
    background: var(--_bone);
  }
  .bone:nth-of-type(even) {
    width: 70%;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: no-preference) {
    .bone {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: 0.45;
      }
    }
  }
  @media (forced-colors: active) {
    .button,
    .panel,
    .notice {
      border: 1px solid CanvasText;
    }
    .bone {
      background: GrayText;
    }
  }
  @media print {
    .base {
      background: none;
      color: #000;
    }
    button {
      display: none;
    }
  }
`
