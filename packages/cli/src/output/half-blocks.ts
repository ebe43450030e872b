/** Draws a square with characters, two rows of modules a line. */
import type { Square } from '@qiyema/core/qr'
import { isColoured } from './colour.js'

const BLACK_ON_WHITE = '\u001b[30;107m'
const RESET = '\u001b[0m'

/**
 * With colour, dark modules are black on white whatever the terminal looks like. Without, what is drawn shines: the
 * light modules on a dark terminal, or the dark ones (`isInverted`) where ink is dark on light.
 */
export function drawHalfBlocks(square: Square, isInverted: boolean): string {
  const { modules, quietZone } = square
  const hasColour = isColoured()
  const drawn = hasColour || isInverted
  const isDrawn = (row: number, column: number) => {
    const isInside = [row, column].every(position => position >= 0 && position < modules)
    return (isInside && square.isDark(row, column)) === drawn
  }
  const lines: string[] = []
  for (let row = -quietZone; row < modules + quietZone; row += 2) {
    let line = ''
    for (let column = -quietZone; column < modules + quietZone; column++)
      line += blockFor(isDrawn(row, column), isDrawn(row + 1, column))
    lines.push(hasColour ? `${BLACK_ON_WHITE}${line}${RESET}` : line)
  }
  return `${lines.join('\n')}\n`
}

function blockFor(isUpper: boolean, isLower: boolean): string {
  if (isUpper) return isLower ? '█' : '▀'
  return isLower ? '▄' : ' '
}
