/** What a department does with its policies, step by step. */
import { etagOf } from '@qiyema/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actionsOn } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { drafted, ITEM, type NewItem, policyOfficer, published } from '../../test/policy-scene.js'
import { openWorld, type World } from '../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('an item', () => {
  test('goes from draft to the public, through versions, to its end', async () => {
    const { policy } = policyOfficer(world)
    const draft = await policy.drafts.create(ITEM)
    const policyId = draft.id
    expect(draft).toMatchObject({
      ...ITEM,
      version: 1,
      publication: 'draft',
      validity: 'upcoming',
      isOpen: false,
    })
    // Seven working days after Friday, 27 February 2026; the Saturday after it is worked.
    expect(draft.catalogueBy).toBe('2026-03-09')
    const changed = await policy.drafts.update(
      { policyId, ...ITEM, summary: '第二稿。' },
      { ifMatch: etagOf(draft) ?? '' },
    )
    expect(changed).toMatchObject({ version: 2, publication: 'draft', summary: '第二稿。' })
    const open = await policy.drafts.publish({ policyId })
    expect(open).toMatchObject({ version: 2, publication: 'published', validity: 'in-force', isOpen: true })
    const next = await policy.drafts.update(
      { policyId, ...ITEM, summary: '第三稿。' },
      { ifMatch: etagOf(open) ?? '' },
    )
    expect(next).toMatchObject({ version: 3, publication: 'published' })
    expect(await policy.drafts.exhaust({ policyId })).toMatchObject({ validity: 'exhausted', isOpen: false })
    expect(await policy.drafts.withdraw({ policyId, reason: '文件废止' })).toMatchObject({
      validity: 'withdrawn',
      withdrawReason: '文件废止',
    })
    expect(await actionsOn(world, policyId)).toEqual(
      ['draft', 'update', 'publish', 'update', 'exhaust', 'withdraw'].map(step => `policy.${step}`),
    )
  })

  test('has every published version to be read, and drafts only by its department', async () => {
    const { policy } = policyOfficer(world)
    const { id: policyId } = await policy.drafts.create({ ...ITEM, summary: '初稿。' })
    await policy.drafts.update({ policyId, ...ITEM, summary: '定稿。' }, { ifMatch: '"v1"' })
    await policy.drafts.publish({ policyId })
    await policy.drafts.update({ policyId, ...ITEM, summary: '修订。' }, { ifMatch: '"v2"' })
    const read = (version: number) => world.anyone.policy.read({ policyId, version })
    expect(await failureOf(read(1))).toBe('version_unknown')
    expect(await read(2)).toMatchObject({ summary: '定稿。', validity: 'superseded', isOpen: false })
    expect(await read(3)).toMatchObject({ summary: '修订。', validity: 'in-force', isOpen: true })
    expect(await failureOf(read(4))).toBe('version_unknown')
    expect(await policy.read({ policyId, version: 1 })).toMatchObject({ summary: '初稿。' })
    const shown = await world.anyone.policy.read({ policyId })
    expect(shown.catalogueBy).toBeUndefined()
  })
})

