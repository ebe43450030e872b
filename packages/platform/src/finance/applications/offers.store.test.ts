/** Offers: out of a product, for a time; one is accepted, and the others close. */
import { yuan } from '@qiyema/core/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventsOf } from '../../../test/consent-scene.js'
import { failureOf } from '../../../test/failure-of.js'
import {
  accepted,
  claimed,
  contacted,
  dayIn,
  forgetLoans,
  NEED,
  offered,
  offerIdOf,
  offerOf,
  posted,
  toldOf,
} from '../../../test/finance-scene.js'
import { openWorld, type World } from '../../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => forgetLoans(world))

const enterprise = () => world.operator('ent-02').finance.applications

describe('an offer', () => {
  test('is made out of one of the bank’s own products', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId } = await contacted(world, needId)
    const offer = (wishes: object) =>
      failureOf(world.bank(1).finance.applications.offer({ applicationId, ...offerOf(world, 1), ...wishes }))
    expect(await offer({ productId: 'prd-06' })).toBe('outside_product /productId not_offered')
    expect(await offer({ productId: 'prd-99' })).toBe('outside_product /productId not_offered')
    const outside = {
      amount: yuan(50_000_000),
      tenorMonths: 360,
      annualRate: 0.36,
      guarantee: 'pledge',
      repayment: 'whenever',
    }
    expect(await offer(outside)).toBe(
      'outside_product /amount/amountFen too_great /tenorMonths too_great /annualRate too_great ' +
        '/guarantee not_a_choice /repayment not_a_choice',
    )
    expect((await enterprise().read({ applicationId })).state).toBe('contacted')
  })

  test('stands from today for ninety days at most', async () => {
    const { id: needId } = await posted(world)
    const { id: applicationId } = await contacted(world, needId)
    const offer = (validUntil: string) =>
      failureOf(world.bank(1).finance.applications.offer({ applicationId, ...offerOf(world, 1), validUntil }))
    expect(await offer(dayIn(world, -1))).toBe('invalid_fields /validUntil too_early')
    expect(await offer(dayIn(world, 91))).toBe('invalid_fields /validUntil too_late')
    expect(await offer(dayIn(world, 90))).toBe('none')
    expect(await offer(dayIn(world, 0))).toBe('none')
  })

  test('is bettered by another in its place, and the first can be accepted no more', async () => {
    const { id: needId } = await posted(world)
    const first = await offered(world, needId)
    const second = await world
      .bank(1)
      .finance.applications.offer({ applicationId: first.id, ...offerOf(world, 1), annualRate: 0.037 })
    const accept = (offerId: string) => enterprise().accept({ applicationId: first.id, offerId })
    expect(await failureOf(accept(offerIdOf(first)))).toBe('offer_closed')
    const application = await accept(offerIdOf(second))
    expect(application.offer?.annualRate).toBe(0.037)
    expect(application.timeline.map(({ state }) => state)).toEqual([
      'claimed',
      'contacted',
      'offered',
      'offered',
      'accepted',
    ])
  })
})

