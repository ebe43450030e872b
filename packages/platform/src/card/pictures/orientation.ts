/** Which way up a photograph is: the one member of its Exif (CIPA DC-008) that it cannot be shown without. */
import { asciiAt, viewOf } from './bytes.js'

const ORIENTATION = 0x0112
const SHORT = 3
const EXIF = 'Exif\0\0'
/** Marker, length and name. */
const TIFF_START = 10
const ENTRY_BYTES = 12

/**
 * From 1, upright, to 8; from 5 on it lies on its side. Undefined for a segment that does not say.
 *
 * @param segment - APP1 with its marker
 */
export function orientationIn(segment: Uint8Array<ArrayBuffer>): number | undefined {
  if (asciiAt(segment, 4, EXIF.length) !== EXIF) return undefined
  const tiff = segment.subarray(TIFF_START)
  const order = asciiAt(tiff, 0, 2)
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return undefined
  const isLittle = order === 'II'
  const view = viewOf(tiff)
  const directory = view.getUint32(4, isLittle)
  if (directory + 2 > tiff.length) return undefined
  const entries = view.getUint16(directory, isLittle)
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + index * ENTRY_BYTES
    if (entry + ENTRY_BYTES > tiff.length) return undefined
    if (view.getUint16(entry, isLittle) !== ORIENTATION) continue
    const value = view.getUint16(entry + 8, isLittle)
    return view.getUint16(entry + 2, isLittle) === SHORT && value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

/** An Exif segment that says this and nothing else. */
export function orientationSegment(orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    SHORT,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ]
  const name = [...EXIF].map(character => character.charCodeAt(0))
  return Uint8Array.of(0xff, 0xe1, 0, 2 + name.length + tiff.length, ...name, ...tiff)
}