describe('a step', () => {
  test('that is not possible says which are', async () => {
    const { drafts } = policyOfficer(world).policy
    const { id: policyId } = await drafted(world)
    expect(await failureOf(drafts.exhaust({ policyId }))).toBe(
      'impossible_step draft update publish withdraw',
    )
    await drafts.publish({ policyId })
    expect(await failureOf(drafts.publish({ policyId }))).toBe(
      'impossible_step published update exhaust withdraw',
    )
    await drafts.exhaust({ policyId })
    expect(await failureOf(drafts.exhaust({ policyId }))).toBe('impossible_step exhausted update withdraw')
    await drafts.withdraw({ policyId, reason: '文件废止' })
    const update = drafts.update({ policyId, ...ITEM }, { ifMatch: '"v1"' })
    expect(await failureOf(update)).toBe('impossible_step withdrawn ')
  })

  test('of one version is taken by one of several officers', async () => {
    const { id: policyId } = await published(world)
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        failureOf(
          policyOfficer(world).policy.drafts.update(
            { policyId, ...ITEM, summary: `第${index}位修改。` },
            { ifMatch: '"v1"' },
          ),
        ),
      ),
    )
    expect(outcomes.toSorted()).toEqual(['none', ...Array(5).fill('precondition_failed')])
    expect((await world.anyone.policy.read({ policyId })).version).toBe(2)
  })

  test('is taken once by several who take it at once', async () => {
    const { id: policyId } = await drafted(world)
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => failureOf(policyOfficer(world).policy.drafts.publish({ policyId }))),
    )
    expect(outcomes.filter(outcome => outcome === 'none')).toHaveLength(1)
    const actions = await actionsOn(world, policyId)
    expect(actions.filter(action => action === 'policy.publish')).toHaveLength(1)
  })

  test('to change something names the version that it is of', async () => {
    const { drafts } = policyOfficer(world).policy
    const { id: policyId } = await drafted(world)
    expect(await failureOf(drafts.update({ policyId, ...ITEM }))).toBe('precondition_required')
    for (const ifMatch of ['"v2"', 'v1', '""', 'W/"v1"', '"v11"'])
      expect(await failureOf(drafts.update({ policyId, ...ITEM }, { ifMatch }))).toBe('precondition_failed')
  })

  test('is another department’s, region’s or role’s to nobody', async () => {
    const { id: policyId } = await drafted(world)
    const strangers = [
      [policyOfficer(world, 'dep-kj'), 'not_found'],
      [policyOfficer(world, 'dep-jx', ['330522']), 'not_found'],
      [world.officer('dep-jx', ['code-officer', 'data-officer']), 'forbidden'],
      [world.operator('ent-01'), 'forbidden'],
      [world.anyone, 'unauthenticated'],
    ] as const
    for (const [{ policy }, outcome] of strangers) {
      const { drafts } = policy
      const steps = [
        drafts.publish({ policyId }),
        drafts.exhaust({ policyId }),
        drafts.withdraw({ policyId, reason: '不该' }),
        drafts.update({ policyId, ...ITEM }, { ifMatch: '"v1"' }),
      ]
      expect(await Promise.all(steps.map(failureOf))).toEqual(Array(4).fill(outcome))
    }
    expect(await policyOfficer(world).policy.read({ policyId })).toMatchObject({
      version: 1,
      publication: 'draft',
    })
  })

  test('writes items of the own department and region only, and leaves them there', async () => {
    const { drafts } = policyOfficer(world).policy
    const { id: policyId } = await drafted(world)
    expect(await failureOf(drafts.create({ ...ITEM, departmentId: 'dep-kj' }))).toBe('forbidden')
    expect(await failureOf(drafts.create({ ...ITEM, regionCode: '330522' }))).toBe(
      'invalid_fields /regionCode not_own_region',
    )
    const moved = { policyId, ...ITEM, departmentId: 'dep-kj' }
    expect(await failureOf(drafts.update(moved, { ifMatch: '"v1"' }))).toBe('forbidden')
  })
})

