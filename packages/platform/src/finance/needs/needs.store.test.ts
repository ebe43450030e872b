/** Needs: posted, withdrawn, expired and posted again, renewed. */
import { yuan } from '@qiyema/core/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actionsOn, eventsOf, given } from '../../../test/consent-scene.js'
import { failureOf } from '../../../test/failure-of.js'
import {
  accepted,
  claimed,
  DAY,
  forgetLoans,
  NEED,
  offered,
  paidOut,
  posted,
  signed,
  toldOf,
} from '../../../test/finance-scene.js'
import { openWorld, type World } from '../../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => forgetLoans(world))

const needsOf = (enterprise: string) => world.operator(enterprise).finance.needs

describe('a need', () => {
  test('stands open for thirty days, waits one for the first bank, and opens facts to banks that take it up', async () => {
    const need = await posted(world, 'ent-02', { description: '备货', maxAnnualRate: 0.05 })
    expect(need).toEqual({
      id: expect.stringMatching(/^need_/),
      state: 'open',
      amount: yuan(1_000_000),
      tenorMonths: 12,
      purpose: 'working-capital',
      description: '备货',
      guarantees: [],
      products: [],
      maxAnnualRate: 0.05,
      postedAt: '2026-03-02T01:00:00.000Z',
      expiresAt: '2026-04-01T01:00:00.000Z',
      consentId: expect.stringMatching(/^con_/),
      places: { taken: 0, all: 3 },
      applications: [],
      clocks: [{ name: 'respond', dueAt: '2026-03-03T01:00:00.000Z', isOverdue: false }],
      timeline: [{ state: 'open', at: '2026-03-02T01:00:00.000Z', by: 'enterprise' }],
    })
    expect(await needsOf('ent-02').read({ needId: need.id })).toEqual(need)
    const consent = await world.operator('ent-02').consent.read({ consentId: need.consentId })
    expect(consent).toMatchObject({ state: 'active', granted: ['entity.profile', 'tax.summary'] })
    expect(await actionsOn(world, need.id)).toEqual(['need.post'])
    expect(await eventsOf(world, need.id)).toEqual(['need.posted'])
  })

  test('closes to banks with the day until which they could read', async () => {
    const need = await posted(world, 'ent-02', { consent: { ...NEED.consent, until: '2026-03-05' } })
    expect(need.expiresAt).toBe('2026-03-05T16:00:00.000Z')
  })

  test('names products that can give it', async () => {
    const products = ['prd-01', 'prd-04']
    const amount = yuan(4_000_000)
    expect(await failureOf(posted(world, 'ent-02', { products, amount, tenorMonths: 24 }))).toBe(
      'outside_product /amount/amountFen too_great /tenorMonths too_great /amount/amountFen too_small /tenorMonths too_small',
    )
    expect(await failureOf(posted(world, 'ent-02', { products: ['prd-01', 'prd-99'] }))).toBe(
      'invalid_fields /products/1 not_offered',
    )
    expect(await failureOf(posted(world, 'ent-02', { products: ['prd-01'], maxAnnualRate: 0.01 }))).toBe(
      'outside_product /maxAnnualRate too_small',
    )
    expect((await posted(world, 'ent-02', { products: ['prd-01', 'prd-01'] })).products).toEqual(['prd-01'])
  })

  test('is of an enterprise that is there and has its code', async () => {
    expect(await failureOf(posted(world, 'ent-03'))).toBe('forbidden')
    await world.store.transact({ kind: 'platform' }, db =>
      db
        .updateTable('enterprises')
        .set({ registration_status: 'revoked' })
        .where('id', '=', 'ent-09')
        .execute(),
    )
    expect(await failureOf(posted(world, 'ent-09'))).toBe('enterprise_closed')
  })

  test('has its contact’s own consent on record, with the enterprise’s and each bank’s', async () => {
    const { id: needId, consentId } = await posted(world, 'ent-02')
    await world.bank(1).finance.queue.claim({ needId })
    const { items } = await world.bank(1).consent.list({ state: 'active' })
    const ofBank = items.find(({ purpose }) => purpose === 'loan-application')
    for (const shown of [await world.operator('ent-02').consent.read({ consentId }), ofBank])
      expect(shown?.separate).toEqual([{ scope: 'people.contact', givenAt: shown?.from }])
  })

  test.each([
    ['no money', { amount: yuan(0) }, 'invalid_fields /amount/amountFen too_small'],
    [
      'a fraction of a fen',
      { amount: { amountFen: 1.5, currency: 'CNY' } },
      'invalid_fields /amount/amountFen not_integer',
    ],
    ['a NUL', { contactName: 'a\0b' }, 'malformed_request /contactName nul_character'],
    [
      'a number that is no telephone',
      { contactPhone: 'call me' },
      'invalid_fields /contactPhone wrong_format',
    ],
    [
      'a consent that is over',
      { consent: { ...NEED.consent, until: '2026-03-01' } },
      'invalid_fields /consent/until too_early',
    ],
    [
      'a consent of a person',
      { consent: { ...NEED.consent, scopes: ['people.contact'] } },
      'separate_consent_required',
    ],
    [
      'a contact who was not asked',
      { consent: { scopes: NEED.consent.scopes, until: NEED.consent.until } },
      'invalid_fields /consent/isContactAgreed required',
    ],
    [
      'a contact who does not agree',
      { consent: { ...NEED.consent, isContactAgreed: false } },
      'invalid_fields /consent/isContactAgreed not_a_choice',
    ],
    ['a term of no months', { tenorMonths: 0 }, 'invalid_fields /tenorMonths too_small'],
  ] as const)('with %s is refused, and nothing is left of it', async (_, wishes, problem) => {
    expect(await failureOf(posted(world, 'ent-02', wishes as never))).toBe(problem)
    expect((await needsOf('ent-02').list()).items).toEqual([])
  })

  test('is one of five at most, however many come at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 9 }, () => failureOf(posted(world))))
    expect(outcomes.toSorted()).toEqual([...Array(4).fill('limit_reached'), ...Array(5).fill('none')])
  })

  test('whose answer was lost is posted once', async () => {
    const post = () => needsOf('ent-02').submit(NEED, { idempotencyKey: 'one-need-only' })
    expect(await post()).toEqual(await post())
    expect((await needsOf('ent-02').list()).items).toHaveLength(1)
  })

  test('is posted by handlers who have the item, and by nobody else’s people', async () => {
    expect(await failureOf(world.operator('ent-02', 'per-hdl02').finance.needs.submit(NEED))).toBe('none')
    await world.store.transact({ kind: 'platform' }, db =>
      db
        .updateTable('delegations')
        .set({ items: JSON.stringify(['card']) })
        .where('person_id', '=', 'per-hdl02')
        .execute(),
    )
    const handler = world.operator('ent-02', 'per-hdl02').finance
    expect(await failureOf(handler.needs.submit(NEED))).toBe('forbidden')
    expect(await failureOf(handler.needs.list())).toBe('forbidden')
    expect(await failureOf(handler.applications.list())).toBe('forbidden')
  })

  test('is listed newest first, by state, page by page', async () => {
    const first = await posted(world)
    await world.advance(1000)
    const second = await posted(world)
    await needsOf('ent-02').withdraw({ needId: first.id })
    const page = await needsOf('ent-02').list({ limit: 1 })
    expect(page.items.map(({ id }) => id)).toEqual([second.id])
    const next = await needsOf('ent-02').list({ limit: 1, cursor: page.nextCursor })
    expect(next.items.map(({ id }) => id)).toEqual([first.id])
    const withdrawn = await needsOf('ent-02').list({ state: 'withdrawn' })
    expect(withdrawn.items.map(({ id }) => id)).toEqual([first.id])
  })

  test('of somebody else is not there', async () => {
    const { id: needId } = await posted(world)
    const others = needsOf('ent-01')
    expect(await failureOf(others.read({ needId }))).toBe('not_found')
    expect(await failureOf(others.withdraw({ needId }))).toBe('not_found')
    expect(await failureOf(others.repost({ needId, consent: NEED.consent }))).toBe('not_found')
    expect((await others.list()).items).toEqual([])
  })
})

