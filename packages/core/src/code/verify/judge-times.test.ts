/** Every time in a judgement, exact to the second: of the code, its presentation, its key, the trust list, the status list. */
import { describe, expect, test } from 'vitest'
import { AT, DAY, INDEX, openWorkshop, type StatusChanges } from '../../../test/workshop.js'
import { LIFETIMES } from '../format/lifetime.js'
import type { TrustedKey } from '../trust/trust-list.js'
import type { Outcome } from './outcome.js'

const workshop = await openWorkshop()
const verifier = workshop.verifier()
const MINUTE = 60

describe('a code', () => {
  test.each<[number, Outcome]>([
    [AT - 61, 'not_yet_valid'],
    [AT - 60, 'valid'],
    [AT, 'valid'],
    [AT + MINUTE - 1, 'valid'],
    [AT + MINUTE, 'valid'],
    [AT + MINUTE + 59, 'valid'],
    [AT + MINUTE + 60, 'expired'],
  ])('issued at 1795036800 for a minute is at %i %s', async (at, outcome) => {
    const { link } = await workshop.print({ lifetime: '1m' })
    expect(await verifier.verify(link, { at })).toMatchObject({ outcome })
  })

  test('is current up to ten minutes of lifetime, and registered beyond', async () => {
    const found = await Promise.all(
      LIFETIMES.map(async lifetime => {
        const result = await verifier.verify((await workshop.print({ lifetime })).link)
        return [lifetime, result.outcome === 'valid' && result.assurance]
      }),
    )
    expect(found.slice(0, 4)).toEqual(['1m', '2m', '5m', '10m'].map(lifetime => [lifetime, 'current']))
    expect(new Set(found.slice(4).map(([, assurance]) => assurance))).toEqual(new Set(['registered']))
  })

  test('of ten minutes stays current for as long as it lives', async () => {
    const { link } = await workshop.print({ lifetime: '10m' })
    for (const at of [AT - 60, AT + 600, AT + 659])
      expect(await verifier.verify(link, { at })).toMatchObject({ outcome: 'valid', assurance: 'current' })
  })
})

test.each<[number, Outcome]>([
  [-31, 'stale'],
  [-30, 'valid'],
  [0, 'valid'],
  [60, 'valid'],
  [90, 'valid'],
  [91, 'stale'],
])('a presentation is, %i seconds after it, %s', async (seconds, outcome) => {
  const { link } = await workshop.present({}, { at: AT + 7200 })
  expect(await verifier.verify(link, { at: AT + 7200 + seconds })).toMatchObject({ outcome })
})

test.each<[Partial<TrustedKey>, Outcome]>([
  [{ nbf: AT }, 'valid'],
  [{ nbf: AT + 1 }, 'untrusted_key'],
  [{ exp: AT + 1 }, 'valid'],
  [{ exp: AT }, 'untrusted_key'],
])(
  'a code issued at 1795036800 under a key with %j is %s, however late it is judged',
  async (codeKey, outcome) => {
    const bounded = workshop.verifier({ trust: workshop.trust({ codeKey }) })
    const { link } = await workshop.print()
    for (const at of [AT, AT + DAY - 1]) expect(await bounded.verify(link, { at })).toMatchObject({ outcome })
  },
)

test('a trust list serves until the second of its end', async () => {
  const { link } = await workshop.print()
  expect(await verifier.verify(link, { at: AT + DAY - 1 })).toMatchObject({ outcome: 'valid' })
  const late = await verifier.verify(link, { at: AT + DAY })
  expect(late).toMatchObject({ outcome: 'unconfirmed' })
  expect(late).not.toHaveProperty('code')
})

