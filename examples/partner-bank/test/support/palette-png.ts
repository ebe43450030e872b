/** A PNG of at most 256 colours: what pages look like needs no more, and takes a third of the bytes. */
import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const COLOURS = 256

/** Red, green and blue. */
type Channels = [red: number, green: number, blue: number]

/**
 * Encodes points, each of four bytes: red, green, blue and opacity, which is left out. The colours that are most frequent stay,
 * and every other becomes the one of them that is nearest.
 */
export function encodeWithPalette(pixels: Uint8Array, width: number): Buffer {
  const colours = Uint32Array.from({ length: pixels.length / 4 }, (_, index) => colourAt(pixels, index * 4))
  const palette = mostFrequent(colours)
  const places = new Map(palette.map((colour, place) => [colour, place]))
  const height = colours.length / width
  // A line begins with the way it is filtered, which is none.
  const lines = Buffer.alloc((width + 1) * height)
  for (const [index, colour] of colours.entries()) {
    const place = places.get(colour) ?? nearest(palette, colour)
    places.set(colour, place)
    lines[index + Math.floor(index / width) + 1] = place
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', headerOf(width, height)),
    chunk('PLTE', Buffer.from(palette.flatMap(channelsOf))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function colourAt(pixels: Uint8Array, at: number): number {
  const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3)
  return (red << 16) | (green << 8) | blue
}

function channelsOf(colour: number): Channels {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]
}

function mostFrequent(colours: Uint32Array): number[] {
  const counts = new Map<number, number>()
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const ranked = Array.from(counts).sort(([, one], [, other]) => other - one)
  return ranked.slice(0, COLOURS).map(([colour]) => colour)
}

function nearest(palette: readonly number[], colour: number): number {
  const distances = palette.map(other => distance(channelsOf(other), channelsOf(colour)))
  return distances.indexOf(Math.min(...distances))
}

function distance(one: Channels, other: Channels): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])
}

/** Eight bits a point, each the place of a colour in the palette. */
function headerOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8)
  return header
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
}