describe('withdrawing', () => {
  test('takes everything with it at once: applications, offers, and what banks may read', async () => {
    const { id: needId, consentId } = await posted(world)
    const one = await offered(world, needId, 1)
    const other = await claimed(world, needId, 2)
    const need = await needsOf('ent-02').withdraw({ needId, reason: '已另行解决' })
    expect(need).toMatchObject({ state: 'withdrawn', places: { taken: 0 } })
    expect(need.applications.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
    expect(need.timeline.at(-1)).toMatchObject({ state: 'withdrawn', by: 'enterprise', note: '已另行解决' })
    expect(await toldOf(world, other.id)).toEqual(['claimed', 'withdrawn'])
    const bank = world.bank(1).finance.applications
    expect(await failureOf(bank.facts({ applicationId: one.id }))).toBe('consent_ended')
    expect(await failureOf(bank.contact({ applicationId: one.id }))).toBe('impossible_step withdrawn ')
    expect(await failureOf(claimed(world, needId, 3))).toBe('need_closed')
    expect((await world.operator('ent-02').consent.read({ consentId })).state).toBe('withdrawn')
    expect(await failureOf(needsOf('ent-02').withdraw({ needId }))).toBe('impossible_step withdrawn ')
    expect(await actionsOn(world, needId)).toEqual(['need.post', 'need.withdraw'])
  })

  test('is possible while nothing is signed', async () => {
    const one = await posted(world)
    const two = await posted(world)
    await accepted(world, one.id)
    await signed(world, two.id)
    expect(await failureOf(needsOf('ent-02').withdraw({ needId: one.id }))).toBe('none')
    expect(await failureOf(needsOf('ent-02').withdraw({ needId: two.id }))).toBe('impossible_step accepted ')
  })
})

describe('a need that nobody took up in time', () => {
  test('expires, and is posted again once, with a consent of its own', async () => {
    const { id: needId, consentId } = await posted(world, 'ent-02', { description: '备货' })
    const consent = { scopes: ['tax.summary' as const], until: '2026-08-31', isContactAgreed: true as const }
    expect(await failureOf(needsOf('ent-02').repost({ needId, consent }))).toBe(
      'impossible_step open withdraw',
    )
    await world.advance(30 * DAY)
    expect(await needsOf('ent-02').read({ needId })).toMatchObject({
      state: 'expired',
      timeline: [{ state: 'open' }, { state: 'expired', by: 'platform' }],
    })
    expect((await world.operator('ent-02').consent.read({ consentId })).state).toBe('expired')
    expect(await failureOf(claimed(world, needId))).toBe('need_closed')
    expect(await actionsOn(world, needId)).toEqual(['need.post', 'need.expire'])
    const again = await needsOf('ent-02').repost({ needId, consent })
    expect(again).toMatchObject({ state: 'open', description: '备货', repostOf: needId })
    expect(again.consentId).not.toBe(consentId)
    expect(await failureOf(needsOf('ent-02').repost({ needId, consent }))).toBe('impossible_step expired ')
  })

  test('can be posted again before anybody has come by to write down that it expired', async () => {
    const own = await openWorld()
    const { id: needId } = await posted(own)
    // Time passes, and no job is run.
    await own.store.transact({ kind: 'platform' }, db =>
      db.updateTable('loan_needs').set({ expires_at: own.now() }).where('id', '=', needId).execute(),
    )
    const { needs } = own.operator('ent-02').finance
    expect((await needs.list({ state: 'expired' })).items.map(({ id }) => id)).toEqual([needId])
    expect((await needs.repost({ needId, consent: NEED.consent })).repostOf).toBe(needId)
    await own.close()
  })
})

describe('a renewal', () => {
  const wishes = (renews: string) => ({ renews, purpose: 'renewal' as const, amount: yuan(500_000) })

  test('is of a loan of one’s own that is paid out, for no more, and with the bank that gave it', async () => {
    const { id: first } = await posted(world)
    const { id: loan } = await paidOut(world, first)
    const { id: needId, places, renews } = await posted(world, 'ent-02', wishes(loan))
    expect({ places, renews }).toEqual({ places: { taken: 0, all: 1 }, renews: loan })
    expect((await world.bank(2).finance.queue.list()).items).toEqual([])
    expect(await failureOf(claimed(world, needId, 2))).toBe('not_found')
    expect((await world.bank(1).finance.queue.list()).items.map(({ id }) => id)).toEqual([needId])
    expect((await claimed(world, needId, 1)).need.purpose).toBe('renewal')
    expect(await failureOf(posted(world, 'ent-02', wishes(loan)))).toBe('limit_reached')
  })

  test('of anything else is refused', async () => {
    const { id: first } = await posted(world)
    const { id: open } = await offered(world, first)
    expect(await failureOf(posted(world, 'ent-02', wishes(open)))).toBe('impossible_step offered ')
    expect(await failureOf(posted(world, 'ent-01', wishes(open)))).toBe('not_found')
    const { id: second } = await posted(world)
    const { id: loan } = await paidOut(world, second)
    expect(await failureOf(posted(world, 'ent-02', { ...wishes(loan), purpose: 'trade' }))).toBe(
      'invalid_fields /purpose not_a_choice',
    )
    expect(await failureOf(posted(world, 'ent-02', { ...wishes(loan), amount: yuan(800_001) }))).toBe(
      'invalid_fields /amount/amountFen too_great',
    )
  })
})

test('what is fetched for a form at a partner’s page is kept once the need is posted there', async () => {
  const consent = await given(world, 'ent-06')
  const widget = world.widget({ enterprise: 'ent-06' })
  const { purgeAt } = await widget.consent.facts({ consentId: consent.id })
  expect(purgeAt).toBeDefined()
  await widget.finance.needs.submit(NEED)
  const [read] = (await world.operator('ent-06').consent.reads({ consentId: consent.id })).items
  expect(read).toBeDefined()
  const kept = await world.store.transact({ kind: 'platform' }, db =>
    db
      .selectFrom('consent_reads')
      .select(['given', 'purge_at'])
      .where('consent_id', '=', consent.id)
      .executeTakeFirstOrThrow(),
  )
  expect(kept.purge_at).toBeNull()
  expect(kept.given).not.toBeNull()
})
