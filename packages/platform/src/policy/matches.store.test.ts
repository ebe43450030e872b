/** Matches: an answer to every condition, what it rests on, and the same answer again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actionsOn, asked, given } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { ITEM, policyOfficer, published } from '../../test/policy-scene.js'
import { BASE_URL, openWorld, type World } from '../../test/world.js'
import { openSignIn } from '../access/operators.js'
import { writeFact } from '../registry/facts.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function setFact(enterpriseId: string, id: string, value: number | boolean) {
  await world.store.transact({ kind: 'platform' }, db =>
    writeFact(db, { enterpriseId, id, source: 'warehouse-consented', value, asOf: world.now() }),
  )
}

describe('a match', () => {
  test('answers every condition, with where it stands, what is known, from whom and when', async () => {
    const match = await world.operator('ent-02').policy.matches.make({ policyId: 'pol-03' })
    expect(match).toMatchObject({ policyId: 'pol-03', policyVersion: 1, result: 'yes', missing: [] })
    expect(match.conditions.map(({ path, fact, state }) => [path, fact, state])).toEqual([
      ['/all/0', 'entity.regionCode', 'met'],
      ['/all/1', 'entity.registrationStatus', 'met'],
      ['/all/2/all/0', 'credit.seriousViolation', 'met'],
      ['/all/2/all/1', 'credit.envRedFlag', 'met'],
      ['/all/3/any/0', 'honours', 'not-met'],
      ['/all/3/any/1', 'honours', 'not-met'],
      ['/all/3/any/2', 'honours', 'met'],
    ])
    expect(match.conditions[3]).toEqual({
      path: '/all/2/all/1',
      fact: 'credit.envRedFlag',
      label: { 'zh-CN': expect.any(String), en: expect.any(String) },
      op: 'eq',
      value: false,
      state: 'met',
      known: false,
      source: 'warehouse',
      asOf: '2025-12-31T16:00:00.000Z',
    })
    expect(match.estimate).toMatchObject({
      amount: { amountFen: 50_000_000, currency: 'CNY' },
      isEstimate: true,
    })
    expect(await actionsOn(world, match.id)).toEqual(['policy.match'])
  })

  test('names what would settle it, and is settled by it', async () => {
    const { policy } = world.operator('ent-12')
    const open = await policy.matches.make({ policyId: 'pol-13' })
    expect(open).toMatchObject({
      result: 'need-info',
      missing: [
        {
          fact: 'project.pondMu',
          label: { 'zh-CN': expect.any(String) },
          type: 'number',
          source: 'declared',
        },
      ],
    })
    expect(open.estimate).toBeUndefined()
    const settled = await policy.matches.make({ policyId: 'pol-13', declared: { 'project.pondMu': 120 } })
    expect(settled).toMatchObject({
      result: 'yes',
      missing: [],
      estimate: { amount: { amountFen: 7_200_000 } },
    })
    expect(settled.estimate?.steps[0]).toMatch(/ 120 × 600元 = 7.2万元$/)
    expect(settled.conditions.at(-1)).toMatchObject({ known: 120, source: 'declared' })
  })

  test('keeps what is added for the question with the answer, and nowhere else', async () => {
    const { policy } = world.operator('ent-12')
    await policy.matches.make({ policyId: 'pol-13', declared: { 'project.pondMu': 60 } })
    expect((await policy.matches.make({ policyId: 'pol-13' })).result).toBe('need-info')
  })

  test('that asks for an amount which nobody knows yet says yes, and what the amount waits for', async () => {
    const match = await world.operator('ent-02').policy.matches.make({ policyId: 'pol-18' })
    expect(match).toMatchObject({
      result: 'yes',
      estimate: { amount: null },
      missing: [{ fact: 'hr.rentingGraduateMonths' }],
    })
  })

  test('does not take the enterprise’s word against a register', async () => {
    const match = await world
      .operator('ent-08')
      .policy.matches.make({ policyId: 'pol-18', declared: { 'credit.seriousViolation': true } })
    expect(match.conditions.find(({ fact }) => fact === 'credit.seriousViolation')).toMatchObject({
      known: false,
      source: 'warehouse',
    })
  })

  test.each([
    [{ 'no.suchFact': 1 }, '/declared/no.suchFact unknown_fact'],
    [{ 'project.pondMu': true }, '/declared/project.pondMu no_value_of_fact'],
    [{ 'project.completed': 'yes' }, '/declared/project.completed no_value_of_fact'],
    [{ 'entity.sizeClass': 'micro' }, '/declared/entity.sizeClass computed_fact'],
    [{ 'credit.taxGrade': 'Z' }, '/declared/credit.taxGrade no_value_of_fact'],
    [{ 'entity.industryCode': 'rubbish' }, '/declared/entity.industryCode no_value_of_fact'],
  ])('with %j is refused where it is wrong', async (declared, fault) => {
    const made = world.operator('ent-12').policy.matches.make({ policyId: 'pol-13', declared })
    expect(await failureOf(made)).toBe(`invalid_fields ${fault}`)
  })

  test('names the others of its group, of which only one can be had', async () => {
    const stackingGroup = 'robots-2026'
    const { id: first } = await published(world, { stackingGroup })
    const { id: second } = await published(world, { stackingGroup })
    const { id: third } = await published(world, { stackingGroup, supersedes: second })
    const match = await world.operator('ent-02').policy.matches.make({ policyId: first })
    expect(match.excludes).toEqual([third])
  })

  test('is made with nothing that is over, or a draft, or nowhere', async () => {
    const { policy } = world.operator('ent-02')
    const { id: policyId } = await published(world)
    await policyOfficer(world).policy.drafts.withdraw({ policyId, reason: '文件废止' })
    expect(await failureOf(policy.matches.make({ policyId }))).toBe('impossible_step withdrawn ')
    const { id: draft } = await policyOfficer(world).policy.drafts.create(ITEM)
    expect(await failureOf(policy.matches.make({ policyId: draft }))).toBe('not_found')
    expect(await failureOf(policy.matches.make({ policyId: 'pol-99' }))).toBe('not_found')
  })

  test('that is asked for twice with one key is one match', async () => {
    const { policy } = world.operator('ent-02')
    const options = { idempotencyKey: crypto.randomUUID() }
    const [first, again] = await Promise.all([
      policy.matches.make({ policyId: 'pol-03' }, options),
      policy.matches.make({ policyId: 'pol-03' }, options),
    ])
    expect(again).toEqual(first)
  })
})

test('whoever was not trusted with policies has no part in them', async () => {
  const { policy } = world.operator('ent-02', 'per-hdl02')
  const { id: matchId } = await world.operator('ent-02').policy.matches.make({ policyId: 'pol-03' })
  const tried = [
    policy.matches.make({ policyId: 'pol-03' }),
    policy.matches.read({ matchId }),
    policy.list({ match: 'yes' }).then(page => page),
    policy.subscription.read(),
    policy.subscription.set({ categories: [], onlyMatching: true, quiet: true }),
    policy.subscription.notices().then(page => page),
  ]
  expect(await Promise.all(tried.map(failureOf))).toEqual(tried.map(() => 'forbidden'))
  // What anyone may read, they may.
  expect(await failureOf(policy.read({ policyId: 'pol-03' }))).toBe('none')
})

test('an estimate is explained in the reader’s language', async () => {
  const { id: matchId, estimate } = await world
    .operator('ent-12')
    .policy.matches.make({ policyId: 'pol-13', declared: { 'project.pondMu': 120 } })
  expect(estimate?.steps.at(-1)).toMatch(/万元$/)
  const person = { kind: 'operator', personId: 'per-rep12', enterpriseId: 'ent-12' } as const
  const { token } = await world.store.transact({ kind: 'anyone' }, db => openSignIn(db, person, world.now()))
  const headers = { authorization: `Bearer ${token}`, 'accept-language': 'en' }
  const answer = await world.app.request(`${BASE_URL}/v1/policy-matches/${matchId}`, { headers })
  expect(await answer.json()).toMatchObject({
    estimate: { steps: [expect.stringMatching(/: 120 × 600 yuan = 72,000 yuan$/)] },
  })
})

describe('at a partner’s page', () => {
  test('a match says no more than a consent has opened, and ends with it', async () => {
    await asked(world, 'ent-07')
    const page = world.widget({ enterprise: 'ent-07', components: ['qym-policy'] })
    const closed = await page.policy.matches.make({ policyId: 'pol-10' })
    expect(closed.result).toBe('need-info')
    expect(closed.conditions.filter(({ known }) => known !== undefined).map(({ fact }) => fact)).toEqual([
      'entity.regionCode',
      'entity.registrationStatus',
    ])

    const { id: consentId } = await given(world, 'ent-07', { scopes: ['credit.enterprise', 'green.profile'] })
    const opened = await page.policy.matches.make({ policyId: 'pol-10' })
    expect(opened.result).toBe('yes')
    expect(await page.policy.matches.read({ matchId: opened.id })).toEqual(opened)
    expect(
      await failureOf(
        world.widget({ enterprise: 'ent-07', bank: 2 }).policy.matches.read({ matchId: opened.id }),
      ),
    ).not.toBe('none')

    await world.operator('ent-07').consent.withdraw({ consentId })
    expect(await failureOf(page.policy.matches.read({ matchId: opened.id }))).not.toBe('none')
    // The enterprise has its own answer still.
    expect((await world.operator('ent-07').policy.matches.read({ matchId: opened.id })).result).toBe('yes')
  })

  test('what is said there counts for the question, and opens no register’s word on it', async () => {
    await asked(world, 'ent-06')
    const page = world.widget({ enterprise: 'ent-06', components: ['qym-policy'] })
    const match = await page.policy.matches.make({
      policyId: 'pol-01',
      declared: { 'project.equipmentYuan': 6_000_000, 'ops.employees': 3 },
    })
    const known = match.conditions.filter(condition => condition.known !== undefined).map(({ fact }) => fact)
    expect(known).toContain('project.equipmentYuan')
    expect(known).not.toContain('perMu.grade')
  })
})

describe('an earlier match', () => {
  test('is given again as it was after the policy, the facts, their names and the tables have changed', async () => {
    const { id: policyId } = await published(world, {
      rule: {
        all: [
          { fact: 'entity.sizeClass', op: 'in', value: ['small', 'medium'] },
          { fact: 'ops.employees', op: 'gte', value: 20 },
          { fact: 'project.completed', op: 'eq', value: true },
        ],
      },
    })
    const { policy } = world.operator('ent-09')
    const made = await policy.matches.make({ policyId, declared: { 'project.completed': true } })
    expect(made.result).toBe('yes')
    expect(Object.keys(made.tables)).toContain('entity.sizeClass')

    await policyOfficer(world).policy.drafts.update(
      {
        policyId,
        ...ITEM,
        rule: { all: [{ fact: 'ops.employees', op: 'gte', value: 100_000 }] },
        support: { type: 'fixed', amountYuan: 1 },
      },
      { ifMatch: '"v1"' },
    )
    await setFact('ent-09', 'ops.employees', 1)
    await world.store.transact({ kind: 'platform' }, async db => {
      const label = JSON.stringify({ 'zh-CN': '别名', en: 'Another name' })
      await db.updateTable('fact_definitions').set({ label }).where('id', '=', 'ops.employees').execute()
      await db.updateTable('enterprises').set({ industry_code: 'A0111' }).where('id', '=', 'ent-09').execute()
    })
    await world.advance(400 * 24 * 3600 * 1000)

    expect(await policy.matches.read({ matchId: made.id })).toEqual(made)
    await policyOfficer(world).policy.drafts.withdraw({ policyId, reason: '文件废止' })
    expect(await policy.matches.read({ matchId: made.id })).toEqual(made)
  })

  test('is nobody else’s', async () => {
    const { id: matchId } = await world.operator('ent-02').policy.matches.make({ policyId: 'pol-03' })
    const read = (client: Pick<World['anyone'], 'policy'>) =>
      failureOf(client.policy.matches.read({ matchId }))
    expect(await read(world.operator('ent-02'))).toBe('none')
    expect(await read(world.operator('ent-01'))).toBe('not_found')
    expect(await read(world.anyone)).toBe('unauthenticated')
    // The department that keeps the policy sees how it does, in its own region.
    expect(await read(policyOfficer(world, 'dep-jx'))).toBe('none')
    expect(await read(policyOfficer(world, 'dep-jx', ['330522']))).toBe('not_found')
    expect(await read(policyOfficer(world, 'dep-kj'))).toBe('not_found')
    expect(await read(world.officer('dep-jx', ['code-officer']))).toBe('forbidden')
  })
})
