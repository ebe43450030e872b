/** Finds squares in pictures. It gives back texts and does nothing with them. Loaded, with its engine, on use. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

export type ReadAnswer =
  | { readonly texts: readonly string[] }
  /** `not-picture`: cannot be decoded. `reader`: the engine could not be had, or may not run by the page's rules. */
  | { readonly problem: 'not-picture' | 'reader' }

/** A camera's frame must be read fast; a picture may take its time. */
export type ReadKind = 'frame' | 'picture'

/** Longer sides are scaled down: a square needs far less, and a phone's picture has far more. */
const LONGEST_SIDE: Readonly<Record<ReadKind, number>> = { frame: 1280, picture: 3000 }

let preparedFor: string | undefined

/** @param wasm - where the engine is: never anybody else's server */
export async function readSquares(
  image: Blob | ImageBitmap,
  kind: ReadKind,
  wasm: string,
): Promise<ReadAnswer> {
  let pixels: ImageData
  try {
    pixels = await pixelsOf(image, LONGEST_SIDE[kind])
  } catch {
    return { problem: 'not-picture' }
  }
  try {
    prepare(wasm)
    const isPicture = kind === 'picture'
    const found = await readBarcodes(pixels, {
      formats: ['QRCode'],
      maxNumberOfSymbols: 8,
      tryHarder: isPicture,
      tryInvert: isPicture,
    })
    return { texts: found.filter(({ isValid }) => isValid).map(({ text }) => text) }
  } catch {
    preparedFor = undefined
    return { problem: 'reader' }
  }
}

function prepare(wasm: string): void {
  if (preparedFor === wasm) return
  prepareZXingModule({ overrides: { locateFile: () => wasm } })
  preparedFor = wasm
}

async function pixelsOf(image: Blob | ImageBitmap, longestSide: number): Promise<ImageData> {
  const bitmap = image instanceof Blob ? await createImageBitmap(image) : image
  try {
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(bitmap.width * scale))
    canvas.height = Math.max(1, Math.round(bitmap.height * scale))
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('There is no canvas.')
    // A transparent ground is white to whoever looks at it.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    return context.getImageData(0, 0, canvas.width, canvas.height)
  } finally {
    bitmap.close()
  }
}
