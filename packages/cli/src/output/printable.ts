/** Makes text from outside safe for a terminal and for one line. */

/**
 * The text with every character that a terminal would obey rather than show (controls, direction marks, line ends)
 * written as its number; line ends between words become spaces.
 */
export function printable(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escapeCharacter)
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
