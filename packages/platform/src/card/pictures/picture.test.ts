import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Bytes,
  exifOf,
  holds,
  join,
  SECRET,
  withPngChunk,
  withSegments,
  withWebpChunk,
} from '../../../test/hidden-metadata.js'
import { PlatformProblem } from '../../http/problems.js'
import { cleanPicture } from './picture.js'

const bytesOf = (name: string): Bytes =>
  Uint8Array.from(readFileSync(new URL(`../../../test/fixtures/pictures/${name}`, import.meta.url)))
const secret = new TextEncoder().encode(SECRET)

const PHOTO = bytesOf('photo.jpg')
const DRAWING = bytesOf('drawing.png')
const PICTURES = [
  ['photo.jpg', 'image/jpeg'],
  ['drawing.png', 'image/png'],
  ['lossy.webp', 'image/webp'],
  ['lossless.webp', 'image/webp'],
  ['alpha.webp', 'image/webp'],
] as const

/** Why a picture is not taken; `taken` when it is. */
function refusalOf(type: string, content: Bytes): string {
  try {
    cleanPicture(type, content)
    return 'taken'
  } catch (error) {
    if (!(error instanceof PlatformProblem)) throw error
    return `${error.code}: ${error.facts.detail?.en}`
  }
}
const BROKEN = /^file_rejected: The picture is incomplete/
const TOO_LARGE = /^file_rejected: The picture is too large/

