/** What may be done with a code, by whom, and who is told: each step shows at once to whoever scans. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changed, codeOfficer, farVerifier, issued, newHolder, outcomeOf } from '../../test/code-scene.js'
import { actionsOn, given } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { openWorld, type World } from '../../test/world.js'

const DAY = 24 * 3600 * 1000

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('suspension', () => {
  test('by the enterprise is ended by an officer of its region only', async () => {
    const { code } = world.operator('ent-01')
    const { id: codeId, link } = await issued(world, 'ent-01')
    expect(await code.codes.suspend({ codeId, reason: 'lost', note: '门口的码牌丢失' })).toMatchObject({
      state: 'suspended',
      reason: 'lost',
    })
    expect(await outcomeOf(world, { link })).toBe('suspended')
    expect(await failureOf(code.codes.suspend({ codeId, reason: 'lost' }))).toBe(
      'impossible_step suspended revoke reissue',
    )
    expect(await failureOf(code.codes.resume({ codeId }))).toBe('forbidden')
    expect(await failureOf(codeOfficer(world, ['330522']).code.codes.resume({ codeId }))).toBe('not_found')

    const resumed = await codeOfficer(world).code.codes.resume({ codeId, note: '已核实' })
    expect(resumed.state).toBe('valid')
    expect(resumed).not.toHaveProperty('reason')
    expect(await outcomeOf(world, { link })).toBe('valid')
    expect(await failureOf(codeOfficer(world).code.codes.resume({ codeId }))).toBe(
      'impossible_step valid suspend revoke reissue',
    )
    expect(await actionsOn(world, codeId)).toEqual(['code.issue', 'code.suspend', 'code.resume'])
  })

  test('for an investigation is an officer’s', async () => {
    const { id: codeId } = await issued(world, 'ent-01')
    const step = { codeId, reason: 'investigation' } as const
    expect(await failureOf(world.operator('ent-01').code.codes.suspend(step))).toBe('forbidden')
    expect(await failureOf(world.officer('dep-jx', ['policy-officer']).code.codes.suspend(step))).toBe(
      'forbidden',
    )
    expect(await codeOfficer(world).code.codes.suspend(step)).toMatchObject({ reason: 'investigation' })
  })

  test('is not ended while the enterprise itself sleeps', async () => {
    const { id: codeId } = await issued(world, 'ent-12')
    await world.operator('ent-12').code.codes.suspend({ codeId, reason: 'information' })
    await changed(world, 'ent-12', { registrationStatus: 'dormant' })
    expect(await failureOf(codeOfficer(world).code.codes.resume({ codeId }))).toMatch(
      'impossible_step suspended',
    )
    await changed(world, 'ent-12', { registrationStatus: 'active' })
    expect(await codeOfficer(world).code.codes.resume({ codeId })).toMatchObject({ state: 'valid' })
  })
})

describe('revocation', () => {
  test('is for good, and learned by who is offline the next time that they look, also within the same second', async () => {
    const { code } = world.operator('ent-02')
    const [one, other, third] = [
      await issued(world, 'ent-02'),
      await issued(world, 'ent-02'),
      await issued(world, 'ent-02'),
    ]
    const verifier = farVerifier(world)
    await verifier.refresh()
    const outcomes = async () =>
      Promise.all([one, other, third].map(async ({ link }) => (await verifier.verify(link)).outcome))
    expect(await outcomes()).toEqual(['valid', 'valid', 'valid'])
    for (const [{ id: codeId }, expected] of [
      [one, ['revoked', 'valid', 'valid']],
      [other, ['revoked', 'revoked', 'valid']],
    ] as const) {
      await code.codes.revoke({ codeId, reason: 'misuse' })
      expect(await verifier.refresh()).toMatchObject({ ok: true, problems: [] })
      expect(await outcomes()).toEqual(expected)
    }
    const { id: codeId } = one
    expect(await failureOf(codeOfficer(world).code.codes.resume({ codeId }))).toBe('impossible_step revoked ')
    expect(await failureOf(code.codes.revoke({ codeId, reason: 'misuse' }))).toBe('impossible_step revoked ')
    expect(await failureOf(code.codes.reissue({ codeId, reason: 'reissued' }))).toBe(
      'impossible_step revoked ',
    )
    expect(await code.codes.read({ codeId })).toMatchObject({ state: 'revoked', reason: 'misuse' })
  })

  test('is told to the partners with a consent in force, and to no other', async () => {
    for (const bank of [1, 2, 3])
      await world.bank(bank).webhook.endpoints.create({
        url: `https://bank0${bank}.example/hooks`,
        events: ['code.suspended', 'code.revoked'],
      })
    await given(world, 'ent-05', {}, 1)
    const { id: consentId } = await given(world, 'ent-05', {}, 2)
    await world.operator('ent-05').consent.withdraw({ consentId })
    const { id: codeId } = await issued(world, 'ent-05')
    await world.operator('ent-05').code.codes.suspend({ codeId, reason: 'lost' })
    await codeOfficer(world).code.codes.revoke({ codeId, reason: 'misuse', note: '内部备注' })
    await world.advance(0)
    const told = await Promise.all(world.deliveries.map(async request => [request.url, await request.json()]))
    const data = { codeId, uscc: await world.usccOf('ent-05') }
    expect(told).toEqual([
      [
        'https://bank01.example/hooks',
        expect.objectContaining({
          type: 'code.suspended',
          data: expect.objectContaining({ ...data, state: 'suspended', reason: 'lost' }),
        }),
      ],
      [
        'https://bank01.example/hooks',
        expect.objectContaining({
          type: 'code.revoked',
          data: expect.objectContaining({ ...data, state: 'revoked', reason: 'misuse' }),
        }),
      ],
    ])
    expect(JSON.stringify(told)).not.toContain('内部备注')
  })

  test('of a code of others finds nothing', async () => {
    const { id: codeId } = await issued(world, 'ent-06')
    const step = { codeId, reason: 'misuse' } as const
    expect(await failureOf(world.operator('ent-07').code.codes.revoke(step))).toBe('not_found')
    expect(await failureOf(codeOfficer(world, ['330522']).code.codes.revoke(step))).toBe('not_found')
    expect(
      await failureOf(world.operator('ent-06').code.codes.revoke({ ...step, codeId: 'code-none' })),
    ).toBe('not_found')
    expect(
      await failureOf(world.operator('ent-06').code.codes.revoke({ ...step, reason: 'deregistered' })),
    ).toBe('forbidden')
  })

  test('and suspension at once come to one that holds', async () => {
    const { id: codeId, link } = await issued(world, 'ent-06')
    const { code } = world.operator('ent-06')
    const outcomes = await Promise.all([
      failureOf(code.codes.revoke({ codeId, reason: 'misuse' })),
      failureOf(codeOfficer(world).code.codes.revoke({ codeId, reason: 'misuse' })),
      failureOf(code.codes.suspend({ codeId, reason: 'lost' })),
    ])
    expect(outcomes.filter(outcome => outcome === 'impossible_step revoked ').length).toBeGreaterThanOrEqual(
      1,
    )
    expect(await outcomeOf(world, { link })).toBe('revoked')
  })

  test('does not take back what has expired', async () => {
    const { id: codeId } = await issued(world, 'ent-07', { kind: 'short-lived' })
    await world.advance(DAY)
    const { code } = world.operator('ent-07')
    expect(await failureOf(code.codes.revoke({ codeId, reason: 'misuse' }))).toBe('impossible_step expired ')
  })
})

describe('a code in the place of another', () => {
  test('is of the same kind and for as long; the old one is revoked, and says which took its place', async () => {
    const { code } = world.operator('ent-09')
    const old = await issued(world, 'ent-09', { kind: 'static', withName: true, years: 2 })
    const fresh = await code.codes.reissue({ codeId: old.id, reason: 'reissued' })
    expect(fresh).toMatchObject({ kind: 'static', state: 'valid', name: old.name, expiresAt: old.expiresAt })
    expect(fresh.link).not.toBe(old.link)
    expect(await code.codes.read({ codeId: old.id })).toMatchObject({
      state: 'revoked',
      reason: 'reissued',
      replacedBy: fresh.id,
    })
    expect([await outcomeOf(world, old), await outcomeOf(world, fresh)]).toEqual(['revoked', 'valid'])
    expect(await actionsOn(world, old.id)).toEqual(['code.issue', 'code.revoke'])
  })

  test('is one, however often it is asked for at once', async () => {
    const old = await issued(world, 'ent-10')
    const reissue = () => world.operator('ent-10').code.codes.reissue({ codeId: old.id, reason: 'reissued' })
    const outcomes = await Promise.all([1, 2, 3].map(() => failureOf(reissue())))
    expect(outcomes.toSorted()).toEqual(['impossible_step revoked ', 'impossible_step revoked ', 'none'])
    expect((await world.operator('ent-10').code.codes.list({ state: 'valid' })).items).toHaveLength(1)
  })

  test('is bound to a key exactly when the old one was', async () => {
    const { code } = world.operator('ent-11')
    const [{ holder: former }, { holder }] = [await newHolder(), await newHolder()]
    const bound = await issued(world, 'ent-11', { kind: 'holder-bound', holder: former })
    const printed = await issued(world, 'ent-11')
    const reason = 'reissued' as const
    expect(await failureOf(code.codes.reissue({ codeId: bound.id, reason }))).toBe(
      'invalid_fields /holder required',
    )
    expect(await failureOf(code.codes.reissue({ codeId: printed.id, reason, holder }))).toBe(
      'invalid_fields /holder unknown_member',
    )
    expect(await code.codes.reissue({ codeId: bound.id, reason, holder })).toMatchObject({
      kind: 'holder-bound',
    })
    const byOfficer = await codeOfficer(world).code.codes.reissue({ codeId: printed.id, reason })
    expect(byOfficer).toMatchObject({ state: 'valid', uscc: printed.uscc })
  })
})
