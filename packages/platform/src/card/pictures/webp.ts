/** WebP (RFC 9649): a RIFF file, of which those chunks stay that a still picture is shown by. */
import { asciiAt, joinBytes, viewOf } from './bytes.js'
import type { Picture } from './clean-picture.js'

const RIFF_BYTES = 12
/** Name and length. */
const HEAD_BYTES = 8

/** The flags of what an extended file holds. */
const ANIMATION = 0x02
const ICC = 0x20
const ALPHA = 0x10

/** In the order in which a file has them. */
const KEPT: ReadonlySet<string> = new Set(['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L'])

export function cleanWebp(content: Uint8Array<ArrayBuffer>): Picture | 'animated' | undefined {
  const chunks = chunksOf(content)
  if (!chunks) return undefined
  const kept = chunks.filter(({ name }) => KEPT.has(name))
  if (new Set(kept.map(({ name }) => name)).size !== kept.length) return undefined
  const extended = kept.find(({ name }) => name === 'VP8X')
  if (extended && (extended !== chunks[0] || extended.data.length !== 10)) return undefined
  if (((extended?.data[0] ?? 0) & ANIMATION) !== 0 || chunks.some(({ name }) => /^ANI?MF?$/.test(name)))
    return 'animated'
  const frames = kept.filter(({ name }) => name === 'VP8 ' || name === 'VP8L')
  const size = frames.length === 1 && frames[0] ? sizeIn(frames[0]) : undefined
  // What it says it is and what is in it must agree, or the limit on its size is one of words.
  if (!size || (extended && !isCanvasOf(extended, size))) return undefined
  const body = joinBytes(kept.map(bytesOf))
  return { ...size, content: joinBytes([riffHead(body.length), body]) }
}

interface Chunk {
  readonly name: string
  readonly data: Uint8Array<ArrayBuffer>
}

/** All chunks within the file's own length; undefined where one is longer. */
function chunksOf(content: Uint8Array<ArrayBuffer>): Chunk[] | undefined {
  if (content.length < RIFF_BYTES + HEAD_BYTES) return undefined
  const view = viewOf(content)
  const end = HEAD_BYTES + view.getUint32(4, true)
  if (end > content.length) return undefined
  const chunks: Chunk[] = []
  let start = RIFF_BYTES
  while (start + HEAD_BYTES <= end) {
    const length = view.getUint32(start + 4, true)
    const data = content.subarray(start + HEAD_BYTES, start + HEAD_BYTES + length)
    if (start + HEAD_BYTES + length > end) return undefined
    chunks.push({ name: asciiAt(content, start, 4), data })
    start += HEAD_BYTES + length + (length % 2)
  }
  return chunks
}

/** As it is written, with the flags of what has gone taken back and a byte that makes it even. */
function bytesOf({ name, data }: Chunk): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEAD_BYTES + data.length + (data.length % 2))
  bytes.set([...name].map(character => character.charCodeAt(0)))
  viewOf(bytes).setUint32(4, data.length, true)
  bytes.set(data, HEAD_BYTES)
  if (name === 'VP8X') bytes[HEAD_BYTES] = (data[0] ?? 0) & (ICC | ALPHA)
  return bytes
}

function riffHead(bodyLength: number): Uint8Array<ArrayBuffer> {
  const head = Uint8Array.from([...'RIFF\0\0\0\0WEBP'].map(character => character.charCodeAt(0)))
  viewOf(head).setUint32(4, bodyLength + 4, true)
  return head
}

interface Size {
  readonly width: number
  readonly height: number
}

function sizeIn({ name, data }: Chunk): Size | undefined {
  return name === 'VP8L' ? losslessSize(data) : lossySize(data)
}

/** RFC 6386, section 9.1: a key frame begins with its tag, a start code and two sides of 14 bits. */
function lossySize(data: Uint8Array<ArrayBuffer>): Size | undefined {
  if (data.length < 10 || ((data[0] ?? 1) & 1) !== 0) return undefined
  if (data[3] !== 0x9d || data[4] !== 0x01 || data[5] !== 0x2a) return undefined
  const view = viewOf(data)
  const [width, height] = [view.getUint16(6, true) & 0x3fff, view.getUint16(8, true) & 0x3fff]
  return width > 0 && height > 0 ? { width, height } : undefined
}

/** RFC 9649, section 3.4: a signature and two sides of 14 bits, each less one. */
function losslessSize(data: Uint8Array<ArrayBuffer>): Size | undefined {
  if (data.length < 5 || data[0] !== 0x2f) return undefined
  const bits = viewOf(data).getUint32(1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** RFC 9649, section 2.7: flags, three reserved bytes, and two sides of 24 bits, each less one. */
function isCanvasOf({ data }: Chunk, { width, height }: Size): boolean {
  const sideAt = (at: number) =>
    (data[at] ?? 0) + (data[at + 1] ?? 0) * 256 + (data[at + 2] ?? 0) * 65_536 + 1
  return sideAt(4) === width && sideAt(7) === height
}
