/** The square: a code's link as a QR code in three explicit segments, the densest that the link can have. */
import { create } from 'qrcode/lib/core/qrcode.js'
import { QiyemaError } from '../../errors.js'
import { linkSegments } from '../format/link.js'
import { encodePng } from './png.js'

/** Where a square will be read: the better the light, the less room for repair it needs. */
export type SquareUse = 'screen' | 'print' | 'outdoor'

/** A square, ready to be drawn. */
export interface Square {
  readonly link: string
  readonly use: SquareUse
  /** QR version, 1 to 40: the one this link needed. */
  readonly version: number
  /** How much damage can be repaired: L 7 %, M 15 %, Q 25 %. */
  readonly level: 'L' | 'M' | 'Q'
  /** Modules a side, without the quiet zone. */
  readonly modules: number
  /** Modules of white that every reader wants on each side. */
  readonly quietZone: number
  /** The side in millimetres, quiet zone included, below which common phones have trouble. */
  readonly minimumMillimetres: number
  /** True where the module is dark; `row` and `column` count from 0. */
  isDark(row: number, column: number): boolean
}

const LEVELS = { screen: 'L', print: 'M', outdoor: 'Q' } as const
const QUIET_ZONE = 4
/** The side of one module, in millimetres, that a phone reads at the distance of its use. */
const MODULE_MILLIMETRES = { screen: 0.35, print: 0.4, outdoor: 1 } as const

/**
 * Makes the square of a link.
 *
 * @param link - as `signCode` or `presentCode` gave it
 * @param use - `screen` (level L), `print` (M, the default) or `outdoor` (Q)
 * @throws {QiyemaError} `ERR_SQUARE` for a text that is not such a link, or too long for any square
 * @see ISO/IEC 18004; code format, sections 1 and 2
 *
 * @example
 * ```ts
 * import { createSquare, renderSvg } from '@qiyema/core/qr'
 *
 * const square = createSquare(`https://QYM.EXAMPLE/Q/1${'0'.repeat(206)}`, 'print')
 * console.log(square.version, square.modules, renderSvg(square).length > 0) // 6 41 true
 * ```
 */
export function createSquare(link: string, use: SquareUse = 'print'): Square {
  const segments = typeof link === 'string' ? linkSegments(link) : undefined
  if (!segments) {
    throw new QiyemaError(
      'ERR_SQUARE',
      'A square is made of a link as signCode gives it: https://HOST/Q/<digits>, the host in capitals.',
    )
  }
  if (!Object.hasOwn(LEVELS, use))
    throw new QiyemaError('ERR_SQUARE', 'The use of a square is screen, print or outdoor.')
  const level = LEVELS[use]
  const { modules, version } = encode(segments, level)
  const side = modules.size + 2 * QUIET_ZONE
  return {
    link,
    use,
    version,
    level,
    modules: modules.size,
    quietZone: QUIET_ZONE,
    minimumMillimetres: Math.ceil(side * MODULE_MILLIMETRES[use]),
    isDark: (row, column) => modules.data[row * modules.size + column] === 1,
  }
}

/**
 * Draws a square as an SVG document: one path, black on white, quiet zone included, scaling to any size.
 *
 * @param options.title - what a screen reader says of it
 */
export function renderSvg(
  square: Square,
  { title = 'Enterprise Code' }: { readonly title?: string } = {},
): string {
  const side = square.modules + 2 * square.quietZone
  let path = ''
  for (let row = 0; row < square.modules; row++) {
    for (let column = 0; column < square.modules; column++) {
      let run = 0
      while (square.isDark(row, column + run) && column + run < square.modules) run++
      if (run > 0) path += `M${column + square.quietZone} ${row + square.quietZone}h${run}v1h-${run}z`
      column += run
    }
  }
  const size = `${square.minimumMillimetres}mm`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${size}" height="${size}" shape-rendering="crispEdges" role="img">` +
    `<title>${escapeXml(title)}</title><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`
  )
}

/** How large a PNG is drawn. */
export interface PngOptions {
  /** Pixels a module, 1 to 64; 8 unless given. */
  readonly scale?: number
}

/**
 * Draws a square as a PNG file of one bit a pixel, quiet zone included.
 *
 * @throws {QiyemaError} `ERR_SQUARE` for a scale outside 1 to 64
 */
export async function renderPng(square: Square, { scale = 8 }: PngOptions = {}): Promise<Uint8Array> {
  if (!Number.isInteger(scale) || scale < 1 || scale > 64)
    throw new QiyemaError('ERR_SQUARE', 'The scale is a whole number of pixels a module, from 1 to 64.')
  const side = (square.modules + 2 * square.quietZone) * scale
  const moduleAt = (pixel: number) => Math.floor(pixel / scale) - square.quietZone
  const isInside = (position: number) => position >= 0 && position < square.modules
  return encodePng(side, (x, y) => {
    const row = moduleAt(y)
    const column = moduleAt(x)
    return isInside(row) && isInside(column) && square.isDark(row, column)
  })
}

/** Draws a square as a `data:image/png` URL, for an `<img>` that people can press and save. */
export async function renderDataUrl(square: Square, options: PngOptions = {}): Promise<string> {
  const png = await renderPng(square, options)
  return `data:image/png;base64,${btoa(Array.from(png, byte => String.fromCharCode(byte)).join(''))}`
}

function encode(
  { scheme, path, digits }: { scheme: string; path: string; digits: string },
  level: Square['level'],
) {
  try {
    return create(
      [
        { data: new TextEncoder().encode(scheme), mode: 'byte' },
        { data: path, mode: 'alphanumeric' },
        { data: digits, mode: 'numeric' },
      ],
      { errorCorrectionLevel: level },
    )
  } catch {
    throw new QiyemaError('ERR_SQUARE', 'This link is too long for any square.')
  }
}

function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  }
  return text.replace(/[&<>"']/g, character => entities[character] ?? '')
}
