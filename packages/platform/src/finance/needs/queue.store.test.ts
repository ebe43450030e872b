/** The queue, and the race for the places of a need. */
import { yuan } from '@qiyema/core/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actionsOn, eventsOf } from '../../../test/consent-scene.js'
import { failureOf } from '../../../test/failure-of.js'
import { claimed, DAY, forgetLoans, moreBanks, posted, toldOf } from '../../../test/finance-scene.js'
import { openWorld, type World } from '../../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => forgetLoans(world))

const later = (milliseconds: number) => new Date(world.now().getTime() + milliseconds).toISOString()
const queueOf = async (bank: number, wishes = {}) => (await world.bank(bank).finance.queue.list(wishes)).items

describe('the queue', () => {
  test('shows a need without a name, a contact, a fact or another bank', async () => {
    const { id, postedAt, expiresAt } = await posted(world, 'ent-04', { description: '本公司需要备货' })
    await claimed(world, id, 2)
    expect(await queueOf(1)).toEqual([
      {
        id,
        amount: yuan(1_000_000),
        tenorMonths: 12,
        purpose: 'working-capital',
        guarantees: [],
        industryCode: expect.any(String),
        regionCode: '330521',
        postedAt,
        expiresAt,
        // The bank's own products, by what anyone may know: the third would give more than is asked for.
        matches: [
          { productId: 'prd-01', result: 'need-info' },
          { productId: 'prd-02', result: 'need-info' },
          { productId: 'prd-03', result: 'no' },
        ],
      },
    ])
  })

  test('shows what a bank can still take up, and nothing that it has', async () => {
    const { id } = await posted(world)
    await posted(world, 'ent-04', { purpose: 'trade' })
    await claimed(world, id, 1)
    expect((await queueOf(1)).map(({ purpose }) => purpose)).toEqual(['trade'])
    expect((await queueOf(2, { purpose: 'working-capital' })).map(need => need.id)).toEqual([id])
    await claimed(world, id, 2)
    await claimed(world, id, 3)
    expect((await queueOf(4)).map(({ purpose }) => purpose)).toEqual(['trade'])
  })

  test('shows nothing that is over, nor what the enterprise has closed its facts to', async () => {
    const [one, two, three] = [await posted(world), await posted(world), await posted(world, 'ent-04')]
    await world.operator('ent-02').finance.needs.withdraw({ needId: one.id })
    await world.operator('ent-02').consent.withdraw({ consentId: two.consentId })
    expect((await queueOf(1)).map(({ id }) => id)).toEqual([three.id])
    expect(await failureOf(claimed(world, two.id))).toBe('consent_ended')
    await world.advance(30 * DAY)
    expect(await queueOf(1)).toEqual([])
  })

  test('is for banks', async () => {
    const { id: needId } = await posted(world)
    const { queue } = world.partner('par-platform01').finance
    expect(await failureOf(queue.list())).toBe('forbidden')
    expect(await failureOf(queue.claim({ needId }))).toBe('forbidden')
  })

  test('is read page by page, while others are posted', async () => {
    const ids: string[] = []
    for (let count = 0; count < 3; count++) {
      ids.unshift((await posted(world, 'ent-04')).id)
      await world.advance(1000)
    }
    const first = await world.bank(1).finance.queue.list({ limit: 2 })
    await posted(world, 'ent-02')
    const second = await world.bank(1).finance.queue.list({ limit: 2, cursor: first.nextCursor })
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids)
  })
})

describe('taking a need up', () => {
  test('tells the bank who it is and how to reach them, and the enterprise which bank', async () => {
    const { id: needId } = await posted(world)
    const application = await claimed(world, needId)
    expect(application).toMatchObject({
      state: 'claimed',
      needId,
      enterprise: { uscc: await world.usccOf('ent-02') },
      contact: { name: '财务负责人（示例）', phone: '0572-00000200' },
      consent: { state: 'active' },
      clocks: [
        { name: 'contact', dueAt: later(3 * DAY), isOverdue: false },
        { name: 'decide', dueAt: later(9 * DAY), isOverdue: false },
      ],
      timeline: [{ state: 'claimed', by: 'bank' }],
    })
    const need = await world.operator('ent-02').finance.needs.read({ needId })
    expect(need).toMatchObject({
      places: { taken: 1, all: 3 },
      applications: [{ id: application.id, bank: { id: 'par-bank01' }, state: 'claimed' }],
      clocks: [],
    })
    expect(await actionsOn(world, application.id)).toEqual(['application.claim'])
    expect(await toldOf(world, application.id)).toEqual(['claimed'])
  })

  test('opens the facts that the need named, with source and time, and the enterprise sees each read', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId, consent } = await claimed(world, needId)
    const { facts, consentId } = await world.bank(1).finance.applications.facts({ applicationId })
    expect(consentId).toBe(consent.id)
    const tax = facts.find(({ id }) => id === 'ops.taxPaidYuan')
    expect(tax).toMatchObject({
      source: expect.stringMatching(/^warehouse/),
      asOf: '2025-12-31T16:00:00.000Z',
    })
    expect(facts.map(({ id }) => id)).not.toContain('ops.revenueYuan')
    const { items } = await world.operator('ent-02').consent.reads({ consentId })
    expect(items).toHaveLength(1)
  })

  test('is for the first three; who comes again or too late is told so', async () => {
    const { id: needId } = await posted(world)
    for (const bank of [1, 2, 3]) await claimed(world, needId, bank)
    expect(await failureOf(claimed(world, needId, 2))).toBe('already_claimed_by_you')
    expect(await failureOf(claimed(world, needId, 4))).toBe('claims_exhausted')
    expect((await world.operator('ent-02').finance.needs.read({ needId })).state).toBe('full')
    const { needs } = world.operator('ent-02').finance
    expect((await needs.list({ state: 'full' })).items).toHaveLength(1)
    expect((await needs.list({ state: 'open' })).items).toHaveLength(0)
    const missing = world.bank(1).finance.queue.claim({ needId: 'need_00000000000000000000000000' })
    expect(await failureOf(missing)).toBe('not_found')
  })

  test('whose answer was lost gives the same application', async () => {
    const { id: needId } = await posted(world)
    const claim = () => world.bank(1).finance.queue.claim({ needId }, { idempotencyKey: `claim-${needId}` })
    expect(await claim()).toEqual(await claim())
    expect((await world.bank(1).finance.applications.list()).items).toHaveLength(1)
  })

  test('by thirty banks at once is won by exactly three, each of them once', async () => {
    const { id: needId } = await posted(world)
    const banks = await moreBanks(world, 30)
    // Tokens first, so that all that runs is the race.
    await Promise.all(banks.map(bank => bank.finance.queue.list()))
    const twice = [...banks, ...banks].map(bank => failureOf(bank.finance.queue.claim({ needId })))
    const outcomes = await Promise.all(twice)
    expect(outcomes.filter(outcome => outcome === 'none')).toHaveLength(3)
    expect(new Set(outcomes)).toEqual(new Set(['none', 'claims_exhausted', 'already_claimed_by_you']))
    const need = await world.operator('ent-02').finance.needs.read({ needId })
    expect(need.places).toEqual({ taken: 3, all: 3 })
    expect(new Set(need.applications.map(({ bank }) => bank.id)).size).toBe(3)
    for (const { id } of need.applications) expect(await eventsOf(world, id)).toEqual(['application.state'])
  })
})
