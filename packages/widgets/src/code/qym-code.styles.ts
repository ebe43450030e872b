/** The look of a square: black on white whatever the theme, as large as there is room, and alone on its ground. */
import { css } from 'lit'

export const codeStyles = css`
  .code {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: center;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 5) calc(var(--_space) * 4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    text-align: center;
  }
  .code > * {
    min-width: 0;
    max-width: 100%;
  }
  .square {
    width: min(100%, var(--qym-code-size, 320px));
    aspect-ratio: 1;
    background: #fff;
    display: grid;
    place-items: center;
    forced-color-adjust: none;
  }
  canvas {
    width: 100%;
    height: auto;
    image-rendering: pixelated;
  }
  /* Whatever a page does to its pictures: a square that is coloured, cut or rounded is one that nobody can read. */
  ::slotted(img) {
    all: initial !important;
    display: block !important;
    width: 100% !important;
    height: auto !important;
    image-rendering: pixelated !important;
    background: #fff !important;
    -webkit-touch-callout: default !important;
  }
  .name {
    font-size: 1.125em;
    font-weight: 650;
  }
  .uscc {
    font-weight: 600;
    letter-spacing: 0.02em;
  }
  .countdown {
    color: var(--_text-soft);
    font-variant-numeric: tabular-nums;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: calc(var(--_space) * 2);
  }
  .missing {
    display: grid;
    gap: calc(var(--_space) * 1);
    padding-inline-start: 1.25em;
    list-style: disc;
  }
  @media print {
    .code {
      border: 0;
      break-inside: avoid;
    }
    .square {
      width: 60mm;
    }
    .countdown,

    .actions {
      display: none;
    }
  }
`
