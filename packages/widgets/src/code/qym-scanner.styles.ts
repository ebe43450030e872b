/** The look of a scanner: the finder first, the two other ways below it. */
import { css } from 'lit'

export const scannerStyles = css`
  .scanner {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
    padding: calc(var(--_space) * 5);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .finder {
    position: relative;
    width: min(100%, var(--qym-scanner-size, 420px));
    margin: 0 auto;
    aspect-ratio: 4 / 3;
    border-radius: var(--_radius);
    background: #10161c;
    overflow: hidden;
  }
  .finder[hidden] {
    display: none;
  }
  .finder video {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .finder::after {
    content: '';
    position: absolute;
    inset: 12% 22%;
    border: 3px solid #fff;
    border-radius: 12px;
    box-shadow: 0 0 0 100vmax rgb(0 0 0 / 35%);
    pointer-events: none;
  }
  .camera {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
  }
  .ways {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(16em, 100%), 1fr));
    gap: calc(var(--_space) * 5);
    padding-top: calc(var(--_space) * 4);
    border-top: 1px solid var(--_line);
  }
  .file {
    position: relative;
  }
  .file:focus-within {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .way,
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    align-content: start;
    justify-items: start;
  }
  form .field {
    width: 100%;
  }
  textarea {
    min-height: 4em;
  }
  .hint {
    text-align: center;
  }
`
