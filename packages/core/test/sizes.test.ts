/** What a code costs on paper: digits, characters and QR version of each of the four kinds, as the code format promises. */
import { describe, expect, test } from 'vitest'
import { linkSegments, writeLink } from '../src/code/format/link.js'
import { type CodeFields, EPOCH, encodeDigits } from '../src/code/format/wire.js'
import { createSquare } from '../src/code/square/qr.js'
import { FIELDS, filled, HOLDER, PRESENTATION } from './wire-columns.js'

/** Fourteen characters. */
const name = '湖州市示例科技股份有限公司甲'
const shown = { holder: HOLDER, presentation: PRESENTATION }

/** Sizes with a host of eleven characters. */
const KINDS = [
  { kind: 'plain', extra: {}, digits: 207, characters: 229, screen: 5, print: 6, outdoor: 8 },
  { kind: 'named', extra: { name }, digits: 276, characters: 298, screen: 7, print: 8, outdoor: 10 },
  { kind: 'holder-bound', extra: shown, digits: 456, characters: 478, screen: 9, print: 10, outdoor: 13 },
  {
    kind: 'named and holder-bound',
    extra: { name, ...shown },
    digits: 525,
    characters: 547,
    screen: 10,
    print: 11,
    outdoor: 13,
  },
] as const

const LEVELS = { screen: 'L', print: 'M', outdoor: 'Q' } as const

/** Data codewords of versions 1 to 15 (ISO/IEC 18004, table 7). */
const CAPACITY = {
  L: [19, 34, 55, 80, 108, 136, 156, 194, 232, 274, 324, 370, 428, 461, 523],
  M: [16, 28, 44, 64, 86, 108, 124, 154, 182, 216, 254, 290, 334, 365, 415],
  Q: [13, 22, 34, 48, 62, 76, 88, 110, 132, 154, 180, 206, 244, 261, 295],
} as const

function linkOf(extra: Partial<CodeFields>): string {
  return writeLink('https://qym.example', encodeDigits({ ...FIELDS, ...extra }))
}

/** The smallest version that has room for so many bits, which depend on how wide its character counts are. */
function smallestVersion(level: 'L' | 'M' | 'Q', bitsWith: (isLarge: boolean) => number): number {
  return 1 + CAPACITY[level].findIndex((bytes, index) => bitsWith(index >= 9) <= bytes * 8)
}

function bitsOfSegments(path: string, digits: string, isLarge: boolean): number {
  const bytes = 4 + (isLarge ? 16 : 8) + 8 * 'https'.length
  const alphanumeric = 4 + (isLarge ? 11 : 9) + Math.floor(path.length / 2) * 11 + (path.length % 2) * 6
  const numeric =
    4 + (isLarge ? 12 : 10) + Math.floor(digits.length / 3) * 10 + ([0, 4, 7][digits.length % 3] ?? 0)
  return bytes + alphanumeric + numeric
}

describe.each(KINDS)('a $kind code', ({ extra, digits, characters, ...versions }) => {
  test(`has ${digits} digits and a link of ${characters} characters, whatever it says`, () => {
    const least = { kidPrefix: 0, uscc: '0'.repeat(18), issuedAt: EPOCH, lifetimeClass: 0, list: 0, index: 0 }
    const most = {
      kidPrefix: 2 ** 32 - 1,
      uscc: 'Y'.repeat(18),
      issuedAt: EPOCH + (2 ** 24 - 1) * 60,
      lifetimeClass: 15,
      list: 15,
      index: 2 ** 20 - 1,
    }
    for (const values of [
      { ...FIELDS },
      { ...least, signature: filled(64, 0) },
      { ...most, signature: filled(64, 255) },
    ]) {
      const presentation = { ...PRESENTATION, presentedAt: values.issuedAt }
      const encoded = encodeDigits({ ...values, ...extra, ...('holder' in extra && { presentation }) })
      expect(encoded).toHaveLength(digits)
      expect(writeLink('https://qym.example', encoded)).toHaveLength(characters)
    }
  })

  test.each(['screen', 'print', 'outdoor'] as const)('has the promised square for %s', use => {
    const version = versions[use]
    expect(createSquare(linkOf(extra), use)).toMatchObject({
      level: LEVELS[use],
      version,
      modules: 17 + 4 * version,
    })
  })

  test('has a square as small as its three segments can be', () => {
    const link = linkOf(extra)
    const segments = linkSegments(link)
    expect(segments).toEqual({ scheme: 'https', path: '://QYM.EXAMPLE/Q/', digits: link.slice(22) })
    for (const use of ['screen', 'print', 'outdoor'] as const) {
      const inThree = smallestVersion(LEVELS[use], isLarge =>
        bitsOfSegments('://QYM.EXAMPLE/Q/', link.slice(22), isLarge),
      )
      const inOne = smallestVersion(LEVELS[use], isLarge => 4 + (isLarge ? 16 : 8) + 8 * link.length)
      expect(createSquare(link, use).version).toBe(inThree)
      // 0 when no version in the table has room.
      expect(inOne === 0 || inOne > inThree).toBe(true)
    }
  })
})
