/** PNG (W3C, third edition): chunks, of which those stay that a still picture is shown by. */
import { asciiAt, joinBytes, viewOf } from './bytes.js'
import type { Picture } from './clean-picture.js'

const SIGNATURE_BYTES = 8
/** Length, name and check of a chunk. */
const FRAME_BYTES = 12
const HEADER_BYTES = 13
const MAX_DIMENSION = 2 ** 31 - 1

/** Shape, colours, transparency and density. Texts, times, Exif and what others have invented go. */
const KEPT: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'cICP',
  'sBIT',
  'bKGD',
  'pHYs',
])
const ANIMATION: ReadonlySet<string> = new Set(['acTL', 'fcTL', 'fdAT'])

export function cleanPng(content: Uint8Array<ArrayBuffer>): Picture | 'animated' | undefined {
  const chunks = chunksOf(content)
  const names = chunks?.map(({ name }) => name)
  if (!chunks || !names?.includes('IDAT') || names.filter(name => name === 'IHDR').length !== 1)
    return undefined
  if (names.some(name => ANIMATION.has(name))) return 'animated'
  const size = sizeIn(chunks[0])
  const kept = chunks.filter(({ name }) => KEPT.has(name)).map(({ bytes }) => bytes)
  return size && { ...size, content: joinBytes([content.subarray(0, SIGNATURE_BYTES), ...kept]) }
}

interface Chunk {
  readonly name: string
  /** With its frame. */
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** All chunks to the end, which is there; undefined where one is longer than the file, or is not what its check says. */
function chunksOf(content: Uint8Array<ArrayBuffer>): Chunk[] | undefined {
  const view = viewOf(content)
  const chunks: Chunk[] = []
  for (let start = SIGNATURE_BYTES; start + FRAME_BYTES <= content.length; ) {
    const end = start + FRAME_BYTES + view.getUint32(start)
    if (end > content.length) return undefined
    const name = asciiAt(content, start + 4, 4)
    if (crcOf(content.subarray(start + 4, end - 4)) !== view.getUint32(end - 4)) return undefined
    chunks.push({ name, bytes: content.subarray(start, end) })
    if (name === 'IEND') return chunks
    start = end
  }
  return undefined
}

function sizeIn(header: Chunk | undefined): { width: number; height: number } | undefined {
  if (header?.name !== 'IHDR' || header.bytes.length !== FRAME_BYTES + HEADER_BYTES) return undefined
  const view = viewOf(header.bytes)
  const [width, height] = [view.getUint32(8), view.getUint32(12)]
  const isPossible = [width, height].every(side => side > 0 && side <= MAX_DIMENSION)
  return isPossible ? { width, height } : undefined
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  return crc
})

/** CRC-32 as ISO/IEC 3309 has it. */
export function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
