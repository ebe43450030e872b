/** Makes squares: of a printed code, or of a live one at this moment. Loaded when a code is shown. */
import { type HolderKey, presentCode } from '@qiyema/core/present'
import { createSquare, renderDataUrl, renderPng, type Square } from '@qiyema/core/qr'
import { type KeptCode, openKeep } from './kept-code.js'

export interface DrawnSquare {
  /** `data:image/png`, which people can press and save where a page’s rules allow it. */
  readonly source: string
  readonly square: Square
}

/** Pixels a module: enough for a screen of three times the density. */
const SCALE = 10

export async function drawPrinted(link: string): Promise<DrawnSquare> {
  return drawn(createSquare(link, 'print'))
}

/** Presents a live code: the square is good for about a minute. @param now - milliseconds since 1970 */
export async function drawPresented(platform: string, code: KeptCode, now: number): Promise<DrawnSquare> {
  const key = await keyOf(platform, code)
  // A clock that runs a little behind the platform's cannot present before the issue.
  const at = Math.max(Math.floor(now / 1000), Math.ceil(Date.parse(code.issuedAt) / 1000))
  const { link } = await presentCode(code.credential, key, { at })
  return drawn(createSquare(link, 'screen'))
}

/** The same as a file. */
export async function pictureOf(square: Square): Promise<Blob> {
  return new Blob([new Uint8Array(await renderPng(square, { scale: SCALE }))], { type: 'image/png' })
}

/** For pages whose rules forbid `data:` pictures: the same on a canvas, which nobody can press and save. */
export function paint(canvas: HTMLCanvasElement, { modules, quietZone, isDark }: Square): void {
  const side = modules + 2 * quietZone
  canvas.width = side * SCALE
  canvas.height = side * SCALE
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#000'
  for (let row = 0; row < modules; row++)
    for (let column = 0; column < modules; column++)
      if (isDark(row, column))
        context.fillRect((column + quietZone) * SCALE, (row + quietZone) * SCALE, SCALE, SCALE)
}

async function drawn(square: Square): Promise<DrawnSquare> {
  return { square, source: await renderDataUrl(square, { scale: SCALE }) }
}

async function keyOf(platform: string, { uscc }: KeptCode): Promise<HolderKey> {
  return (await openKeep(platform, uscc)).key()
}