describe('what is wrong with an item', () => {
  const condition = (changes: object) => ({
    rule: { all: [{ fact: 'ops.employees', op: 'gte', value: 20, ...changes }] },
  })

  test.each<[Partial<NewItem>, string]>([
    [condition({ fact: 'no.suchFact' }), '/rule/all/0/fact unknown_fact'],
    [condition({ op: 'includes', value: 'x' }), '/rule/all/0/op operator_does_not_fit'],
    [
      condition({ fact: 'entity.sizeClass', op: 'eq', value: 'gigantic' }),
      '/rule/all/0/value no_value_of_fact',
    ],
    [{ support: { type: 'rate', baseFact: 'honours', rate: 0.1 } }, '/support/baseFact no_number'],
    [
      { support: { type: 'perUnit', unitFact: 'no.suchFact', amountYuan: 1 } },
      '/support/unitFact unknown_fact',
    ],
    [
      {
        support: {
          type: 'rate',
          baseFact: 'ops.exportYuan',
          rate: 0.1,
          extraPoints: [{ when: { fact: 'no.suchFact', op: 'eq', value: true }, rate: 0.1 }],
        },
      },
      '/support/extraPoints/0/when/fact unknown_fact',
    ],
    [{ supersedes: 'pol-99' }, '/supersedes no_predecessor'],
    // Another department's.
    [{ supersedes: 'pol-06' }, '/supersedes no_predecessor'],
  ])('is told at its place when it is published: %j', async (changes, fault) => {
    const { id: policyId } = await drafted(world, changes)
    const { drafts } = policyOfficer(world).policy
    expect(await failureOf(drafts.publish({ policyId }))).toBe(`invalid_fields ${fault}`)
    const { id: isPublic } = await published(world)
    const update = drafts.update({ policyId: isPublic, ...ITEM, ...changes }, { ifMatch: '"v1"' })
    expect(await failureOf(update)).toBe(`invalid_fields ${fault}`)
    expect((await world.anyone.policy.read({ policyId: isPublic })).version).toBe(1)
  })

  test.each<[Partial<NewItem>, string]>([
    [{ rule: {} }, '/rule'],
    [{ rule: { all: [{ fact: 'ops.employees' }] } }, '/rule/all/0'],
    [{ support: { type: 'lottery' } }, '/support'],
    [{ support: { type: 'fixed', amountYuan: -1 } }, '/support/amountYuan'],
  ])('is told near its place where it has no shape: %j', async (changes, pointer) => {
    const { id: policyId } = await drafted(world, changes)
    expect(await failureOf(policyOfficer(world).policy.drafts.publish({ policyId }))).toContain(
      `invalid_fields ${pointer}`,
    )
  })

  test.each<[Partial<NewItem>, string]>([
    [{ effectiveTo: '2026-02-01' }, 'invalid_fields /effectiveTo too_early'],
    [{ effectiveFrom: '2026-02-30' }, 'invalid_fields /effectiveFrom wrong_format'],
    [{ window: { type: 'fixed', from: '2026-05-01', to: '2026-04-01' } }, 'invalid_fields /window invalid'],
    [{ window: { type: 'annual', from: '02-30', to: '04-01' } }, 'invalid_fields /window/from invalid'],
    [{ title: { 'zh-CN': '坏\0字' } }, 'malformed_request'],
    [{ promiseWorkingDays: 1.5 }, 'invalid_fields /promiseWorkingDays not_integer'],
  ])('is told of a draft already: %j', async (changes, fault) => {
    expect(await failureOf(drafted(world, changes))).toContain(fault)
  })

  test('cannot be that two items take each other’s place', async () => {
    const { drafts } = policyOfficer(world).policy
    const { id: first } = await published(world)
    const { id: second } = await published(world, { supersedes: first })
    const round = drafts.update({ policyId: first, ...ITEM, supersedes: second }, { ifMatch: '"v1"' })
    expect(await failureOf(round)).toBe('invalid_fields /supersedes no_predecessor')
  })
})

describe('a promise', () => {
  test('is counted in working days, over the holidays', async () => {
    const { id: policyId } = await published(world)
    const { policy } = world.anyone
    expect(await policy.promise({ policyId })).toEqual({
      policyId,
      appliedOn: '2026-03-02',
      workingDays: 15,
      promisedBy: '2026-03-23',
    })
    // The holidays of May begin on the next day.
    const may = await policy.promise({ policyId, on: '2026-04-30' })
    expect(may.promisedBy > '2026-05-21').toBe(true)
  })

  test('is nobody’s on a day on which one cannot apply, or past the years whose working days are known', async () => {
    const { id: policyId } = await published(world, { effectiveTo: '2099-12-31' })
    const { policy } = world.anyone
    expect(await failureOf(policy.promise({ policyId, on: '2026-02-27' }))).toBe('window_closed')
    expect(await failureOf(policy.promise({ policyId, on: '2030-06-01' }))).toBe('calendar_unknown')
    expect(await failureOf(policy.promise({ policyId: 'pol-25' }))).toBe('window_closed')
    expect(await failureOf(policy.promise({ policyId: 'pol-25', on: '2026-04-01' }))).toBe('none')
    const { id: draft } = await drafted(world)
    expect(await failureOf(policyOfficer(world).policy.promise({ policyId: draft }))).toBe('not_found')
  })
})
