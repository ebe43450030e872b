/** A fact that its enterprise says is wrong, and the department that keeps it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actionsOn, asked, given } from '../../../test/consent-scene.js'
import { failureOf } from '../../../test/failure-of.js'
import { openWorld, type World } from '../../../test/world.js'
import { enterpriseOf } from '../../registry/enterprises.js'
import { knownFacts } from '../../registry/facts.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
  // Banks that have asked for a consent have sessions, and see nothing yet.
  for (const bank of [1, 2]) await asked(world, 'ent-01', {}, bank)
})
afterAll(() => world.close())
beforeEach(() => world.store.transact({ kind: 'platform' }, db => db.deleteFrom('corrections').execute()))

const DISPUTE = { fact: 'ops.employees', claimed: 260, reason: '年末新招20人，社保已缴' } as const
type Dispute = Parameters<World['anyone']['card']['corrections']['submit']>[0]

const disputed = (enterprise: string, dispute: Partial<Dispute> = {}) =>
  world.operator(enterprise).card.corrections.submit({ ...DISPUTE, ...dispute })
const dataOfficer = (department = 'dep-rs', regions?: readonly string[]) =>
  world.officer(department, ['data-officer'], regions)

async function factsOf(enterpriseId: string) {
  return world.store.transact({ kind: 'platform' }, async db =>
    knownFacts(db, await enterpriseOf(db, enterpriseId), { asOf: '2026-03-02' }),
  )
}

describe('a dispute', () => {
  test('says what was shown and what should be, and is with the owner until a working day', async () => {
    const correction = await disputed('ent-02')
    expect(correction).toEqual({
      id: expect.stringMatching(/^cor_/),
      state: 'with-owner',
      uscc: await world.usccOf('ent-02'),
      fact: 'ops.employees',
      shown: 240,
      claimed: 260,
      reason: DISPUTE.reason,
      owner: 'dep-rs',
      submittedAt: '2026-03-02T01:00:00.000Z',
      dueOn: '2026-03-09',
    })
    expect((await dataOfficer().card.corrections.list()).items).toEqual([correction])
    expect((await world.operator('ent-02').card.corrections.list()).items).toEqual([correction])
    expect(await actionsOn(world, correction.id)).toEqual(['correction.submit'])
  })

  test('of a fact that is not known shows nothing, and may say what it is', async () => {
    const correction = await disputed('ent-02', { fact: 'hr.layoffRate', claimed: 0.01 })
    expect(correction.shown).toBe(0.02)
    const unknown = await disputed('ent-11', { fact: 'trade.creditInsuranceYuan', claimed: 1200 })
    expect(unknown.shown).toBeUndefined()
  })

  test('is one about a fact at a time, however many come at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => failureOf(disputed('ent-02'))))
    expect(outcomes.toSorted()).toEqual([...Array(5).fill('limit_reached'), 'none'])
    expect(await failureOf(disputed('ent-02', { fact: 'ops.taxPaidYuan', claimed: 9_700_000 }))).toBe('none')
  })

  test.each([
    [{ fact: 'ops.nothing' }, 'invalid_fields /fact unknown_fact'],
    [{ fact: 'entity.sizeClass', claimed: 'medium' }, 'invalid_fields /fact not_disputable'],
    [{ fact: 'project.completed', claimed: true }, 'invalid_fields /fact not_disputable'],
    [{ claimed: '二百六十' }, 'invalid_fields /claimed no_value_of_fact'],
    [{ claimed: 260.5 }, 'invalid_fields /claimed no_value_of_fact'],
    [{ claimed: 240 }, 'invalid_fields /claimed same_as_shown'],
    [{ fact: 'credit.taxGrade', claimed: 'E' }, 'invalid_fields /claimed no_value_of_fact'],
    [{ fact: 'entity.industryCode', claimed: 'Z9999' }, 'invalid_fields /claimed no_value_of_fact'],
    [{ fact: 'entity.regionCode', claimed: '德清' }, 'invalid_fields /claimed no_value_of_fact'],
    [{ reason: ' ' }, 'invalid_fields /reason too_short'],
    [{ fact: '../etc' }, 'invalid_fields /fact wrong_format'],
  ])('%j is none', async (dispute, failure) => {
    expect(await failureOf(disputed('ent-02', dispute as Partial<Dispute>))).toBe(failure)
    expect((await world.operator('ent-02').card.corrections.list()).items).toEqual([])
  })

  test('has no day where the working days of the year are not published', async () => {
    const own = await openWorld({ start: '2026-12-30T01:00:00Z' })
    const correction = await own.operator('ent-02').card.corrections.submit(DISPUTE)
    expect(correction.state).toBe('with-owner')
    expect(correction.dueOn).toBeUndefined()
    await own.close()
  })

  test('is not for handlers trusted with other things', async () => {
    const handler = world.operator('ent-02', 'per-hdl02')
    expect(await failureOf(handler.card.corrections.submit(DISPUTE))).toBe('forbidden')
    expect(await failureOf(handler.card.corrections.list())).toBe('forbidden')
  })
})

describe('an answer', () => {
  test('that corrects changes the fact as of now, and what follows from it', async () => {
    const before = await factsOf('ent-02')
    expect([before.facts['entity.sizeClass'], before.facts['ops.employees']]).toEqual(['small', 240])
    const { id: correctionId } = await disputed('ent-02', { claimed: 300 })
    await world.advance(60_000)
    const answer = await dataOfficer().card.corrections.answer({
      correctionId,
      decision: 'corrected',
      answer: '经核实，已更正',
    })
    expect(answer).toMatchObject({
      state: 'corrected',
      answer: '经核实，已更正',
      answeredAt: '2026-03-02T01:01:00.000Z',
    })
    const after = await factsOf('ent-02')
    expect([after.facts['entity.sizeClass'], after.facts['ops.employees']]).toEqual(['medium', 300])
    expect(after.provenance.get('ops.employees')).toEqual({
      source: 'warehouse-consented',
      owner: 'dep-rs',
      asOf: new Date('2026-03-02T01:01:00Z'),
    })
    expect(await actionsOn(world, correctionId)).toEqual(['correction.submit', 'correction.answer'])
  })

  test('that rejects changes nothing and says why; the fact can be disputed again', async () => {
    const { id: correctionId } = await disputed('ent-04')
    const before = await factsOf('ent-04')
    const decision = { correctionId, decision: 'rejected', answer: '以社保年报为准' } as const
    await dataOfficer().card.corrections.answer(decision)
    expect(await factsOf('ent-04')).toEqual(before)
    const [seen] = (await world.operator('ent-04').card.corrections.list({ state: 'rejected' })).items
    expect(seen).toMatchObject({ state: 'rejected', answer: '以社保年报为准' })
    expect(await failureOf(disputed('ent-04'))).toBe('none')
  })

  test('is given once, also by two officers at the same moment', async () => {
    const { id: correctionId } = await disputed('ent-05')
    const answers = (['corrected', 'rejected', 'corrected', 'rejected'] as const).map(decision =>
      failureOf(dataOfficer().card.corrections.answer({ correctionId, decision, answer: '核实' })),
    )
    const outcomes = await Promise.all(answers)
    expect(outcomes.filter(outcome => outcome === 'none')).toHaveLength(1)
    const [{ state } = { state: '' }] = (await world.operator('ent-05').card.corrections.list()).items
    expect(outcomes.filter(outcome => outcome !== 'none')).toEqual(Array(3).fill(`impossible_step ${state} `))
  })

  test('is the owner’s: another department, another region and another role find nothing to answer', async () => {
    const { id: correctionId } = await disputed('ent-06')
    const answer = { correctionId, decision: 'corrected', answer: '核实' } as const
    expect(await failureOf(dataOfficer('dep-sw').card.corrections.answer(answer))).toBe('not_found')
    expect(await failureOf(dataOfficer('dep-rs', ['330522']).card.corrections.answer(answer))).toBe(
      'not_found',
    )
    expect(await failureOf(dataOfficer('dep-rs', []).card.corrections.answer(answer))).toBe('not_found')
    const auditor = world.officer('dep-rs', ['auditor'])
    expect(await failureOf(auditor.card.corrections.answer(answer))).toBe('forbidden')
    expect(await failureOf(auditor.card.corrections.list())).toBe('forbidden')
    expect((await dataOfficer('dep-sw').card.corrections.list()).items).toEqual([])
    expect((await dataOfficer('dep-rs', ['330522']).card.corrections.list()).items).toEqual([])
    expect((await world.operator('ent-07').card.corrections.list()).items).toEqual([])
  })

  test.each([
    ['entity.industryCode', '3912', 'C3912', 'dep-scjg'],
    ['entity.type', 'farmer-cooperative', 'farmer-cooperative', 'dep-scjg'],
    ['honours', ['high-tech'], ['high-tech'], 'dep-jx'],
    ['perMu.grade', 'D', 'D', 'dep-jx'],
    ['credit.taxGrade', 'M', 'M', 'dep-sw'],
    ['credit.abnormalListed', true, true, 'dep-scjg'],
  ])('of a register’s %s is where everybody reads it', async (fact, claimed, kept, department) => {
    const { id: correctionId } = await disputed('ent-11', { fact, claimed })
    await dataOfficer(department).card.corrections.answer({
      correctionId,
      decision: 'corrected',
      answer: '已更正',
    })
    const { facts, provenance } = await factsOf('ent-11')
    expect(facts[fact]).toEqual(kept)
    expect(provenance.get(fact)?.asOf.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-03-02T01:00:00Z'))
  })

  test('about the registration status comes after the register has changed: codes follow that, not this', async () => {
    const { id: correctionId } = await disputed('ent-12', {
      fact: 'entity.registrationStatus',
      claimed: 'dormant',
    })
    const officer = dataOfficer('dep-scjg')
    const answer = { correctionId, decision: 'corrected', answer: '已变更' } as const
    expect(await failureOf(officer.card.corrections.answer(answer))).toBe('impossible_step with-owner reject')
    expect((await officer.card.corrections.list({ state: 'with-owner' })).items).toHaveLength(1)
    await world.store.transact({ kind: 'platform' }, db =>
      db
        .updateTable('enterprises')
        .set({ registration_status: 'dormant' })
        .where('id', '=', 'ent-12')
        .execute(),
    )
    expect((await officer.card.corrections.answer(answer)).state).toBe('corrected')
  })
})

describe('at a partner’s page', () => {
  test('a dispute shows no fact that the partner has no consent for', async () => {
    const widget = world.widget({ enterprise: 'ent-01', bank: 2 })
    const submitted = await widget.card.corrections.submit({
      fact: 'ops.taxPaidYuan',
      claimed: 1,
      reason: '数额有误',
    })
    expect(submitted.shown).toBeUndefined()
    const [listed] = (await widget.card.corrections.list()).items
    expect([listed?.id, listed?.shown]).toEqual([submitted.id, undefined])
    const [own] = (await world.operator('ent-01').card.corrections.list()).items
    expect(own?.shown).toEqual(expect.any(Number))
    await given(world, 'ent-01', {}, 2)
    const [opened] = (await widget.card.corrections.list()).items
    expect(opened?.shown).toBe(own?.shown)
  })

  test('are the disputes that were submitted there, and no others', async () => {
    await disputed('ent-01')
    const at = (bank: number) => world.widget({ enterprise: 'ent-01', bank }).card.corrections
    await at(1).submit({ fact: 'honours', claimed: ['high-tech'], reason: '漏列' })
    expect((await at(1).list()).items.map(({ fact }) => fact)).toEqual(['honours'])
    expect((await at(2).list()).items).toEqual([])
    expect((await world.operator('ent-01').card.corrections.list()).items).toHaveLength(2)
  })
})
