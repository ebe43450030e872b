/** Colour for people: only on a terminal, and not where NO_COLOR says so (https://no-color.org). */
import { styleText } from 'node:util'

export type Colour = 'green' | 'red' | 'yellow' | 'bold' | 'dim'

export function isColoured(): boolean {
  const { NO_COLOR, TERM } = process.env
  return process.stdout.isTTY === true && !NO_COLOR && TERM !== 'dumb'
}

/** The text in this colour, for standard output. */
export function coloured(colour: Colour, text: string): string {
  return isColoured() ? styleText(colour, text, { validateStream: false }) : text
}
