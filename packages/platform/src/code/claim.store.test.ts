/** An enterprise comes to its code: it claims it, completes what is missing, and only then has codes issued. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changed, STRANGER } from '../../test/code-scene.js'
import { actionsOn, asked } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { openWorld, type World } from '../../test/world.js'

const COMPLETE = { contactRole: '办公室', contactPhone: '0572-00000200', address: '德清县示例路1号' }

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const claim = async (enterprise: string, by = world.operator(enterprise)) =>
  by.code.claim({ uscc: await world.usccOf(enterprise) })

test('a legal representative claims the code, completes the information, and has a code issued', async () => {
  const { code } = world.operator('ent-03')
  const uscc = await world.usccOf('ent-03')
  expect(await failureOf(code.codes.issue({ kind: 'static' }))).toBe('not_found')

  const claimed = await code.claim({ uscc })
  expect(claimed).toMatchObject({
    id: 'ent-03',
    uscc,
    registrationStatus: 'active',
    claimedAt: world.now().toISOString(),
    isComplete: false,
    missing: ['contactRole', 'contactPhone', 'address'],
  })
  expect(await code.profile.read()).toEqual(claimed)
  expect(await failureOf(code.codes.issue({ kind: 'static' }))).toBe('information_incomplete')

  await code.profile.complete({ contactRole: COMPLETE.contactRole })
  expect((await code.profile.read()).missing).toEqual(['contactPhone', 'address'])
  const { contactPhone, address } = COMPLETE
  expect(await code.profile.complete({ contactPhone, address })).toMatchObject({
    isComplete: true,
    missing: [],
  })
  expect(await code.codes.issue({ kind: 'static' })).toMatchObject({ uscc, state: 'valid' })
  expect(await actionsOn(world, 'ent-03')).toEqual(['code.claim', 'code.complete', 'code.complete'])
})

test('of two who claim at once one has it, and the other learns that it is done', async () => {
  const outcomes = await Promise.all([failureOf(claim('ent-08')), failureOf(claim('ent-08'))])
  expect(outcomes.toSorted()).toEqual(['already_claimed', 'none'])
  expect(await failureOf(claim('ent-08'))).toBe('already_claimed')
  expect(await actionsOn(world, 'ent-08')).toEqual(['code.claim'])
})

test('nobody claims for an enterprise that others represent, that is closed, or that no register knows', async () => {
  expect(await failureOf(claim('ent-13', world.operator('ent-02')))).toBe('not_representative')
  expect(await failureOf(claim('ent-02', world.operator('ent-02', 'per-adm02')))).toBe('not_representative')
  expect(await failureOf(world.operator('ent-02').code.claim({ uscc: STRANGER }))).toBe('not_registered')
  await changed(world, 'ent-13', { registrationStatus: 'dormant' })
  expect(await failureOf(claim('ent-13'))).toBe('enterprise_closed')
  await changed(world, 'ent-13', { registrationStatus: 'active' })
  expect(await failureOf(claim('ent-13'))).toBe('none')
})

test('a credit code with a wrong check character is refused where it stands', async () => {
  const wrong = '91330100799655058C'
  expect(await failureOf(world.operator('ent-02').code.claim({ uscc: wrong }))).toMatch(
    'invalid_fields /uscc',
  )
})

describe('what an enterprise states', () => {
  const complete = (declared: Readonly<Record<string, boolean | number | string>>) =>
    failureOf(world.operator('ent-04').code.profile.complete({ declared }))

  test('is taken down as its own word, as of this moment', async () => {
    const id = await declarable()
    expect(await complete({ [id]: true })).toBe('none')
    const { facts } = await world.operator('ent-04').code.profile.read()
    expect(facts).toContainEqual({ id, value: true, source: 'declared', asOf: world.now().toISOString() })
  })

  test('is nothing that a register keeps, that nobody defined, or that is of another type', async () => {
    expect(await complete({ 'entity.registrationStatus': 'active' })).toBe(
      'invalid_fields /declared/entity.registrationStatus held_by_register',
    )
    expect(await complete({ 'ops.employees': 1 })).toBe(
      'invalid_fields /declared/ops.employees held_by_register',
    )
    expect(await complete({ 'nobody.knows': 1 })).toBe('invalid_fields /declared/nobody.knows unknown_fact')
    const id = await declarable()
    expect(await complete({ [id]: 'perhaps' })).toBe(`invalid_fields /declared/${id} no_value_of_fact`)
  })

  test('is not shown to a partner’s page, which sees what is public anyway', async () => {
    await asked(world, 'ent-04')
    const { facts } = await world
      .widget({ enterprise: 'ent-04', components: ['qym-code'] })
      .code.profile.read()
    expect(facts.map(({ id }) => id).toSorted()).toEqual([
      'entity.industryCode',
      'entity.regionCode',
      'entity.registrationStatus',
      'entity.type',
    ])
  })

  /** A fact of yes or no that no register has of ent-04. */
  async function declarable(): Promise<string> {
    const rows = await world.store.transact({ kind: 'platform' }, db =>
      db
        .selectFrom('fact_definitions')
        .select('id')
        .where('type', '=', 'boolean')
        .where('source', '=', 'declared')
        .orderBy('id')
        .execute(),
    )
    return rows[0]?.id ?? ''
  }
})