describe('a status list', () => {
  /** What becomes of a valid code so many seconds after its status list was made. */
  async function judgeAfter(seconds: number, changes: StatusChanges) {
    const trust = workshop.trust({ exp: AT + 100 * DAY })
    const statusLists = { [workshop.statusUri()]: await workshop.signStatus(changes) }
    const { link } = await workshop.print()
    return workshop.verifier({ trust, statusLists }).verify(link, { at: AT + seconds })
  }

  test.each([
    [-1, 'fresh'],
    [0, 'fresh'],
    [299, 'fresh'],
    [300, 'aging'],
    [7 * DAY, 'aging'],
  ])('with a ttl of 300 s is at %i s %s, and says so', async (seconds, freshness) => {
    const warnings = freshness === 'aging' ? ['status_list_aging'] : []
    expect(await judgeAfter(seconds, { ttl: 300, exp: AT + 30 * DAY })).toMatchObject({
      outcome: 'valid',
      warnings,
      code: { status: { state: 'valid', asOf: AT, freshness } },
    })
  })

  test.each<[what: string, seconds: number, changes: StatusChanges]>([
    ['older than seven days', 7 * DAY + 1, { exp: AT + 30 * DAY }],
    ['older than seven days with a ttl of thirty', 7 * DAY + 1, { ttl: 30 * DAY, exp: AT + 30 * DAY }],
    ['at the second of its end', 600, { exp: AT + 600 }],
  ])('%s confirms nothing', async (_, seconds, changes) => {
    const result = await judgeAfter(seconds, changes)
    expect(result).toMatchObject({
      outcome: 'unconfirmed',
      warnings: [],
      code: { status: { state: 'unknown' } },
    })
    expect(result).not.toHaveProperty('code.status.asOf')
    expect(await judgeAfter(seconds - 1, changes)).toMatchObject({ outcome: 'valid' })
  })

  test('that is too old does not revoke either: the outcome is unconfirmed', async () => {
    const changes = { revoked: 0, exp: AT + 600 }
    expect(await judgeAfter(599, changes)).toMatchObject({ outcome: 'revoked' })
    expect(await judgeAfter(600, changes)).toMatchObject({ outcome: 'unconfirmed' })
  })

  test('that is aging still revokes, and says so without a warning', async () => {
    expect(await judgeAfter(300, { ttl: 300, revoked: INDEX.valid })).toMatchObject({
      outcome: 'revoked',
      warnings: [],
      code: { status: { state: 'revoked', asOf: AT, freshness: 'aging' } },
    })
  })

  test('made outside the time of its key confirms nothing', async () => {
    const { link } = await workshop.print()
    for (const [statusKey, outcome] of [
      [{ nbf: AT, exp: AT + 1 }, 'valid'],
      [{ nbf: AT + 1 }, 'unconfirmed'],
      [{ exp: AT }, 'unconfirmed'],
      [{ revoked: true }, 'unconfirmed'],
    ] as const)
      expect(
        await workshop.verifier({ trust: workshop.trust({ statusKey }) }).verify(link, { at: AT + 9 }),
      ).toMatchObject({ outcome })
  })
})

describe('a caller who does not need the status', () => {
  const lenient = workshop.verifier({ requireStatus: false, statusLists: {} })

  test('gets valid for what could not be confirmed, with a warning', async () => {
    expect(await lenient.verify((await workshop.print()).link)).toMatchObject({
      outcome: 'valid',
      assurance: 'registered',
      warnings: ['status_unchecked'],
      code: { status: { state: 'unknown' } },
    })
  })

  test('gets the assurance that the code itself proves', async () => {
    for (const [assurance, { link }] of [
      ['current', await workshop.print({ lifetime: '10m' })],
      ['present', await workshop.present()],
    ] as const)
      expect(await lenient.verify(link)).toMatchObject({ outcome: 'valid', assurance })
  })

  test('gets every other outcome as anyone does', async () => {
    const informed = workshop.verifier({ requireStatus: false })
    for (const [index, outcome] of [
      [1, 'revoked'],
      [2, 'suspended'],
    ] as const) {
      const { link } = await workshop.print({ status: { list: 0, index } })
      expect(await informed.verify(link)).toMatchObject({ outcome, warnings: [] })
    }
    const { link } = await workshop.print({ lifetime: '1m' })
    expect(await lenient.verify(link, { at: AT + 120 })).toMatchObject({ outcome: 'expired', warnings: [] })
    const blind = workshop.verifier({ requireStatus: false, trust: workshop.trust({ exp: AT }) })
    expect(await blind.verify(link)).toMatchObject({ outcome: 'unconfirmed' })
  })
})

describe('a clock', () => {
  test.each([
    [AT + 60, []],
    [AT + 61, ['clock_behind']],
  ])('that reads 1795036800 when the trust list is of %i gives the warnings %j', async (iat, warnings) => {
    const trust = workshop.trust({ iat })
    const { link } = await workshop.print()
    const { link: expired } = await workshop.print({ issuedAt: AT - 120, lifetime: '1m' })
    const ahead = workshop.verifier({ trust })
    expect(await ahead.verify(link)).toMatchObject({ outcome: 'valid', warnings })
    expect(await ahead.verify(expired)).toMatchObject({ outcome: 'expired', warnings })
    // A moment that the caller names is no clock.
    expect(await ahead.verify(link, { at: AT })).toMatchObject({ outcome: 'valid', warnings: [] })
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'that reads %d, or a caller who says so, leaves every code unconfirmed',
    async moment => {
      const { link } = await workshop.print()
      const broken = workshop.verifier({ now: () => moment })
      for (const result of [await broken.verify(link), await verifier.verify(link, { at: moment })]) {
        expect(result).toMatchObject({ outcome: 'unconfirmed' })
        expect(result).not.toHaveProperty('code')
      }
      expect(await broken.verify(`${link}?`)).toMatchObject({ outcome: 'malformed' })
    },
  )

  test('that throws leaves every code unconfirmed', async () => {
    const broken = workshop.verifier({
      now() {
        throw new Error('no clock')
      },
    })
    expect(await broken.verify((await workshop.print()).link)).toMatchObject({ outcome: 'unconfirmed' })
  })

  test('with fractions of a second keeps to the same limits', async () => {
    const { link } = await workshop.print({ lifetime: '1m' })
    expect(await verifier.verify(link, { at: AT + 119.999 })).toMatchObject({ outcome: 'valid' })
    expect(await verifier.verify(link, { at: AT - 60.001 })).toMatchObject({ outcome: 'not_yet_valid' })
  })
})