describe.each(PICTURES)('%s', (name, type) => {
  test('without anything to hide stays as it is, to the byte, and tells its size', () => {
    expect(cleanPicture(type, bytesOf(name))).toEqual({ content: bytesOf(name), width: 24, height: 16 })
  })

  test('is not taken when its end is missing, wherever it is cut', () => {
    const whole = bytesOf(name)
    for (let length = 12; length < whole.length; length++)
      expect([length, refusalOf(type, whole.slice(0, length))]).toEqual([
        length,
        expect.stringMatching(BROKEN),
      ])
  })

  test('loses what hides behind its end', () => {
    expect(cleanPicture(type, join(bytesOf(name), SECRET)).content).toEqual(bytesOf(name))
  })

  test('is taken or refused, and never a fault, whatever is done to its bytes', () => {
    const whole = bytesOf(name)
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), changes => {
        const damaged = whole.slice()
        for (const [position, value] of changes) damaged[position] = value
        expect(refusalOf(type, damaged)).toMatch(/^(taken|file_rejected: .*)$/)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a photograph', () => {
  test.each(['II', 'MM'] as const)(
    'keeps which way up it is, and nothing else a camera wrote (%s)',
    order => {
      const cleaned = cleanPicture('image/jpeg', withSegments(PHOTO, [0xe1, exifOf(6, order)]))
      expect(holds(cleaned.content, SECRET)).toBe(false)
      expect([cleaned.width, cleaned.height]).toEqual([16, 24])
      expect(holds(cleaned.content, 'Exif')).toBe(true)
      // Cleaning again finds the same.
      expect(cleanPicture('image/jpeg', cleaned.content)).toEqual(cleaned)
    },
  )

  test.each([1, 0, 9])('that is upright, or says nothing sensible (%s), loses Exif whole', orientation => {
    const cleaned = cleanPicture('image/jpeg', withSegments(PHOTO, [0xe1, exifOf(orientation, 'MM')]))
    expect(cleaned).toEqual({ content: PHOTO, width: 24, height: 16 })
  })

  test.each([
    ['XMP', 0xe1, join('http://ns.adobe.com/xap/1.0/\0', secret)],
    ['a second picture', 0xe2, join('MPF\0', secret)],
    ['what Photoshop says', 0xed, join('Photoshop 3.0\0', secret)],
    ['a comment', 0xfe, secret],
    ['what nobody knows', 0xef, secret],
  ])('loses %s', (_, marker, content) => {
    expect(cleanPicture('image/jpeg', withSegments(PHOTO, [marker, content])).content).toEqual(PHOTO)
  })

  test('loses the thumbnail that shows what was cut off', () => {
    const thumbnail = join(
      PHOTO.subarray(0, 4),
      [0, 16 + 3],
      PHOTO.subarray(6, 18),
      [1, 1],
      [1, 2, 3],
      PHOTO.subarray(20),
    )
    expect(cleanPicture('image/jpeg', thumbnail).content).toEqual(PHOTO)
  })

  test('is not taken with sides of nothing, or too long', () => {
    const frame = Buffer.from(PHOTO).indexOf(Uint8Array.of(0xff, 0xc0))
    const sized = (height: number, width: number) => {
      const changed = PHOTO.slice()
      changed.set([height >> 8, height & 0xff, width >> 8, width & 0xff], frame + 5)
      return changed
    }
    expect(refusalOf('image/jpeg', sized(0, 24))).toMatch(BROKEN)
    expect(refusalOf('image/jpeg', sized(10_001, 24))).toMatch(TOO_LARGE)
    expect(refusalOf('image/jpeg', sized(9_000, 9_000))).toMatch(TOO_LARGE)
    expect(refusalOf('image/jpeg', sized(10_000, 4_000))).toBe('taken')
  })

  test('is not taken with so many scans that no reader would come to an end', () => {
    const scan = PHOTO.subarray(Buffer.from(PHOTO).indexOf(Uint8Array.of(0xff, 0xda)), -2)
    const many = join(PHOTO.subarray(0, -2), ...Array.from({ length: 100 }, () => scan), PHOTO.subarray(-2))
    expect(refusalOf('image/jpeg', many)).toMatch(BROKEN)
  })
})

describe('a drawing', () => {
  test.each(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'prVt'])('loses %s', name => {
    expect(cleanPicture('image/png', withPngChunk(DRAWING, name, secret)).content).toEqual(DRAWING)
  })

  test('that moves is not taken', () => {
    const moving = withPngChunk(DRAWING, 'acTL', Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 0), 33)
    expect(refusalOf('image/png', moving)).toBe(
      'file_rejected: The picture moves; only still ones are taken.',
    )
  })

  test('of so many points that showing it takes all memory is not taken', () => {
    const header = DRAWING.subarray(16, 29)
    const vast = join([0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40], header.subarray(8))
    const bomb = withPngChunk(join(DRAWING.subarray(0, 8), DRAWING.subarray(33)), 'IHDR', vast, 8)
    expect(refusalOf('image/png', bomb)).toMatch(TOO_LARGE)
  })

  test('is not taken without a header, with two, or without a picture', () => {
    const header = DRAWING.subarray(16, 29)
    expect(refusalOf('image/png', join(DRAWING.subarray(0, 8), DRAWING.subarray(33)))).toMatch(BROKEN)
    expect(refusalOf('image/png', withPngChunk(DRAWING, 'IHDR', header))).toMatch(BROKEN)
    expect(refusalOf('image/png', join(DRAWING.subarray(0, 33), DRAWING.subarray(-12)))).toMatch(BROKEN)
  })
})

describe('a WebP picture', () => {
  test.each(['EXIF', 'XMP ', 'prVt'])('loses %s', name => {
    const hidden = withWebpChunk(bytesOf('alpha.webp'), name, secret)
    hidden[20] = (hidden[20] ?? 0) | 0x0c
    expect(cleanPicture('image/webp', hidden).content).toEqual(bytesOf('alpha.webp'))
  })

  test('that moves is not taken, whether it says so or not', () => {
    const saysSo = bytesOf('alpha.webp')
    saysSo[20] = (saysSo[20] ?? 0) | 0x02
    const doesSo = withWebpChunk(bytesOf('alpha.webp'), 'ANMF', secret)
    expect([saysSo, doesSo].map(webp => refusalOf('image/webp', webp))).toEqual([
      expect.stringContaining('moves'),
      expect.stringContaining('moves'),
    ])
  })

  test('is not taken when it says it is smaller than it is', () => {
    const lying = bytesOf('lossy.webp')
    lying[24] = 1
    expect(refusalOf('image/webp', lying)).toMatch(BROKEN)
  })

  test('is not taken with two pictures in it', () => {
    expect(refusalOf('image/webp', withWebpChunk(bytesOf('lossy.webp'), 'VP8 ', secret))).toMatch(BROKEN)
  })
})
