/** Subscriptions, and what enterprises are told because of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actionsOn } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { ITEM, policyOfficer, published } from '../../test/policy-scene.js'
import { openWorld, type World } from '../../test/world.js'
import { writeFact } from '../registry/facts.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.advance(0)
})
afterAll(() => world.close())

const HOUR = 3600 * 1000
type Wishes = Parameters<World['anyone']['policy']['subscription']['set']>[0]

const EVERYTHING: Wishes = { categories: [], onlyMatching: true, quiet: false }

async function subscribe(enterprise: string, wishes: Partial<Wishes> = {}) {
  const answer = await world.operator(enterprise).policy.subscription.set({ ...EVERYTHING, ...wishes })
  await world.advance(1000)
  return answer
}

async function toldTo(enterprise: string) {
  const { items } = await world.operator(enterprise).policy.subscription.notices()
  return items.map(({ reason, match }) => [match.policyId, reason, match.result])
}

describe('a subscription', () => {
  test('is none until it is chosen, and then as it was chosen', async () => {
    const { subscription } = world.operator('ent-03').policy
    expect(await subscription.read()).toEqual({ categories: [], onlyMatching: true, quiet: true })
    const chosen = await subscribe('ent-03', { categories: ['green', 'trade', 'green'] })
    expect(chosen).toEqual({
      categories: ['green', 'trade'],
      onlyMatching: true,
      quiet: false,
      updatedAt: expect.any(String),
    })
    expect(await subscription.read()).toEqual(chosen)
  })

  test('tells nothing of what matched before it', async () => {
    await subscribe('ent-01')
    await world.advance(2 * HOUR)
    expect(await toldTo('ent-01')).toEqual([])
  })

  test('is an enterprise’s: officers and anyone have none', async () => {
    expect(await failureOf(policyOfficer(world).policy.subscription.read())).toBe('forbidden')
    expect(await failureOf(world.anyone.policy.subscription.read())).toBe('unauthenticated')
    const set = world.operator('ent-03').policy.subscription.set({ ...EVERYTHING, categories: ['\0'] })
    expect(await failureOf(set)).not.toBe('none')
  })
})

describe('on publication', () => {
  test('whom it matches is told once, with why', async () => {
    await subscribe('ent-02')
    const { id: policyId } = await published(world)
    await world.advance(1000)
    const { items } = await world.operator('ent-02').policy.subscription.notices()
    expect(items).toEqual([
      {
        id: expect.stringMatching(/^ntc_/),
        reason: 'published',
        at: world.now().toISOString(),
        title: ITEM.title,
        match: expect.objectContaining({ policyId, policyVersion: 1, result: 'yes', missing: [] }),
      },
    ])
    const [notice] = items
    if (!notice) throw new Error('There is a notice.')
    expect(notice.match.estimate?.amount?.amountFen).toBe(24_000_000)
    expect(await world.operator('ent-02').policy.matches.read({ matchId: notice.match.id })).toEqual(
      notice.match,
    )
    expect(await actionsOn(world, notice.id)).toEqual(['policy.notice'])

    const { policy } = policyOfficer(world)
    await policy.drafts.update({ policyId, ...ITEM, summary: '文字修订。' }, { ifMatch: '"v1"' })
    await world.advance(2 * HOUR)
    expect(await toldTo('ent-02')).toHaveLength(1)
  })

  test('whom it does not match is told nothing, nor whoever is quiet, unsubscribed, or interested in other things', async () => {
    await subscribe('ent-08')
    await subscribe('ent-05', { quiet: true })
    await subscribe('ent-06', { categories: ['green'] })
    await published(world)
    await world.advance(1000)
    for (const id of ['ent-08', 'ent-05', 'ent-06', 'ent-07'])
      expect([id, await toldTo(id)]).toEqual([id, []])
  })

  test('whoever wants to hear of everything hears of what does not match, too, once', async () => {
    await subscribe('ent-13', { onlyMatching: false })
    const { id: policyId } = await published(world)
    await world.advance(1000)
    expect(await toldTo('ent-13')).toEqual([[policyId, 'published', 'no']])
    const { drafts } = policyOfficer(world).policy
    await drafts.update({ policyId, ...ITEM }, { ifMatch: '"v1"' })
    await world.advance(1000)
    expect(await toldTo('ent-13')).toHaveLength(1)
  })

  test('a new version that matches whom the last one did not is news to them', async () => {
    await subscribe('ent-12')
    const { id: policyId } = await published(world)
    await world.advance(1000)
    expect(await toldTo('ent-12')).toEqual([])
    const rule = { all: [{ fact: 'ops.employees', op: 'gte', value: 10 }] }
    await policyOfficer(world).policy.drafts.update({ policyId, ...ITEM, rule }, { ifMatch: '"v1"' })
    await world.advance(1000)
    expect(await toldTo('ent-12')).toEqual([[policyId, 'published', 'yes']])
  })

  test('what was withdrawn before anybody was told is told to nobody', async () => {
    await subscribe('ent-10')
    const { id: policyId } = await published(world)
    await policyOfficer(world).policy.drafts.withdraw({ policyId, reason: '发布有误' })
    await world.advance(2 * HOUR)
    expect(await toldTo('ent-10')).toEqual([])
  })
})

describe('on new facts', () => {
  test('an enterprise is told of what matches since', async () => {
    const { id: policyId } = await published(world, {
      rule: { all: [{ fact: 'platform.servedEnterprises', op: 'gte', value: 6 }] },
    })
    await subscribe('ent-04')
    await world.advance(2 * HOUR)
    expect(await toldTo('ent-04')).toEqual([])
    await world.store.transact({ kind: 'platform' }, db =>
      writeFact(db, {
        enterpriseId: 'ent-04',
        id: 'platform.servedEnterprises',
        source: 'declared',
        value: 12,
        asOf: world.now(),
      }),
    )
    await world.advance(2 * HOUR)
    expect(await toldTo('ent-04')).toEqual([[policyId, 'facts-changed', 'yes']])
    await world.advance(9 * 24 * HOUR)
    expect(await toldTo('ent-04')).toHaveLength(1)
  })
})

test('notices are listed newest first, page by page, to their own enterprise', async () => {
  await subscribe('ent-11')
  const ids: string[] = []
  for (let count = 0; count < 5; count++) {
    ids.unshift((await published(world)).id)
    await world.advance(1000)
  }
  const { subscription } = world.operator('ent-11').policy
  const seen: string[] = []
  for await (const { match } of subscription.notices({ limit: 2 })) seen.push(match.policyId)
  expect(seen).toEqual(ids)
  expect(await failureOf(subscription.notices({ cursor: 'bm8' }).then(page => page))).toBe(
    'invalid_fields /cursor cursor',
  )
  expect(await failureOf(world.anyone.policy.subscription.notices().then(page => page))).toBe(
    'unauthenticated',
  )
})
