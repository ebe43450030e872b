/** Pictures for tests: PNG files read strictly and written again, and the scanner that reads squares in them. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

/** Grey pixels, line by line: 0 is black, 255 white. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8ClampedArray
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

/** The chunks of a PNG by their names in order, every checksum having been checked. */
export function readChunks(png: Uint8Array): [string, Buffer][] {
  const file = Buffer.from(png)
  if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error('no PNG signature')
  const chunks: [string, Buffer][] = []
  for (let offset = 8; offset < file.length; ) {
    const length = file.readUInt32BE(offset)
    const named = file.subarray(offset + 4, offset + 8 + length)
    const name = named.toString('latin1', 0, 4)
    if (file.readUInt32BE(offset + 8 + length) !== crc32(named)) throw new Error(`wrong checksum of ${name}`)
    chunks.push([name, named.subarray(4)])
    offset += 12 + length
  }
  return chunks
}

/** The pixels of a PNG of one bit a pixel, grey, unfiltered, not interlaced: the kind we make. */
export function readPng(png: Uint8Array): Picture {
  const chunks = new Map(readChunks(png))
  const header = chunks.get('IHDR') ?? Buffer.alloc(13)
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  if (header.toString('hex', 8) !== '0100000000') throw new Error('not one grey bit a pixel')
  const lines = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))
  const stride = 1 + Math.ceil(width / 8)
  if (lines.length !== stride * height) throw new Error('not as many pixels as its header says')
  const pixels = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y++) {
    if (lines[y * stride] !== 0) throw new Error('a filtered line')
    for (let x = 0; x < width; x++)
      pixels[y * width + x] = ((lines[y * stride + 1 + (x >> 3)] ?? 0) << (x & 7)) & 0x80 ? 255 : 0
  }
  return { width, height, pixels }
}

/** A PNG of eight grey bits a pixel. */
export function writePng({ width, height, pixels }: Picture): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const lines = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) lines.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([SIGNATURE, ...chunks])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** Makes a scanner: it gives the text of the one square in a PNG, or says what it found instead. */
export async function openScanner(): Promise<(png: Uint8Array) => Promise<string>> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(await readFile(path)).buffer } })
  return async png => {
    const found = await readBarcodes(png, { formats: ['QRCode'], tryHarder: true })
    const [square] = found
    return square && found.length === 1 ? square.text : `${found.length} squares`
  }
}
