/** The look of a verdict: its word and its mark before its colour, and air around who it is about. */
import { css } from 'lit'

export const verificationStyles = css`
  .verification {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 5);
    padding: calc(var(--_space) * 5);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    container-type: inline-size;
  }
  .verdict {
    --_tone: var(--_text-soft);
    --_tone-soft: var(--_surface-soft);
    display: flex;
    gap: calc(var(--_space) * 3);
    align-items: flex-start;
    padding: calc(var(--_space) * 4);
    margin: calc(var(--_space) * -5);
    margin-bottom: 0;
    border-bottom: 2px solid var(--_tone);
    border-radius: calc(var(--_radius) - 1px) calc(var(--_radius) - 1px) 0 0;
    background: var(--_tone-soft);
  }
  .verdict[data-tone='good'] {
    --_tone: var(--_good);
    --_tone-soft: var(--_good-soft);
  }
  .verdict[data-tone='bad'] {
    --_tone: var(--_bad);
    --_tone-soft: var(--_bad-soft);
  }
  .verdict[data-tone='open'] {
    --_tone: var(--_caution);
    --_tone-soft: var(--_caution-soft);
  }
  .verdict svg {
    flex: none;
    width: 2em;
    height: 2em;
    color: var(--_tone);
  }
  .verdict div {
    min-width: 0;
  }
  .word {
    display: block;
    font-size: 0.875em;
    font-weight: 650;
    color: var(--_tone);
  }
  .name {
    font-size: 1.25em;
    font-weight: 650;
    line-height: 1.35;
  }
  .uscc {
    font-weight: 600;
    letter-spacing: 0.02em;
  }
  dl {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  dt {
    color: var(--_text-soft);
    font-size: 0.875em;
  }
  .facts > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .limits {
    font-weight: 600;
  }
  @container (min-width: 30em) {
    .facts > div {
      grid-template-columns: 8em minmax(0, 1fr);
      align-items: baseline;
    }
  }
`
