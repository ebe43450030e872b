/** How values of columns become values of the program, the same on every engine. */

/** PostgreSQL's numbers of its types. */
const INT8 = 20
const DATE = 1082

/**
 * Of an eight-byte integer.
 *
 * @throws {RangeError} past 2^53, where a number would no longer be the one that was stored
 */
function readInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError('A stored integer is too large to be read exactly.')
  return number
}

/** By type: what is read otherwise than the engines would. Dates of the law stay text: they have no hour and no zone. */
export const COLUMN_PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: readInteger,
  [DATE]: text => text,
}
