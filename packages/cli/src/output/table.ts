/** Lays out names and values under each other, for people. */
import { coloured } from './colour.js'
import { printable } from './printable.js'

/** Rows without a value are left out. Values come from outside, so they are made printable here. */
export function table(rows: readonly (readonly [string, string | undefined])[]): string {
  const shown = rows.filter((row): row is readonly [string, string] => row[1] !== undefined)
  const width = Math.max(...shown.map(([name]) => widthOf(name)))
  return shown
    .map(([name, value]) => {
      const gap = ' '.repeat(width - widthOf(name) + 2)
      return `  ${coloured('dim', name)}${gap}${printable(value)}\n`
    })
    .join('')
}

/** Columns on a terminal: a Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0)
}
