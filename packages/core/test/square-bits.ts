/** Reads the segments of a version 5-L square from its modules (ISO/IEC 18004): one block, so nothing is interleaved. */

const SIDE = 37
const DATA_BITS = 108 * 8

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  row => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
]

/** What a segment says: its mode and its text. */
export type Segment = readonly [mode: 'byte' | 'alphanumeric' | 'numeric', text: string]

export function readSegments(isDark: (row: number, column: number) => boolean): Segment[] {
  const bits = dataBits(isDark)
  let position = 0
  const take = (length: number) => {
    position += length
    return Number.parseInt(bits.slice(position - length, position), 2)
  }
  const segments: Segment[] = []
  for (;;) {
    const mode = take(4)
    if (mode === 0b0100) segments.push(['byte', readBytes(take(8), take)])
    else if (mode === 0b0010) segments.push(['alphanumeric', readAlphanumeric(take(9), take)])
    else if (mode === 0b0001) segments.push(['numeric', readDigits(take(10), take)])
    else return segments
  }
}

type Take = (length: number) => number

function readBytes(count: number, take: Take): string {
  return String.fromCharCode(...Array.from({ length: count }, () => take(8)))
}

function readAlphanumeric(count: number, take: Take): string {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
  let text = ''
  for (; count > 1; count -= 2) {
    const pair = take(11)
    text += `${alphabet[Math.floor(pair / 45)]}${alphabet[pair % 45]}`
  }
  return count === 1 ? `${text}${alphabet[take(6)]}` : text
}

function readDigits(count: number, take: Take): string {
  let text = ''
  for (; count > 0; count -= 3) {
    const digits = Math.min(count, 3)
    text += String(take([0, 4, 7, 10][digits] ?? 0)).padStart(digits, '0')
  }
  return text
}

/** The data codewords, unmasked, in the order of the zigzag: upwards and downwards in columns of two, from the right. */
function dataBits(isDark: (row: number, column: number) => boolean): string {
  const maskBits = [2, 3, 4].map(column => (isDark(8, column) ? 1 : 0)).join('')
  const mask = MASKS[Number.parseInt(maskBits, 2) ^ 0b101] ?? (() => false)
  let bits = ''
  for (let right = SIDE - 1, isUp = true; right > 0; right -= right === 8 ? 3 : 2, isUp = !isUp) {
    for (let step = 0; step < SIDE; step++) {
      const row = isUp ? SIDE - 1 - step : step
      for (const column of [right, right - 1])
        if (!isFunction(row, column)) bits += isDark(row, column) !== mask(row, column) ? '1' : '0'
    }
  }
  return bits.slice(0, DATA_BITS)
}

/** Finders with their format bits, timing lines, and the one alignment pattern of this version. */
function isFunction(row: number, column: number): boolean {
  const isNear = (a: number, b: number) => Math.abs(a - b) <= 2
  const isCorner = (row < 9 && (column < 9 || column >= SIDE - 8)) || (row >= SIDE - 8 && column < 9)
  return isCorner || row === 6 || column === 6 || (isNear(row, 30) && isNear(column, 30))
}
