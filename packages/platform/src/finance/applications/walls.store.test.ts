/** Who sees an application: its bank, its enterprise, and the page of that bank; nobody else, and no bank another. */
import { yuan } from '@qiyema/core/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { given } from '../../../test/consent-scene.js'
import { failureOf } from '../../../test/failure-of.js'
import {
  claimed,
  contacted,
  forgetLoans,
  NEED,
  offered,
  offerIdOf,
  paidOut,
  posted,
} from '../../../test/finance-scene.js'
import { openWorld, type World } from '../../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
  // What sessions of these banks' pages rest on.
  await given(world, 'ent-02', {}, 1)
  await given(world, 'ent-02', {}, 2)
})
afterAll(() => world.close())
beforeEach(() => forgetLoans(world))

const idsOf = ({ items }: { readonly items: readonly { readonly id: string }[] }) => items.map(({ id }) => id)
const enterprise = () => world.operator('ent-02').finance

describe('a bank', () => {
  test('sees its own applications, and no other bank’s name, number or state', async () => {
    const { id: needId } = await posted(world)
    const one = await offered(world, needId, 1)
    const two = await contacted(world, needId, 2)
    const { applications } = world.bank(2).finance
    expect(idsOf(await applications.list())).toEqual([two.id])
    expect(await failureOf(applications.read({ applicationId: one.id }))).toBe('not_found')
    expect(await failureOf(applications.facts({ applicationId: one.id }))).toBe('not_found')
    const steps = [
      applications.contact({ applicationId: one.id }),
      applications.decline({ applicationId: one.id }),
      applications.grantCredit({ applicationId: one.id, amount: yuan(1) }),
      applications.sign({ applicationId: one.id }),
      applications.disburse({ applicationId: one.id, amount: yuan(1) }),
    ]
    expect(await Promise.all(steps.map(failureOf))).toEqual(steps.map(() => 'not_found'))
    const seen = JSON.stringify(await applications.read({ applicationId: two.id }))
    for (const others of ['bank01', one.id, one.consent.id, 'places']) expect(seen).not.toContain(others)
  })

  test('reads what the need consented to, and each read shows to the enterprise', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId, consent } = await contacted(world, needId, 1)
    const { facts } = await world.bank(1).finance.applications.facts({ applicationId })
    expect(facts.length).toBeGreaterThan(0)
    for (const { source, asOf } of facts)
      expect([source, asOf]).toEqual([expect.any(String), expect.any(String)])
    const reads = await world.operator('ent-02').consent.reads({ consentId: consent.id })
    expect(reads.items).toHaveLength(1)
  })
})

describe('an enterprise', () => {
  test('sees all banks of its needs, newest first, and nothing of others’', async () => {
    const { id: needId } = await posted(world)
    const one = await claimed(world, needId, 1)
    await world.advance(1000)
    const two = await claimed(world, needId, 2)
    expect(idsOf(await enterprise().applications.list())).toEqual([two.id, one.id])
    const first = await enterprise().applications.list({ limit: 1 })
    const second = await enterprise().applications.list({ limit: 1, cursor: first.nextCursor })
    expect([...idsOf(first), ...idsOf(second)]).toEqual([two.id, one.id])
    const other = world.operator('ent-04').finance.applications
    expect((await other.list()).items).toEqual([])
    expect(await failureOf(other.read({ applicationId: one.id }))).toBe('not_found')
    expect(await failureOf(other.decline({ applicationId: one.id }))).toBe('not_found')
  })

  test('sees no telephone number in an application: that is for the bank', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId } = await claimed(world, needId, 1)
    expect(await enterprise().applications.read({ applicationId })).not.toHaveProperty('contact')
  })
})

describe('a bank’s page', () => {
  const page = (bank = 1) => world.widget({ bank }).finance

  test('shows of the enterprise’s applications those of that bank, and of needs not whether others came', async () => {
    const { id: needId } = await posted(world)
    const one = await offered(world, needId, 1)
    const two = await offered(world, needId, 2)
    expect(idsOf(await page().applications.list())).toEqual([one.id])
    expect(await failureOf(page().applications.read({ applicationId: two.id }))).toBe('not_found')
    const need = await page().needs.read({ needId })
    expect(need).toMatchObject({ places: { taken: 1, all: 3 }, clocks: [] })
    expect(idsOf({ items: need.applications })).toEqual([one.id])
    expect(JSON.stringify(await page().needs.list())).not.toContain('bank02')
    await claimed(world, needId, 3)
    expect((await page().needs.read({ needId })).state).toBe('open')
    expect(idsOf(await page().needs.list({ state: 'full' }))).toEqual([])
    expect(idsOf(await page().needs.list({ state: 'open' }))).toEqual([needId])
    expect((await enterprise().needs.read({ needId })).state).toBe('full')
  })

  test('accepts and declines that bank’s offers, and no other’s', async () => {
    const { id: needId } = await posted(world)
    const one = await offered(world, needId, 1)
    const two = await offered(world, needId, 2)
    const accept = (bank: number, offer: typeof one) =>
      failureOf(page(bank).applications.accept({ applicationId: offer.id, offerId: offerIdOf(offer) }))
    expect(await accept(1, two)).toBe('not_found')
    expect(await failureOf(page().applications.decline({ applicationId: two.id }))).toBe('not_found')
    expect(await failureOf(page(2).applications.decline({ applicationId: two.id }))).toBe('none')
    expect(await accept(1, one)).toBe('none')
  })

  test('withdraws what was posted there, and nothing that other banks work on', async () => {
    const { id: elsewhere } = await posted(world)
    const { id: here } = await page().needs.submit(NEED)
    expect(await failureOf(page().needs.withdraw({ needId: elsewhere }))).toBe('forbidden')
    expect(await failureOf(page(2).needs.withdraw({ needId: here }))).toBe('forbidden')
    expect((await page().needs.withdraw({ needId: here })).state).toBe('withdrawn')
    expect((await enterprise().needs.read({ needId: elsewhere })).state).toBe('open')
  })

  test('renews that bank’s loans, and no other’s', async () => {
    const { id: needId } = await posted(world)
    const { id: renews } = await paidOut(world, needId, 1)
    const wishes = { ...NEED, purpose: 'renewal' as const, amount: yuan(500_000), renews }
    expect(await failureOf(page(2).needs.submit(wishes))).toBe('not_found')
    expect((await page(1).needs.submit(wishes)).renews).toBe(renews)
  })

  test('without the component for loans shows none', async () => {
    const { finance } = world.widget({ components: ['qym-business-card'] })
    expect(await failureOf(finance.applications.list())).toBe('component_not_granted')
  })
})

test('nobody who is not signed in sees any of it', async () => {
  const { applications, needs, queue } = world.anyone.finance
  const lists = [applications.list(), needs.list(), queue.list()]
  expect(await Promise.all(lists.map(failureOf))).toEqual(lists.map(() => 'unauthenticated'))
})