describe('accepting', () => {
  test('closes all others, whose banks are told so, can read no more, and do not learn why', async () => {
    const { id: needId } = await posted(world)
    const two = await offered(world, needId, 2)
    const three = await claimed(world, needId, 3)
    const one = await accepted(world, needId, 1)
    expect(one).toMatchObject({
      state: 'accepted',
      clocks: [{ name: 'decide', dueAt: expect.any(String), isOverdue: false }],
    })
    const need = await world.operator('ent-02').finance.needs.read({ needId })
    expect(need).toMatchObject({ state: 'accepted', places: { taken: 1, all: 3 } })
    expect(need.applications.map(({ bank, state }) => [bank.id, state]).toSorted()).toEqual([
      ['par-bank01', 'accepted'],
      ['par-bank02', 'closed'],
      ['par-bank03', 'closed'],
    ])
    const other = world.bank(2).finance.applications
    const closed = await other.read({ applicationId: two.id })
    expect(closed).toMatchObject({ state: 'closed', consent: { state: 'expired' }, clocks: [] })
    expect(closed.timeline.at(-1)).toEqual({
      state: 'closed',
      at: world.now().toISOString(),
      by: 'platform',
    })
    expect(JSON.stringify(closed)).not.toContain('bank01')
    expect(closed).not.toHaveProperty('contact')
    expect(await failureOf(other.facts({ applicationId: two.id }))).toBe('consent_ended')
    expect(await toldOf(world, three.id)).toEqual(['claimed', 'closed'])
    expect(await eventsOf(world, closed.consent.id)).toEqual(['consent.expired'])
    const late = enterprise().accept({ applicationId: two.id, offerId: offerIdOf(two) })
    expect(await failureOf(late)).toBe('offer_closed')
    expect(await failureOf(claimed(world, needId, 4))).toBe('need_closed')
    expect((await world.bank(4).finance.queue.list()).items).toEqual([])
  })

  test('of two at once comes true of one', async () => {
    const { id: needId } = await posted(world)
    const offers = [
      await offered(world, needId, 1),
      await offered(world, needId, 2),
      await offered(world, needId, 3),
    ]
    const outcomes = await Promise.all(
      [...offers, ...offers].map(offer =>
        failureOf(enterprise().accept({ applicationId: offer.id, offerId: offerIdOf(offer) })),
      ),
    )
    expect(outcomes.filter(outcome => outcome === 'none')).toHaveLength(1)
    const { applications } = await world.operator('ent-02').finance.needs.read({ needId })
    expect(applications.map(({ state }) => state).toSorted()).toEqual(['accepted', 'closed', 'closed'])
  })

  test('while the bank bettered its offer is of the one that stands', async () => {
    const { id: needId } = await posted(world)
    const first = await offered(world, needId)
    const { applications } = world.bank(1).finance
    const [accept, better] = await Promise.all([
      failureOf(enterprise().accept({ applicationId: first.id, offerId: offerIdOf(first) })),
      failureOf(applications.offer({ applicationId: first.id, ...offerOf(world, 1), annualRate: 0.037 })),
    ])
    const { state, offer } = await enterprise().read({ applicationId: first.id })
    if (accept === 'none') {
      expect([better, state, offer?.id]).toEqual([
        'impossible_step accepted grantCredit decline',
        'accepted',
        first.offer?.id,
      ])
    } else {
      expect([accept, better, state, offer?.annualRate]).toEqual(['offer_closed', 'none', 'offered', 0.037])
    }
  })

  test('while the need is withdrawn leaves nothing between the two', async () => {
    const { id: needId } = await posted(world)
    const offer = await offered(world, needId)
    const { needs } = world.operator('ent-02').finance
    const [, withdraw] = await Promise.all([
      failureOf(enterprise().accept({ applicationId: offer.id, offerId: offerIdOf(offer) })),
      failureOf(needs.withdraw({ needId })),
    ])
    expect(withdraw).toBe('none')
    expect((await needs.read({ needId })).state).toBe('withdrawn')
    expect((await enterprise().read({ applicationId: offer.id })).state).toBe('withdrawn')
  })
})

describe('declining', () => {
  test('by the enterprise frees the place for another bank', async () => {
    const { id: needId } = await posted(world)
    const one = await offered(world, needId, 1)
    for (const bank of [2, 3]) await claimed(world, needId, bank)
    expect(await failureOf(claimed(world, needId, 4))).toBe('claims_exhausted')
    const declined = await enterprise().decline({ applicationId: one.id, reason: '利率偏高' })
    expect(declined).toMatchObject({ state: 'declined-by-enterprise', consent: { state: 'expired' } })
    expect(declined.timeline.at(-1)).toMatchObject({ by: 'enterprise', note: '利率偏高' })
    const { applications } = world.bank(1).finance
    expect(await failureOf(applications.facts({ applicationId: one.id }))).toBe('consent_ended')
    expect((await applications.read({ applicationId: one.id })).timeline.at(-1)?.note).toBe('利率偏高')
    expect(await failureOf(claimed(world, needId, 4))).toBe('none')
    expect(await failureOf(claimed(world, needId, 1))).toBe('already_claimed_by_you')
  })

  test('by the bank whose offer was accepted closes the need, which can be posted again', async () => {
    const { id: needId, consentId } = await posted(world)
    await claimed(world, needId, 2)
    const { id: applicationId } = await accepted(world, needId, 1)
    const declined = await world.bank(1).finance.applications.decline({ applicationId, reason: '授信未通过' })
    expect(declined.state).toBe('declined-by-bank')
    const { needs } = world.operator('ent-02').finance
    expect(await needs.read({ needId })).toMatchObject({ state: 'closed', places: { taken: 0 } })
    expect((await world.operator('ent-02').consent.read({ consentId })).state).toBe('expired')
    expect((await needs.repost({ needId, consent: NEED.consent })).repostOf).toBe(needId)
  })
})
