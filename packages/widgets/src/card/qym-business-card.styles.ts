/** The look of a card: much air, one column on a phone, aligned labels where there is room. */
import { css } from 'lit'

export const businessCardStyles = css`
  .card {
    --_card-accent: var(--qym-business-card-accent, var(--_brand));
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 5);
    padding: calc(var(--_space) * 5);
    border: 1px solid var(--qym-business-card-line, var(--_line));
    border-top: 4px solid var(--_card-accent);
    border-radius: var(--_radius);
    container-type: inline-size;
  }
  .head {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  .name {
    font-size: 1.375em;
  }
  .word {
    display: flex;
    gap: calc(var(--_space) * 1.5);
    align-items: flex-start;
    font-size: 0.9375em;
    min-width: 0;
  }
  .word[data-verified] {
    color: var(--_good);
  }
  .word svg {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    margin-top: 0.12em;
  }
  .word .tick {
    stroke: var(--_surface);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .number-line {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 5);
    align-items: flex-end;
  }
  .number-line .link {
    min-height: 0;
    padding: calc((var(--_target) - 1.55em) / 2) 0;
    margin-bottom: calc((1.55em - var(--_target)) / 2);
  }
  .number-line p {
    min-width: 0;
  }
  .uscc {
    display: block;
    font-size: 1.0625em;
    font-weight: 600;
    letter-spacing: 0.02em;
  }
  .lines {
    display: grid;
    gap: calc(var(--_space) * 2.5);
  }
  .lines > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  dt {
    color: var(--_text-soft);
    font-size: 0.875em;
  }
  dd {
    min-width: 0;
  }
  dd a {
    display: inline-flex;
    align-items: center;
    min-height: var(--_target);
    margin: calc((1.55em - var(--_target)) / 2) 0;
  }
  .group {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  .group h3 {
    color: var(--_text-soft);
    font-size: 0.875em;
    font-weight: 400;
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
  }
  .tags li {
    min-width: 0;
    padding: calc(var(--_space) * 0.75) calc(var(--_space) * 2.5);
    border-radius: 999px;
    background: var(--_surface-soft);
    font-size: 0.9375em;
  }
  .pictures {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(9em, 100%), 1fr));
    gap: calc(var(--_space) * 2);
  }
  .pictures img {
    display: block;
    width: 100%;
    height: auto;
    aspect-ratio: 4 / 3;
    object-fit: cover;
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_surface-soft);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
  }
  .actions .button {
    flex: 1 1 auto;
  }
  .foot {
    border-top: 1px solid var(--_line);
    padding-top: calc(var(--_space) * 2);
  }
  summary {
    display: flex;
    align-items: center;
    min-height: var(--_target);
    cursor: pointer;
    color: var(--_text-soft);
  }
  summary::before {
    content: '';
    width: 0.45em;
    height: 0.45em;
    margin-inline: 0.2em 0.7em;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: rotate(-45deg);
  }
  details[open] > summary::before {
    transform: rotate(45deg);
  }
  summary::-webkit-details-marker {
    display: none;
  }
  @container (min-width: 30em) {
    .lines > div {
      grid-template-columns: 8em minmax(0, 1fr);
      align-items: baseline;
    }
    .actions .button {
      flex: 0 1 auto;
    }
  }
  @media print {
    .foot,
    .actions {
      display: none;
    }
  }
`
