/** Two enterprises and their cards. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actionsOn, asked } from '../../../test/consent-scene.js'
import { failureOf } from '../../../test/failure-of.js'
import { openWorld, type World } from '../../../test/world.js'
import { MAX_OPEN_OFFERS } from './offer.js'

const DAY = 24 * 3600 * 1000

let world: World
beforeAll(async () => {
  world = await openWorld()
  // A bank that has asked for a consent has sessions.
  await asked(world, 'ent-01')
})
afterAll(() => world.close())
beforeEach(() => world.store.transact({ kind: 'platform' }, db => db.deleteFrom('card_exchanges').execute()))

async function offered(from: string, to: string, message?: string) {
  const uscc = await world.usccOf(to)
  return world.operator(from).card.exchanges.offer({ uscc, ...(message && { message }) })
}

describe('an offer', () => {
  test('names both sides, waits thirty days, and shows neither card', async () => {
    const offer = await offered('ent-01', 'ent-02', '展会见过')
    expect(offer).toEqual({
      id: expect.stringMatching(/^exc_/),
      state: 'offered',
      from: { uscc: await world.usccOf('ent-01'), name: expect.anything() },
      to: { uscc: await world.usccOf('ent-02'), name: expect.anything() },
      message: '展会见过',
      offeredAt: '2026-03-02T01:00:00.000Z',
      expiresAt: '2026-04-01T01:00:00.000Z',
    })
    const received = await world.operator('ent-02').card.exchanges.list({ direction: 'received' })
    expect(received.items).toEqual([offer])
    expect((await world.operator('ent-02').card.exchanges.list({ direction: 'offered' })).items).toEqual([])
    expect(await actionsOn(world, offer.id)).toEqual(['card.offer'])
  })

  test('is to another enterprise that has a card', async () => {
    expect(await failureOf(offered('ent-01', 'ent-01'))).toBe('invalid_fields /uscc own_card')
    expect(await failureOf(offered('ent-01', 'ent-03'))).toBe('invalid_fields /uscc no_card')
    const nobody = world.operator('ent-01').card.exchanges.offer({ uscc: '91330100799655058B' })
    expect(await failureOf(nobody)).toBe('invalid_fields /uscc no_card')
    expect(await failureOf(offered('ent-03', 'ent-01'))).toBe('not_found')
  })

  test('is the only one between two, from whichever side, however many come at once', async () => {
    const offers = Array.from({ length: 10 }, (_, index) =>
      failureOf(index % 2 ? offered('ent-01', 'ent-02') : offered('ent-02', 'ent-01')),
    )
    expect((await Promise.all(offers)).toSorted()).toEqual([...Array(9).fill('limit_reached'), 'none'])
  })

  test('whose answer was lost is made once', async () => {
    const uscc = await world.usccOf('ent-02')
    const offer = () =>
      world.operator('ent-01').card.exchanges.offer({ uscc }, { idempotencyKey: `offer-to-${uscc}` })
    expect(await offer()).toEqual(await offer())
    expect((await world.operator('ent-01').card.exchanges.list()).items).toHaveLength(1)
  })

  test('is refused to who has made many that nobody has answered', async () => {
    const others = Array.from({ length: MAX_OPEN_OFFERS }, (_, index) => `ent-other${index}`)
    await world.store.transact({ kind: 'platform' }, async db => {
      const { uscc: _, ...like } = await db
        .selectFrom('enterprises')
        .selectAll()
        .where('id', '=', 'ent-02')
        .executeTakeFirstOrThrow()
      const [name, formerNames] = [JSON.stringify(like.name), JSON.stringify(like.former_names)]
      const enterprises = others.map(id => ({ ...like, id, uscc: id, name, former_names: formerNames }))
      await db.insertInto('enterprises').values(enterprises).execute()
      const waiting = others.map(id => ({
        id: `exc_${id.slice(4)}`,
        from_id: 'ent-01',
        to_id: id,
        state: 'offered' as const,
        offered_at: new Date('2026-03-01T00:00:00Z'),
        expires_at: new Date('2026-03-31T00:00:00Z'),
      }))
      await db.insertInto('card_exchanges').values(waiting).execute()
    })
    expect(await failureOf(offered('ent-01', 'ent-02'))).toBe('limit_reached')
  })
})

describe('an answer', () => {
  test('of yes gives each the other’s whole card', async () => {
    const { id: exchangeId } = await offered('ent-01', 'ent-02')
    const accepted = await world.operator('ent-02').card.exchanges.accept({ exchangeId })
    expect(accepted).toMatchObject({ state: 'accepted', card: { uscc: await world.usccOf('ent-01') } })
    const { items } = await world.operator('ent-01').card.exchanges.list({ state: 'accepted' })
    expect(items[0]?.card).toEqual(await world.operator('ent-02').card.read())
    expect(items[0]?.card?.representative).toBe('法定代表人（示例）')
    // At a partner's page nobody's people are told.
    const [shown] = (await world.widget({ enterprise: 'ent-01' }).card.exchanges.list()).items
    expect(shown?.card?.representative).toBe('法**')
    expect(await failureOf(offered('ent-02', 'ent-01'))).toBe('limit_reached')
    expect(await actionsOn(world, exchangeId)).toEqual(['card.offer', 'card.accept'])
  })

  test('of no gives nothing, says nothing more, and is not asked again at once', async () => {
    const { id: exchangeId } = await offered('ent-01', 'ent-02')
    await world.operator('ent-02').card.exchanges.decline({ exchangeId })
    const [seen] = (await world.operator('ent-01').card.exchanges.list()).items
    expect(seen?.state).toBe('declined')
    expect(seen?.card).toBeUndefined()
    expect(await failureOf(offered('ent-01', 'ent-02'))).toBe('limit_reached')
    // Who declined may think better of it.
    expect(await failureOf(offered('ent-02', 'ent-01'))).toBe('none')
  })

  test('is the receiver’s to give and the sender’s to forestall', async () => {
    const { id: exchangeId } = await offered('ent-01', 'ent-02')
    const [sender, receiver] = [world.operator('ent-01'), world.operator('ent-02')]
    expect(await failureOf(sender.card.exchanges.accept({ exchangeId }))).toBe('forbidden')
    expect(await failureOf(sender.card.exchanges.decline({ exchangeId }))).toBe('forbidden')
    expect(await failureOf(receiver.card.exchanges.withdraw({ exchangeId }))).toBe('forbidden')
    expect((await sender.card.exchanges.withdraw({ exchangeId })).state).toBe('withdrawn')
    expect(await failureOf(receiver.card.exchanges.accept({ exchangeId }))).toBe('impossible_step withdrawn ')
    expect(await failureOf(offered('ent-01', 'ent-02'))).toBe('none')
  })

  test('is one: of those that come at once the first holds', async () => {
    const { id: exchangeId } = await offered('ent-01', 'ent-02')
    const [sender, receiver] = [
      world.operator('ent-01').card.exchanges,
      world.operator('ent-02').card.exchanges,
    ]
    const outcomes = await Promise.all([
      failureOf(receiver.accept({ exchangeId })),
      failureOf(sender.withdraw({ exchangeId })),
      failureOf(receiver.decline({ exchangeId })),
    ])
    expect(outcomes.filter(outcome => outcome === 'none')).toHaveLength(1)
    const { items } = await sender.list()
    const state = items[0]?.state
    expect(outcomes.filter(outcome => outcome !== 'none')).toEqual(Array(2).fill(`impossible_step ${state} `))
  })

  test('comes too late after thirty days, and a new offer is possible', async () => {
    const own = await openWorld()
    const uscc = await own.usccOf('ent-02')
    const { id: exchangeId } = await own.operator('ent-01').card.exchanges.offer({ uscc })
    await own.advance(30 * DAY - 1)
    expect((await own.operator('ent-02').card.exchanges.list({ state: 'offered' })).items).toHaveLength(1)
    await own.advance(1)
    expect((await own.operator('ent-02').card.exchanges.list({ state: 'offered' })).items).toEqual([])
    expect((await own.operator('ent-01').card.exchanges.list({ state: 'expired' })).items).toHaveLength(1)
    expect(await failureOf(own.operator('ent-02').card.exchanges.accept({ exchangeId }))).toBe('expired')
    // From either side: the old one is in nobody's way.
    const back = own.operator('ent-02').card.exchanges.offer({ uscc: await own.usccOf('ent-01') })
    expect((await back).state).toBe('offered')
    await own.close()
  })
})

describe('nobody else', () => {
  test('sees an exchange, or can take a step in it', async () => {
    const { id: exchangeId } = await offered('ent-01', 'ent-02')
    const stranger = world.operator('ent-04')
    expect((await stranger.card.exchanges.list()).items).toEqual([])
    for (const step of ['accept', 'decline', 'withdraw'] as const)
      expect(await failureOf(stranger.card.exchanges[step]({ exchangeId }))).toBe('not_found')
    expect(await failureOf(world.operator('ent-02', 'per-hdl02').card.exchanges.accept({ exchangeId }))).toBe(
      'forbidden',
    )
  })

  test('writes an exchange behind the application’s back: neither side accepts or offers for the other', async () => {
    const { id } = await offered('ent-01', 'ent-02')
    const set = (enterpriseId: string, change: { state?: 'accepted' | 'offered'; from_id?: string }) =>
      world.store
        .transact({ kind: 'enterprise', enterpriseId }, db =>
          db.updateTable('card_exchanges').set(change).where('id', '=', id).executeTakeFirst(),
        )
        .then(
          ({ numUpdatedRows }) => Number(numUpdatedRows),
          () => 'refused',
        )
    expect(await set('ent-01', { state: 'accepted' })).toBe('refused')
    expect(await set('ent-02', { from_id: 'ent-04' })).toBe('refused')
    expect(await set('ent-02', { state: 'accepted' })).toBe(1)
    expect(await set('ent-02', { state: 'offered' })).toBe(0)
  })
})

test('a list comes newest first, in pages that neither repeat nor leave out', async () => {
  for (const other of ['ent-02', 'ent-04', 'ent-05', 'ent-06', 'ent-07']) {
    await offered('ent-01', other)
    await world.advance(1000)
  }
  const operator = world.operator('ent-01')
  const all = (await operator.card.exchanges.list()).items.map(({ id }) => id)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await operator.card.exchanges.list({ limit: 2, ...(cursor && { cursor }) })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== undefined)
  expect(seen).toEqual(all)
  expect(all).toEqual(all.toSorted().reverse())
  expect(await failureOf(operator.card.exchanges.list({ cursor: 'nonsense' }))).toBe(
    'invalid_fields /cursor cursor',
  )
})
