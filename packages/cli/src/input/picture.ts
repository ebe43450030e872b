/** Reads the one square in a picture. The reader is loaded from its package on disk, never from a network. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Mistake } from '../mistake.js'
import { startProgress } from '../output/progress.js'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
const JPEG = Buffer.from('ffd8ff', 'hex')

/** True for a PNG or a JPEG, by its first bytes. */
export function isPicture(bytes: Buffer): boolean {
  return [PNG, JPEG].some(start => bytes.subarray(0, start.length).equals(start))
}

/** The text of the only square in a picture, which is called `name` in sentences. */
export async function readSquare(picture: Buffer, name: string): Promise<string> {
  const progress = startProgress(`Looking for a square in ${name}`)
  const found = await readAll(picture)
    .catch(() => {
      throw new Mistake(`${name} cannot be read: scale the picture down, or cut the square out.`)
    })
    .finally(() => progress.end())
  if (found.some(({ error }) => /load image/i.test(error)))
    throw new Mistake(`${name} is a damaged picture: it cannot be opened.`)
  const squares = found.filter(({ isValid }) => isValid)
  if (squares.length > 1)
    throw new Mistake(`There are ${squares.length} squares in ${name}: cut out the one that is meant.`)
  const [square] = squares
  if (!square && found.length > 0)
    throw new Mistake(`There is a square in ${name}, but it is too damaged or too blurred to be read.`)
  if (!square) throw new Mistake(`There is no square in ${name}, or none that can be made out.`)
  return square.text
}

async function readAll(picture: Buffer) {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(await readFile(path)).buffer } })
  return readBarcodes(picture, {
    formats: ['QRCode'],
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    tryDownscale: true,
    returnErrors: true,
    maxNumberOfSymbols: 8,
  })
}
