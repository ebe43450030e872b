/** JPEG (ITU-T T.81): segments, of which those stay that a picture is shown by, and which way up it is. */
import { asciiAt, joinBytes, viewOf } from './bytes.js'
import type { Picture } from './clean-picture.js'
import { orientationIn, orientationSegment } from './orientation.js'

const SOI = Uint8Array.of(0xff, 0xd8)
const EOI = Uint8Array.of(0xff, 0xd9)
/** What JFIF says of itself, without the thumbnail that may follow. */
const JFIF_BYTES = 18
/** Progressive pictures have about ten; with thousands, few bytes keep a reader at work for minutes. */
const MAX_SCANS = 100

const MARKER = {
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  huffman: 0xc4,
  scan: 0xda,
  end: 0xd9,
  tables: 0xdb,
  restart: 0xdd,
} as const
/** Baseline, extended and progressive: what browsers show. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2]
const SHOWN_BY: readonly number[] = [...FRAMES, MARKER.huffman, MARKER.tables, MARKER.restart, MARKER.scan]

export function cleanJpeg(content: Uint8Array<ArrayBuffer>): Picture | undefined {
  const segments = segmentsOf(content)
  const frames = segments?.filter(({ marker }) => FRAMES.includes(marker)) ?? []
  const size = frames.length === 1 && frames[0] ? sizeIn(frames[0].bytes) : undefined
  const scans = segments?.filter(({ marker }) => marker === MARKER.scan).length ?? 0
  if (!segments || !size || scans === 0 || scans > MAX_SCANS) return undefined
  const orientation =
    segments
      .filter(({ marker }) => marker === MARKER.app1)
      .map(({ bytes }) => orientationIn(bytes))
      .find(found => found !== undefined) ?? 1
  const kept = segments.flatMap(keptOf)
  const turned = orientation > 1 ? [orientationSegment(orientation)] : []
  const isOnItsSide = orientation >= 5
  return {
    // JFIF comes first where it is there, as it wants.
    content: joinBytes([
      SOI,
      ...kept.slice(0, 1).filter(isJfif),
      ...turned,
      ...kept.filter(part => !isJfif(part)),
      EOI,
    ]),
    width: isOnItsSide ? size.height : size.width,
    height: isOnItsSide ? size.width : size.height,
  }
}

interface Segment {
  readonly marker: number
  /** With its marker, and after a scan with all that belongs to it. */
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** All segments to the end of the picture, which is there. What comes behind it belongs to something else. */
function segmentsOf(content: Uint8Array<ArrayBuffer>): Segment[] | undefined {
  const view = viewOf(content)
  const segments: Segment[] = []
  for (let start = SOI.length; start + 2 <= content.length; ) {
    if (content[start] !== 0xff) return undefined
    const marker = content[start + 1] ?? 0
    if (marker === MARKER.end) return segments
    // Markers may be preceded by fill bytes.
    if (marker === 0xff) {
      start += 1
      continue
    }
    if (start + 4 > content.length) return undefined
    const length = view.getUint16(start + 2)
    let end = start + 2 + length
    if (length < 2 || end > content.length) return undefined
    if (marker === MARKER.scan) end = endOfScan(content, end)
    segments.push({ marker, bytes: content.subarray(start, end) })
    start = end
  }
  return undefined
}

/** Where the next marker stands that is neither a stuffed byte nor a restart. */
function endOfScan(content: Uint8Array, from: number): number {
  for (let at = content.indexOf(0xff, from); at !== -1; at = content.indexOf(0xff, at + 1)) {
    const next = content[at + 1]
    const isWithin = next === 0 || next === 0xff || (next !== undefined && next >= 0xd0 && next <= 0xd7)
    if (!isWithin) return at
  }
  return content.length
}

/** Of the segments for applications: JFIF, colours, and how Adobe has stored them. */
function keptOf({ marker, bytes }: Segment): Uint8Array<ArrayBuffer>[] {
  if (SHOWN_BY.includes(marker)) return [bytes]
  if (marker === MARKER.app0 && isJfif(bytes)) return [jfifWithoutThumbnail(bytes)]
  if (marker === MARKER.app2 && asciiAt(bytes, 4, 12) === 'ICC_PROFILE\0') return [bytes]
  if (marker === MARKER.app14 && asciiAt(bytes, 4, 5) === 'Adobe') return [bytes]
  return []
}

function isJfif(bytes: Uint8Array): boolean {
  return bytes[1] === MARKER.app0 && bytes.length >= JFIF_BYTES && asciiAt(bytes, 4, 5) === 'JFIF\0'
}

/** A thumbnail may show what was cut off the picture. */
function jfifWithoutThumbnail(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const jfif = Uint8Array.from(bytes.subarray(0, JFIF_BYTES))
  jfif.set([0, JFIF_BYTES - 2], 2)
  jfif.set([0, 0], JFIF_BYTES - 2)
  return jfif
}

function sizeIn(frame: Uint8Array<ArrayBuffer>): { width: number; height: number } | undefined {
  if (frame.length < 10) return undefined
  const view = viewOf(frame)
  const [height, width] = [view.getUint16(5), view.getUint16(7)]
  return height > 0 && width > 0 ? { width, height } : undefined
}
