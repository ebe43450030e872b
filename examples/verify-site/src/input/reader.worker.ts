/** Finds squares in pictures, off the main thread. It gives back texts and does nothing with them. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { ReaderAnswer, ReaderQuestion } from './reader-messages.js'

declare const self: DedicatedWorkerGlobalScope

/** Longer sides are scaled down: a code needs far less, and a phone's picture has far more. */
const LONGEST_SIDE = { frame: 1280, picture: 3000 }

prepareZXingModule({
  overrides: {
    locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasmUrl : prefix + path),
  },
})

self.addEventListener('message', async ({ data }: MessageEvent<ReaderQuestion>) => {
  const answer: ReaderAnswer = await readAll(data)
  self.postMessage(answer)
})

async function readAll({ image, kind }: ReaderQuestion): Promise<ReaderAnswer> {
  let pixels: ImageData
  try {
    pixels = await pixelsOf(image, LONGEST_SIDE[kind])
  } catch {
    return { problem: 'not_picture' }
  }
  try {
    const found = await readBarcodes(pixels, {
      formats: ['QRCode'],
      maxNumberOfSymbols: 8,
      tryHarder: kind === 'picture',
      tryInvert: kind === 'picture',
    })
    return { texts: found.filter(({ isValid }) => isValid).map(({ text }) => text) }
  } catch {
    return { problem: 'reader' }
  }
}

async function pixelsOf(image: Blob | ImageBitmap, longestSide: number): Promise<ImageData> {
  const bitmap = image instanceof Blob ? await createImageBitmap(image) : image
  try {
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    const width = Math.max(1, Math.round(bitmap.width * scale))
    const height = Math.max(1, Math.round(bitmap.height * scale))
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('no canvas')
    // A transparent background is white to whoever looks at it.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.drawImage(bitmap, 0, 0, width, height)
    return context.getImageData(0, 0, width, height)
  } finally {
    bitmap.close()
  }
}
