/**
 * A PNG of one bit a pixel. The square library draws PNGs only on a canvas or with Node's streams; these forty lines
 * do it the same in a browser, a worker and Node, with the compression that all of them have.
 */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Encodes a black and white picture, `side` pixels a side. */
export async function encodePng(
  side: number,
  isDark: (x: number, y: number) => boolean,
): Promise<Uint8Array> {
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, side)
  header.setUint32(4, side)
  header.setUint8(8, 1) // bits a pixel; the zeros after it are greyscale, deflate, no filter, not interlaced
  const chunks = [
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', await deflate(scanlines(side, isDark))),
    chunk('IEND', new Uint8Array()),
  ]
  return new Uint8Array(await new Blob([new Uint8Array(SIGNATURE), ...chunks]).arrayBuffer())
}

/** Each line is a filter byte (none) and its pixels, white being 1. */
function scanlines(side: number, isDark: (x: number, y: number) => boolean): Uint8Array<ArrayBuffer> {
  const width = 1 + Math.ceil(side / 8)
  const lines = new Uint8Array(width * side)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const position = y * width + 1 + (x >> 3)
      if (!isDark(x, y)) lines[position] = (lines[position] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return lines
}

function chunk(type: string, data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(new TextEncoder().encode(type), 4)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)))
  return bytes
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
