import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Benefit, together } from './stacking.js'

const benefits = fc.uniqueArray(
  fc.record(
    {
      id: fc.integer({ min: 1, max: 99 }).map(number => `pol-${number}`),
      group: fc.constantFrom('equipment', 'honours', 'land'),
      amountFen: fc.nat(1000),
    },
    { requiredKeys: ['id'] },
  ),
  { selector: ({ id }) => id, maxLength: 8 },
)

/** Every choice that takes at most one of a group, tried out. */
function bestTotal(given: readonly Benefit[]): number {
  const known = given.filter(({ amountFen }) => amountFen !== undefined)
  let best = 0
  for (let bits = 0; bits < 2 ** known.length; bits++) {
    const choice = known.filter((_, index) => (bits >> index) & 1)
    const groups = choice.flatMap(({ group }) => (group === undefined ? [] : [group]))
    if (new Set(groups).size < groups.length) continue
    best = Math.max(
      best,
      choice.reduce((total, { amountFen = 0 }) => total + amountFen, 0),
    )
  }
  return best
}

describe('benefits that exclude one another', () => {
  test('the highest of a group is kept, beside all that stand alone', () => {
    expect(
      together([
        { id: 'pol-12', group: 'equipment', amountFen: 6 },
        { id: 'pol-01', group: 'equipment', amountFen: 40 },
        { id: 'pol-06', amountFen: 20 },
        { id: 'pol-02', group: 'software', amountFen: 5 },
      ]),
    ).toEqual({
      totalFen: 65,
      kept: ['pol-01', 'pol-06', 'pol-02'],
      leftOut: [{ id: 'pol-12', inFavourOf: 'pol-01' }],
      open: [],
    })
  })

  test('among equals the first given is kept', () => {
    const equals = ['pol-02', 'pol-01'].map(id => ({ id, group: 'land', amountFen: 7 }))
    expect(together(equals)).toMatchObject({
      kept: ['pol-02'],
      leftOut: [{ id: 'pol-01', inFavourOf: 'pol-02' }],
    })
  })

  test('one without an amount stays open and pushes nobody out', () => {
    expect(
      together([
        { id: 'pol-01', group: 'land' },
        { id: 'pol-02', group: 'land', amountFen: 1 },
      ]),
    ).toEqual({
      totalFen: 1,
      kept: ['pol-02'],
      leftOut: [],
      open: ['pol-01'],
    })
  })

  test('no other choice gives more, and every benefit is told of once', () => {
    fc.assert(
      fc.property(benefits, given => {
        const { totalFen, kept, leftOut, open } = together(given)
        expect(totalFen).toBe(bestTotal(given))
        expect([...kept, ...leftOut.map(({ id }) => id), ...open].sort()).toEqual(
          given.map(({ id }) => id).sort(),
        )
      }),
    )
  })
})
