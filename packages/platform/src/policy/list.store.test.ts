/** Lists of policies: filtered, sorted, cut into pages, and matched. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asked, given } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { golden } from '../../test/golden/county.js'
import { drafted, policyOfficer, published } from '../../test/policy-scene.js'
import { BASE_URL, openWorld, type World } from '../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await asked(world, 'ent-02')
})
afterAll(() => world.close())

type Wishes = Parameters<World['anyone']['policy']['list']>[0]

async function idsOf(wishes: Wishes, client: Pick<World['anyone'], 'policy'> = world.anyone) {
  const ids: string[] = []
  for await (const { id } of client.policy.list({ limit: 100, ...wishes })) ids.push(id)
  return ids
}

describe('a filter', () => {
  test.each<[Wishes, string[]]>([
    [{ category: 'talent' }, ['pol-17', 'pol-18']],
    [{ department: 'dep-kj' }, ['pol-06', 'pol-07', 'pol-08']],
    [{ redemption: 'fast-track' }, ['pol-08']],
    [{ category: 'land', redemption: 'instant' }, ['pol-14']],
    [{ category: 'green', text: '节能' }, ['pol-12']],
    [{ region: '330522' }, []],
    // A county is all of a county to an enterprise of one of its townships.
    [{ region: '330521110', category: 'agriculture' }, ['pol-13']],
    [{ region: '330000' }, []],
    [{ category: 'nothing of the kind' }, []],
    [{ validity: 'expired' }, []],
  ])('%j leaves %j', async (wishes, expected) => {
    expect((await idsOf(wishes)).toSorted()).toEqual(expected)
  })

  test('by industry leaves what is for it, or for all', async () => {
    const hotels = await idsOf({ industry: 'H6130' })
    expect(hotels).toContain('pol-19')
    expect(hotels).not.toContain('pol-01')
    const makers = await idsOf({ industry: 'C3311' })
    expect(makers).toContain('pol-01')
    expect(makers).not.toContain('pol-19')
  })

  test('open leaves what one can apply for now, with when that ends', async () => {
    const { items } = await world.anyone.policy.list({ open: 'true', limit: 100 })
    const ids = items.map(({ id }) => id)
    expect(items.every(({ isOpen, validity }) => isOpen && validity === 'in-force')).toBe(true)
    // On 2 March 2026: from March, and until the middle of it, but neither until February nor from April.
    expect(ids).toEqual(expect.arrayContaining(['pol-01', 'pol-02', 'pol-03', 'pol-11']))
    for (const id of ['pol-22', 'pol-25', 'pol-05']) expect(ids).not.toContain(id)
    expect(items.find(({ id }) => id === 'pol-11')?.closesAt).toBe('2026-03-15T16:00:00.000Z')
    expect(items.find(({ id }) => id === 'pol-03')?.closesAt).toBe('2027-12-31T16:00:00.000Z')
  })

  test('tells of what is closed when it opens', async () => {
    const { items } = await world.anyone.policy.list({ category: 'trade' })
    const booths = items.find(({ id }) => id === 'pol-21')
    expect(booths).toMatchObject({ isOpen: false, opensAt: '2026-10-31T16:00:00.000Z' })
    expect(booths?.closesAt).toBeUndefined()
  })

  test('that is none of its kind is refused', async () => {
    const listed = (wishes: Record<string, string>) =>
      failureOf(world.anyone.policy.list(wishes as Wishes).then(page => page))
    expect(await listed({ cursor: 'bm90aGluZw' })).toBe('invalid_fields /cursor cursor')
    expect(await listed({ sort: 'colour' })).toMatch(/^invalid_fields \/sort not_a_choice/)
    expect(await listed({ limit: '0' })).toMatch(/^invalid_fields \/limit/)
    expect(await listed({ text: 'a\0b' })).toBe('malformed_request  unprintable')
    expect(await listed({ region: '33%' })).toMatch(/^invalid_fields \/region/)
  })
})

describe('an order', () => {
  test.each(['newest', 'closing', 'amount'] as const)('by %s is kept over pages of any size', async sort => {
    const all = await idsOf({ sort })
    expect(all.length).toBeGreaterThanOrEqual(25)
    expect(new Set(all).size).toBe(all.length)
    expect(await idsOf({ sort, limit: 1 })).toEqual(all)
    expect(await idsOf({ sort, limit: 7 })).toEqual(all)
  })

  test('by newest goes by the day of issue', async () => {
    const all = await idsOf({ sort: 'newest' })
    const days = await Promise.all(
      all.map(async policyId => (await world.anyone.policy.read({ policyId })).issuedOn),
    )
    expect(days).toEqual(days.toSorted().toReversed())
    expect(await idsOf({})).toEqual(all)
  })

  test('by closing begins with what ends first', async () => {
    expect((await idsOf({ sort: 'closing', open: 'true' })).slice(0, 3)).toEqual([
      'pol-11',
      'pol-02',
      'pol-01',
    ])
  })

  test('by amount begins with what can come to most', async () => {
    const { id } = await published(world, {
      category: 'largest',
      support: { type: 'fixed', amountYuan: 900_000_000 },
    })
    expect((await idsOf({ sort: 'amount' }))[0]).toBe(id)
  })

  test.each(['newest', 'closing', 'amount', 'relevance'] as const)(
    'by %s neither repeats nor skips when something is published between two pages',
    async sort => {
      const category = `between ${sort}`
      const text = sort === 'relevance' ? '机器人' : undefined
      const of = (day: number) => ({
        category,
        issuedOn: `2026-02-${10 + day}`,
        effectiveTo: `2026-12-${10 + day}`,
        support: { type: 'fixed', amountYuan: 1000 * day },
      })
      for (const day of [2, 4, 6]) await published(world, of(day))
      const before = await idsOf({ sort, category, text })
      const first = await world.anyone.policy.list({ sort, category, text, limit: 2 })
      for (const day of [1, 3, 5, 7]) await published(world, of(day))
      const rest = await idsOf({ sort, category, text, cursor: first.nextCursor })
      const seen = [...first.items.map(({ id }) => id), ...rest]
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen).toEqual(expect.arrayContaining(before))
    },
  )

  test('takes no cursor of another one', async () => {
    const { nextCursor } = await world.anyone.policy.list({ sort: 'newest', limit: 1 })
    expect(
      await failureOf(world.anyone.policy.list({ sort: 'amount', cursor: nextCursor }).then(page => page)),
    ).toBe('invalid_fields /cursor cursor')
  })
})

test('a list that somebody has is not sent again, and is once anything in it has changed', async () => {
  const url = `${BASE_URL}/v1/policies?category=unchanged`
  const { id: policyId } = await published(world, { category: 'unchanged' })
  const first = await world.app.request(url)
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
  expect((await world.app.request(url, { headers })).status).toBe(304)
  await policyOfficer(world).policy.drafts.exhaust({ policyId })
  expect((await world.app.request(url, { headers })).status).toBe(200)
})

describe('what is over', () => {
  test('is listed when it is asked for, and not otherwise', async () => {
    const category = 'over'
    const { id: old } = await published(world, { category, effectiveTo: '2026-12-31' })
    const { id: next } = await published(world, { category, supersedes: old })
    const { id: withdrawn } = await published(world, { category })
    const { id: usedUp } = await published(world, { category })
    const { id: past } = await published(world, {
      category,
      effectiveFrom: '2026-01-01',
      effectiveTo: '2026-03-01',
    })
    const { id: ahead } = await published(world, { category, effectiveFrom: '2026-04-01' })
    const { drafts } = policyOfficer(world).policy
    await drafts.withdraw({ policyId: withdrawn, reason: '文件废止' })
    await drafts.exhaust({ policyId: usedUp })
    expect((await idsOf({ category })).toSorted()).toEqual([next, usedUp, ahead].toSorted())
    const of = (validity: 'superseded' | 'withdrawn' | 'exhausted' | 'expired' | 'upcoming' | 'in-force') =>
      idsOf({ category, validity })
    expect(await of('superseded')).toEqual([old])
    expect(await of('withdrawn')).toEqual([withdrawn])
    expect(await of('exhausted')).toEqual([usedUp])
    expect(await of('expired')).toEqual([past])
    expect(await of('upcoming')).toEqual([ahead])
    expect(await of('in-force')).toEqual([next])
    expect(await idsOf({ category, open: 'true' })).toEqual([next])
    expect(await world.anyone.policy.read({ policyId: old })).toMatchObject({
      validity: 'superseded',
      isOpen: false,
      supersededBy: next,
    })
  })
})

describe('a list that is matched', () => {
  test('has what matches so for the enterprise, and says so', async () => {
    const expected = golden.enterprises.find(({ id }) => id === 'ent-01')?.policies ?? {}
    for (const match of ['yes', 'no', 'need-info'] as const) {
      const { items } = await world
        .operator('ent-01')
        .policy.list({ match, department: 'dep-rs', limit: 100 })
      expect(items.map(({ id }) => id).toSorted()).toEqual(
        Object.keys(expected).filter(
          id => ['pol-16', 'pol-17', 'pol-18', 'pol-20'].includes(id) && expected[id]?.result === match,
        ),
      )
      expect(items.every(item => item.match === match)).toBe(true)
    }
  })

  test('goes on page by page', async () => {
    const operator = world.operator('ent-07')
    const all = await idsOf({ match: 'no' }, operator)
    expect(all.length).toBeGreaterThan(5)
    expect(await idsOf({ match: 'no', limit: 2 }, operator)).toEqual(all)
  })

  test('is nobody’s who has no enterprise, nor an officer’s', async () => {
    const matched = (client: Pick<World['anyone'], 'policy'>) =>
      failureOf(client.policy.list({ match: 'yes' }).then(page => page))
    expect(await matched(world.anyone)).toBe('unauthenticated')
    expect(await matched(policyOfficer(world))).toBe('forbidden')
  })

  test('has for a partner’s page what a consent has opened to it, and tells nothing else by a yes or no', async () => {
    const page = world.widget({ components: ['qym-policy-list'] })
    expect(await idsOf({ match: 'yes', category: 'green' }, page)).toEqual([])
    expect(await idsOf({ match: 'need-info', category: 'green' }, page)).toContain('pol-10')
    const { id: consentId } = await given(world, 'ent-02', { scopes: ['credit.enterprise', 'green.profile'] })
    expect(await idsOf({ match: 'yes', category: 'green' }, page)).toEqual(['pol-10'])
    const reads = await world.operator('ent-02').consent.reads({ consentId })
    expect(reads.items.length).toBeGreaterThan(0)
  })
})

describe('drafts', () => {
  test('are listed for their department’s policy officers only', async () => {
    const { id } = await drafted(world, { category: 'hidden' })
    const own = policyOfficer(world)
    expect(await idsOf({ publication: 'draft', category: 'hidden' }, own)).toEqual([id])
    expect(await idsOf({ category: 'hidden' }, own)).toEqual([])
    expect(await idsOf({ publication: 'draft' }, policyOfficer(world, 'dep-kj'))).toEqual([])
    const asking = (client: Pick<World['anyone'], 'policy'>) =>
      failureOf(client.policy.list({ publication: 'draft' }).then(page => page))
    expect(await asking(world.anyone)).toBe('unauthenticated')
    expect(await asking(world.operator('ent-01'))).toBe('forbidden')
    expect(await asking(world.officer('dep-jx', ['code-officer']))).toBe('forbidden')
    for (const client of [world.anyone, world.operator('ent-01'), policyOfficer(world, 'dep-kj')])
      expect(await failureOf(client.policy.read({ policyId: id }))).toBe('not_found')
  })
})
