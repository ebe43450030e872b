/** Shapes beside the words of a verdict. They differ in form, and have the colour of the text. */
import { type Html, html } from './html.js'
import type { Sign } from './verdicts.js'

const SHAPES: Readonly<Record<Sign, Html>> = {
  tick: html`<circle cx="20" cy="20" r="17"/><path d="M12 20.5l5.5 5.5L28.5 14.5"/>`,
  pause: html`<circle cx="20" cy="20" r="17"/><path d="M15.5 13.5v13M24.5 13.5v13"/>`,
  clock: html`<circle cx="20" cy="20" r="17"/><path d="M20 10.5V20l6.5 4"/>`,
  cross: html`<path d="M13 3.5h14L36.5 13v14L27 36.5H13L3.5 27V13z"/><path d="M14 14l12 12M26 14L14 26"/>`,
  question: html`<path d="M20 3l17 17-17 17L3 20z"/><path d="M15.8 16.2c.2-5 8.4-5 8.4 0 0 3-4.2 3.4-4.2 6.4M20 27.6v.1"/>`,
}

export function signOf(sign: Sign): Html {
  return html`<svg viewBox="0 0 40 40" aria-hidden="true">${SHAPES[sign]}</svg>`
}
