/** What the parts below a card share: a rule above them, and lists of lines with buttons. */
import { css } from 'lit'

export const cardPartStyles = css`
  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
    padding-top: calc(var(--_space) * 4);
    border-top: 1px solid var(--_line);
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
  }
  .file {
    position: relative;
  }
  .file:focus-within {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .kept,
  .entries {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .kept:empty {
    display: none;
  }
  .kept li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
    padding: calc(var(--_space) * 2) 0;
  }
  .kept img {
    border-radius: calc(var(--_radius) * 0.5);
    object-fit: cover;
    background: var(--_surface-soft);
  }
  .kept span {
    flex: 1 1 6em;
    min-width: 0;
  }
  .entries > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 4) 0;
    border-top: 1px solid var(--_line);
  }
  .entries > li:first-child {
    border-top: 0;
    padding-top: 0;
  }
  .entry-head {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
    align-items: baseline;
    justify-content: space-between;
  }
  .entry-head > :first-child {
    min-width: 0;
    font-weight: 600;
  }
  .message {
    padding-inline-start: calc(var(--_space) * 3);
    border-inline-start: 3px solid var(--_line);
  }
  progress {
    width: 100%;
    accent-color: var(--_brand);
  }
`
