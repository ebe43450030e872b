/** What is read under a consent, by whom it is seen, and how it ends. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ASK, actionsOn, asked, eventsOf, given, UNTIL } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { openWorld, type World } from '../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('a read', () => {
  test('gives facts as registers have them, of the granted scopes only, each with source, owner and time', async () => {
    const { id: consentId } = await given(world, 'ent-09', {
      scopes: ['credit.enterprise', 'entity.profile'],
    })
    const { facts, purgeAt } = await world.bank(1).consent.facts({ consentId })
    const ids = facts.map(({ id }) => id)
    expect(ids).toContain('credit.taxGrade')
    // Computed of revenue and head count, which this consent does not open.
    expect(ids).toContain('entity.sizeClass')
    expect(ids.filter(id => id.startsWith('ops.'))).toEqual([])
    for (const fact of facts) {
      expect(['warehouse', 'warehouse-consented', 'derived', 'declared']).toContain(fact.source)
      expect(Date.parse(fact.asOf)).not.toBeNaN()
    }
    expect(facts.find(({ id }) => id === 'credit.taxGrade')?.owner).toMatch(/^dep-/)
    expect(purgeAt).toBeUndefined()
  })

  test('is recorded with what was read, and the enterprise sees it', async () => {
    const { id: consentId } = await given(world, 'ent-10', { scopes: ['tax.summary'] })
    const { facts } = await world.bank(1).consent.facts({ consentId })
    await world.bank(1).consent.facts({ consentId })
    const operator = world.operator('ent-10')
    const page = await operator.consent.reads({ consentId, limit: 1 })
    expect(page.items).toEqual([
      {
        id: expect.stringMatching(/^read_/),
        consentId,
        recipient: { id: 'par-bank01', name: expect.anything() },
        facts: facts.map(({ id }) => id),
        at: '2026-03-02T01:00:00.000Z',
      },
    ])
    const rest = await operator.consent.reads({ consentId, cursor: page.nextCursor })
    expect(rest.items).toHaveLength(1)
    expect(rest.nextCursor).toBeUndefined()
    expect(rest.items[0]?.id).not.toBe(page.items[0]?.id)
    expect(await failureOf(world.operator('ent-11').consent.reads({ consentId }))).toBe('not_found')
    expect((await actionsOn(world, consentId)).filter(action => action === 'consent.read')).toHaveLength(2)
  })

  test('for a form is forgotten after half an hour, what was read excepted', async () => {
    const own = await openWorld()
    const uscc = await own.usccOf('ent-02')
    const { id: consentId } = await own.bank(1).consent.request({ ...ASK, scopes: ['tax.summary'], uscc })
    await own.operator('ent-02').consent.approve({ consentId, scopes: ['tax.summary'], until: UNTIL })
    const form = own.widget({ components: ['qym-loan-form'] })
    const { facts, purgeAt } = await form.consent.facts({ consentId })
    expect(purgeAt).toBe('2026-03-02T01:30:00.000Z')
    const kept = () =>
      own.store.transact({ kind: 'platform' }, db =>
        db.selectFrom('consent_reads').select(['given', 'facts']).execute(),
      )
    expect(await kept()).toEqual([{ given: facts, facts: facts.map(({ id }) => id) }])
    await own.advance(30 * 60_000)
    expect(await kept()).toEqual([{ given: null, facts: facts.map(({ id }) => id) }])
    await own.close()
  })
})

describe('a withdrawal', () => {
  test('takes one step, and the very next read is refused', async () => {
    const { id: consentId } = await given(world, 'ent-11')
    expect((await world.bank(1).consent.facts({ consentId })).facts.length).toBeGreaterThan(0)
    const withdrawn = await world.operator('ent-11').consent.withdraw({ consentId, reason: '已还清' })
    expect(withdrawn).toMatchObject({ state: 'withdrawn', endReason: '已还清' })
    expect(await failureOf(world.bank(1).consent.facts({ consentId }))).toBe('consent_ended')
    expect(await failureOf(world.operator('ent-11').consent.withdraw({ consentId }))).toBe(
      'impossible_step withdrawn ',
    )
    expect(await eventsOf(world, consentId)).toEqual(['consent.active', 'consent.withdrawn'])
  })

  test('ends the sessions that rest on it, and leaves those of other purposes and partners', async () => {
    const { id: consentId } = await given(world, 'ent-12')
    await asked(world, 'ent-12', { purpose: 'account-opening' })
    await asked(world, 'ent-12', {}, 2)
    const widget = world.widget({ enterprise: 'ent-12' })
    const others = [
      world.widget({ enterprise: 'ent-12', purpose: 'account-opening' }),
      world.widget({ enterprise: 'ent-12', bank: 2 }),
    ]
    for (const each of [widget, ...others]) await each.consent.list()
    await world.operator('ent-12').consent.withdraw({ consentId })
    // Its client asks the bank for a new session, and the bank gets none.
    expect(await failureOf(widget.consent.list())).toMatch(/consent_required|ERR_SESSION/)
    for (const each of others) expect((await each.consent.list()).items).toHaveLength(1)
    const ended = await world.store.transact({ kind: 'platform' }, db =>
      db.selectFrom('events').select('data').where('type', '=', 'session.ended').execute(),
    )
    expect(ended.map(({ data }) => data)).toEqual([{ by: 'consent' }])
  })

  test('and reads at the same moment come one after the other: none is answered after it', async () => {
    const { id: consentId } = await given(world, 'ent-01', {}, 3)
    const reads = Array.from({ length: 6 }, () => failureOf(world.bank(3).consent.facts({ consentId })))
    const [outcomes] = await Promise.all([
      Promise.all(reads),
      world.operator('ent-01').consent.withdraw({ consentId }),
    ])
    for (const outcome of outcomes) expect(['none', 'consent_ended']).toContain(outcome)
    const recorded = await world.operator('ent-01').consent.reads({ consentId })
    expect(recorded.items).toHaveLength(outcomes.filter(outcome => outcome === 'none').length)
  })
})

describe('time', () => {
  test('ends a consent at the end of its last day in Shanghai, before any job has written it down', async () => {
    const own = await openWorld()
    const uscc = await own.usccOf('ent-02')
    const { id: consentId } = await own.bank(1).consent.request({ ...ASK, scopes: ['tax.summary'], uscc })
    await own.operator('ent-02').consent.approve({ consentId, scopes: ['tax.summary'], until: '2026-03-03' })
    const widget = own.widget()
    await own.advance(Date.parse('2026-03-03T15:59:59Z') - own.now().getTime())
    expect((await own.bank(1).consent.facts({ consentId })).facts.length).toBeGreaterThan(0)
    await widget.consent.list()
    // Time alone, and no jobs.
    const jobs = own.jobs.runDue
    own.jobs.runDue = async () => 0
    await own.advance(1000)
    expect(await failureOf(own.bank(1).consent.facts({ consentId }))).toBe('consent_ended')
    expect(await own.bank(1).consent.read({ consentId })).toMatchObject({
      state: 'expired',
      endedAt: '2026-03-03T16:00:00.000Z',
    })
    for (const [state, count] of [
      ['expired', 1],
      ['active', 0],
    ] as const)
      expect((await own.bank(1).consent.list({ state })).items).toHaveLength(count)
    own.jobs.runDue = jobs
    await own.advance(60_000)
    const types = await own.store.transact({ kind: 'platform' }, async db =>
      (await db.selectFrom('events').select('type').execute()).map(({ type }) => type),
    )
    expect(types.toSorted()).toEqual(['consent.active', 'consent.expired', 'session.ended'])
    await own.close()
  })
})
