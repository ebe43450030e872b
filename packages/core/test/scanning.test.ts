/**
 * From the square back to the code: every kind at every level is scanned, in good light and in bad, and verifies. The
 * codes were signed once and are kept: a scanner may just manage one picture and not another.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { createSquare, renderPng, type SquareUse } from '../src/code/square/qr.js'
import { readTrustList } from '../src/code/trust/trust-list.js'
import { createVerifier } from '../src/code/verify/verify.js'
import {
  blur,
  contrast,
  cover,
  type Degrade,
  darkMargin,
  noise,
  rotate,
  shade,
  shrink,
  slant,
  speckle,
  together,
} from './degrade.js'
import codes from './fixtures/scanned.json' with { type: 'json' }
import { openScanner, type Picture, readPng, writePng } from './picture.js'

const KINDS = ['plain', 'named', 'presented', 'named and presented'] as const
const USES = ['screen', 'print', 'outdoor'] as const
const EVERY = KINDS.flatMap(kind => USES.map(use => [kind, use] as const))

const { at, links, statusLists } = codes
const verifier = createVerifier({ trust: readTrustList(codes.trust), statusLists })

let scan: (png: Uint8Array) => Promise<string>
beforeAll(async () => {
  scan = await openScanner()
})

async function draw(link: string, use: SquareUse, scale: number): Promise<Picture> {
  return readPng(await renderPng(createSquare(link, use), { scale }))
}

describe.each(EVERY)('a %s code for %s', (kind, use) => {
  test.each([2, 3, 8])('is scanned at %i pixels a module, and verifies', async scale => {
    const text = await scan(await renderPng(createSquare(links[kind], use), { scale }))
    expect(text).toBe(links[kind])
    expect(await verifier.verify(text, { at })).toMatchObject({ outcome: 'valid' })
  })

  test.each<[string, Degrade]>([
    ['noise', noise(90)],
    ['grains', speckle(0.01, 2)],
    ['a spot of dirt', cover(0.55, 0.55, 0.06, 0.06, 90)],
    ['little focus', blur(2)],
    ['a quarter turn', rotate(90)],
    ['half a turn', rotate(180)],
    ['three degrees', rotate(3)],
    ['thirty degrees', rotate(30)],
    ['a slant', slant(0.06)],
    ['distance', shrink(1.7)],
    ['grey on grey', contrast(110, 150)],
    ['light from one side', shade(0.6)],
    ['dark ground up to half of its quiet zone', darkMargin(8)],
    ['white on black', contrast(255, 0)],
    ['a bad day', together(rotate(-7), blur(1), contrast(60, 200), shade(0.3), noise(15))],
  ])('is scanned through %s', async (_, degrade) => {
    const picture = await draw(links[kind], use, 4)
    expect(await scan(writePng(degrade(picture)))).toBe(links[kind])
  })
})

test.each(KINDS)(
  'the better the level of a %s code, the more of its lower right may be torn off',
  async kind => {
    const largestTear = async (use: SquareUse) => {
      const picture = await draw(links[kind], use, 4)
      for (let percent = 2; ; percent += 2) {
        const torn = cover(0.5, 0.5, percent / 100, percent / 100)(picture)
        if ((await scan(writePng(torn))) !== links[kind]) return percent - 2
      }
    }
    const [screen, print, outdoor] = [
      await largestTear('screen'),
      await largestTear('print'),
      await largestTear('outdoor'),
    ]
    expect(screen).toBeGreaterThanOrEqual(14)
    expect(print).toBeGreaterThan(screen + 4)
    expect(outdoor).toBeGreaterThan(print + 4)
  },
)
