/** What partners ask for and what enterprises answer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ASK, actionsOn, asked, eventsOf, UNTIL } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { openWorld, type World } from '../../test/world.js'

const DAY = 24 * 3600 * 1000

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('a request', () => {
  test('names one purpose, scopes, a term and a reason, and waits seven days', async () => {
    const consent = await asked(world, 'ent-01')
    expect(consent).toMatchObject({
      state: 'requested',
      recipient: { id: 'par-bank01' },
      purpose: 'loan-application',
      requested: ASK.scopes,
      granted: [],
      requestedUntil: UNTIL,
      reason: ASK.reason,
      requestedAt: '2026-03-02T01:00:00.000Z',
      answerBy: '2026-03-09T01:00:00.000Z',
    })
    expect(await world.operator('ent-01').consent.read({ consentId: consent.id })).toEqual(consent)
    expect(await actionsOn(world, consent.id)).toEqual(['consent.request'])
  })

  test('is for what the partner is registered for, for an enterprise with a code, and for a term that can be', async () => {
    expect(await failureOf(asked(world, 'ent-01', { until: '2026-03-01' }))).toBe(
      'invalid_fields /until too_early',
    )
    expect(await failureOf(asked(world, 'ent-01', { until: '2029-03-03' }))).toBe(
      'invalid_fields /until too_late',
    )
    expect(await failureOf(asked(world, 'ent-01', { scopes: [] }))).toMatch('invalid_fields /scopes')
    expect(await failureOf(asked(world, 'ent-01', { reason: 'a\u0000b' }))).toBe(
      'malformed_request /reason nul_character',
    )
    const { bank, usccOf } = world
    const nobody = { ...ASK, scopes: [...ASK.scopes], uscc: '91330100799655058B' }
    expect(await failureOf(bank(1).consent.request(nobody))).toBe('not_registered')
    // Registered, and has claimed no code.
    expect(await failureOf(asked(world, 'ent-03'))).toBe('not_registered')
    await world.store.transact({ kind: 'platform' }, db =>
      db
        .updateTable('partner_access')
        .set({ scopes: JSON.stringify(['tax.summary']) })
        .where('partner_id', '=', 'par-bank04')
        .execute(),
    )
    const uscc = await usccOf('ent-01')
    expect(await failureOf(bank(4).consent.request({ ...ASK, scopes: [...ASK.scopes], uscc }))).toBe(
      'forbidden /scopes/1 not_registered_scope',
    )
  })

  test('is one of three at most that wait at an enterprise, however many come at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => asked(world, 'ent-09', {}, 2)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await failureOf(asked(world, 'ent-09', {}, 2))).toBe('limit_reached')
    expect((await asked(world, 'ent-09', {}, 3)).state).toBe('requested')
  })

  test('is seen by its partner and its enterprise, and is not there for anybody else', async () => {
    const { id: consentId } = await asked(world, 'ent-04')
    expect(await failureOf(world.bank(2).consent.read({ consentId }))).toBe('not_found')
    expect(await failureOf(world.operator('ent-05').consent.read({ consentId }))).toBe('not_found')
    expect(
      await failureOf(
        world.operator('ent-05').consent.approve({ consentId, scopes: ['tax.summary'], until: UNTIL }),
      ),
    ).toBe('not_found')
  })

  test('lapses after seven days: it can be answered no more, and its partner is told', async () => {
    const own = await openWorld()
    const uscc = await own.usccOf('ent-02')
    const { id: consentId } = await own.bank(1).consent.request({ ...ASK, scopes: [...ASK.scopes], uscc })
    await own.advance(7 * DAY - 1000)
    expect((await own.bank(1).consent.read({ consentId })).state).toBe('requested')
    await own.advance(1000)
    expect(await own.bank(1).consent.read({ consentId })).toMatchObject({
      state: 'lapsed',
      endedAt: '2026-03-09T01:00:00.000Z',
    })
    const late = own.operator('ent-02').consent.approve({ consentId, scopes: ['tax.summary'], until: UNTIL })
    expect(await failureOf(late)).toBe('impossible_step lapsed ')
    await own.advance(60_000)
    const { types, states } = await own.store.transact({ kind: 'platform' }, async db => ({
      types: (await db.selectFrom('events').select('type').execute()).map(({ type }) => type),
      states: (await db.selectFrom('consents').select('state').execute()).map(({ state }) => state),
    }))
    expect([types, states]).toEqual([['consent.expired'], ['lapsed']])
    await own.close()
  })
})

describe('an answer', () => {
  test('may be narrower than what was asked, and never wider', async () => {
    const { id: consentId } = await asked(world, 'ent-05', { until: '2026-05-31' })
    const operator = world.operator('ent-05')
    const wider = { consentId, scopes: ['tax.summary', 'green.profile'] as const, until: '2026-05-31' }
    expect(await failureOf(operator.consent.approve({ ...wider, scopes: [...wider.scopes] }))).toBe(
      'invalid_fields /scopes/1 not_requested',
    )
    expect(
      await failureOf(operator.consent.approve({ consentId, scopes: ['tax.summary'], until: '2026-06-01' })),
    ).toBe('invalid_fields /until too_late')
    const consent = await operator.consent.approve({
      consentId,
      scopes: ['tax.summary'],
      until: '2026-04-30',
    })
    expect(consent).toMatchObject({
      state: 'active',
      granted: ['tax.summary'],
      requested: ASK.scopes,
      from: '2026-03-02T01:00:00.000Z',
      until: '2026-04-30T16:00:00.000Z',
    })
    expect(await eventsOf(world, consentId)).toEqual(['consent.active'])
    expect(await actionsOn(world, consentId)).toEqual(['consent.request', 'consent.approve'])
  })

  test('is given once: of two at the same moment one holds, and the other learns what is possible', async () => {
    const { id: consentId } = await asked(world, 'ent-06')
    const operator = world.operator('ent-06')
    const outcomes = await Promise.all([
      failureOf(operator.consent.approve({ consentId, scopes: ['tax.summary'], until: UNTIL })),
      failureOf(operator.consent.refuse({ consentId, reason: '暂不需要' })),
    ])
    expect(outcomes).toContain('none')
    expect(outcomes.find(outcome => outcome !== 'none')).toMatch(
      /^impossible_step (active withdraw|refused )$/,
    )
    expect(await eventsOf(world, consentId)).toHaveLength(1)
  })

  test('that was lost on its way is the same when it is asked for again with its key', async () => {
    const { id: consentId } = await asked(world, 'ent-12')
    const operator = world.operator('ent-12')
    const approve = () =>
      operator.consent.approve(
        { consentId, scopes: ['tax.summary'], until: UNTIL },
        { idempotencyKey: `approve-${consentId}` },
      )
    expect(await approve()).toEqual(await approve())
    expect(await eventsOf(world, consentId)).toEqual(['consent.active'])
    expect(await actionsOn(world, consentId)).toEqual(['consent.request', 'consent.approve'])
  })

  test('may be no, with a reason; then nothing can be read, and nothing withdrawn', async () => {
    const { id: consentId } = await asked(world, 'ent-07')
    const refused = await world.operator('ent-07').consent.refuse({ consentId, reason: '暂不需要' })
    expect(refused).toMatchObject({ state: 'refused', granted: [], endReason: '暂不需要' })
    expect(await eventsOf(world, consentId)).toEqual(['consent.refused'])
    expect(await failureOf(world.bank(1).consent.facts({ consentId }))).toBe('consent_required')
    expect(await failureOf(world.operator('ent-07').consent.withdraw({ consentId }))).toBe(
      'impossible_step refused ',
    )
    expect(await failureOf(world.bank(1).consent.receipt({ consentId }))).toBe('impossible_step refused ')
  })

  test('is the representative’s, an administrator’s, and a handler’s with this item', async () => {
    const approve = async (personId: string) => {
      const { id: consentId } = await asked(world, 'ent-02')
      return failureOf(
        world
          .operator('ent-02', personId)
          .consent.approve({ consentId, scopes: ['tax.summary'], until: UNTIL }),
      )
    }
    expect(await approve('per-rep02')).toBe('none')
    expect(await approve('per-adm02')).toBe('none')
    expect(await approve('per-hdl02')).toBe('none')
    await world.store.transact({ kind: 'platform' }, db =>
      db
        .updateTable('delegations')
        .set({ items: JSON.stringify(['card']) })
        .where('person_id', '=', 'per-hdl02')
        .execute(),
    )
    expect(await approve('per-hdl02')).toBe('forbidden')
    expect(await failureOf(world.operator('ent-02', 'per-hdl02').consent.list())).toBe('forbidden')
  })

  test('about a person is that person’s own, given beside, and at no partner’s site', async () => {
    const scopes = ['tax.summary', 'people.contact'] as const
    const { id: consentId } = await asked(world, 'ent-04', { scopes: [...scopes] })
    const approval = { consentId, scopes: [...scopes], until: UNTIL }
    const operator = world.operator('ent-04')
    expect(await failureOf(operator.consent.approve(approval))).toBe('separate_consent_required')
    const widget = world.widget({ enterprise: 'ent-04' })
    expect(await failureOf(widget.consent.approve({ ...approval, separate: ['people.contact'] }))).toBe(
      'separate_consent_required',
    )
    expect(await failureOf(operator.consent.approve({ ...approval, separate: ['tax.summary'] }))).toBe(
      'invalid_fields /separate/0 not_granted',
    )
    const consent = await operator.consent.approve({ ...approval, separate: ['people.contact'] })
    expect(consent.separate).toEqual([
      { scope: 'people.contact', person: 'per-rep04', givenAt: '2026-03-02T01:00:00.000Z' },
    ])
    const { facts } = await world.bank(1).consent.facts({ consentId })
    expect(facts.find(({ id }) => id === 'people.contactPhone')).toMatchObject({
      value: '10000000004',
      source: 'declared',
    })
  })

  test('without people opens nobody’s telephone', async () => {
    const { id: consentId } = await asked(world, 'ent-04', { scopes: ['tax.summary', 'people.contact'] }, 2)
    await world.operator('ent-04').consent.approve({ consentId, scopes: ['tax.summary'], until: UNTIL })
    const { facts } = await world.bank(2).consent.facts({ consentId })
    expect(facts.map(({ id }) => id).filter(id => id.startsWith('people.'))).toEqual([])
    expect(JSON.stringify(facts)).not.toContain('10000000004')
  })
})

describe('a list', () => {
  test('comes newest first in pages that neither repeat nor leave out', async () => {
    const all = await world.operator('ent-06').consent.list({ limit: 100 })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await world.operator('ent-06').consent.list({ limit: 2, ...(cursor && { cursor }) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toEqual(all.items.map(({ id }) => id))
    expect(new Set(seen).size).toBe(seen.length)
    expect(await failureOf(world.operator('ent-06').consent.list({ cursor: 'nonsense' }))).toBe(
      'invalid_fields /cursor cursor',
    )
  })
})
