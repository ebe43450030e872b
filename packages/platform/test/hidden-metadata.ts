/** Hides things in pictures, the way cameras, programs and people do. */
import { crcOf } from '../src/card/pictures/png.js'

export type Bytes = Uint8Array<ArrayBuffer>

/** What must not be found in a picture that anyone may see. */
export const SECRET = 'GPS 30.5429 119.9767'

export function join(...parts: readonly (Uint8Array | string | readonly number[])[]): Bytes {
  const bytes = parts.map(part =>
    typeof part === 'string' ? new TextEncoder().encode(part) : Uint8Array.from(part),
  )
  return Uint8Array.from(bytes.flatMap(part => [...part]))
}

export function holds(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes).includes(text)
}

/** After the first marker, as cameras do: segments by marker and content. */
export function withSegments(
  jpeg: Bytes,
  ...segments: readonly (readonly [marker: number, content: Uint8Array])[]
): Bytes {
  const written = segments.map(([marker, content]) =>
    join([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff], content),
  )
  return join(jpeg.subarray(0, 2), ...written, jpeg.subarray(2))
}

/** Exif with an orientation and something else, in either order of bytes. */
export function exifOf(orientation: number, order: 'II' | 'MM'): Bytes {
  const short = (value: number) => (order === 'II' ? [value & 0xff, value >> 8] : [value >> 8, value & 0xff])
  const long = (value: number) => (order === 'II' ? [...short(value), 0, 0] : [0, 0, ...short(value)])
  const make = [...short(0x010f), ...short(2), ...long(SECRET.length), ...long(38)]
  const turned = [...short(0x0112), ...short(3), ...long(1), ...short(orientation), 0, 0]
  return join('Exif\0\0', order, short(42), long(8), short(2), make, turned, long(0), SECRET)
}

/** Before the end: chunks by name and content. */
export function withPngChunk(png: Bytes, name: string, content: Uint8Array, place = png.length - 12): Bytes {
  const named = join(name, content)
  const check = crcOf(named)
  return join(png.subarray(0, place), bigEndian(content.length), named, bigEndian(check), png.subarray(place))
}

export function withWebpChunk(webp: Bytes, name: string, content: Uint8Array): Bytes {
  const chunk = join(name, littleEndian(content.length), content, content.length % 2 ? [0] : [])
  const changed = join(webp, chunk)
  changed.set(littleEndian(changed.length - 8), 4)
  return changed
}

function bigEndian(value: number): number[] {
  return littleEndian(value).reverse()
}

function littleEndian(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]
}
