/** What registers say has changed, and what becomes of the codes that are out there: they answer with the new state. */
import { presentCode } from '@qiyema/core/present'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  changed,
  codeOfficer,
  farVerifier,
  issued,
  newHolder,
  outcomeOf,
  STRANGER,
} from '../../test/code-scene.js'
import { actionsOn } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { openWorld, type World } from '../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const resolved = (link = '') => world.anyone.code.resolve({ text: link })
const read = (enterprise: string, codeId: string) => world.operator(enterprise).code.codes.read({ codeId })

test('of an enterprise that is renamed, codes with the old name end, and those without lead to the new one', async () => {
  const named = await issued(world, 'ent-01', { kind: 'static', withName: true })
  const nameless = await issued(world, 'ent-01')
  const answer = await changed(world, 'ent-01', { name: { 'zh-CN': '浙江新名钢构有限公司' } })
  expect(answer.formerNames).toEqual([named.name])
  expect(await read('ent-01', named.id)).toMatchObject({ state: 'revoked', reason: 'renamed' })
  expect(await resolved(named.link)).toMatchObject({
    outcome: 'revoked',
    enterprise: { name: { 'zh-CN': '浙江新名钢构有限公司' }, formerNames: [named.name] },
  })
  expect(await outcomeOf(world, nameless)).toBe('valid')
  expect(await issued(world, 'ent-01', { kind: 'static', withName: true })).toMatchObject({
    name: '浙江新名钢构有限公司',
  })
  expect(await actionsOn(world, 'ent-01')).toEqual(['registration.change'])
})

test('codes sleep with an enterprise that is dormant, and wake with it; those suspended for another reason stay so', async () => {
  const sleeping = await issued(world, 'ent-02')
  const lost = await issued(world, 'ent-02')
  await world.operator('ent-02').code.codes.suspend({ codeId: lost.id, reason: 'lost' })
  await changed(world, 'ent-02', { registrationStatus: 'dormant' })
  expect(await resolved(sleeping.link)).toMatchObject({
    outcome: 'suspended',
    enterprise: { registrationStatus: 'dormant' },
  })
  expect(await failureOf(issued(world, 'ent-02'))).toBe('enterprise_closed')
  const reissue = world.operator('ent-02').code.codes.reissue({ codeId: lost.id, reason: 'reissued' })
  expect(await failureOf(reissue)).toBe('enterprise_closed')
  await changed(world, 'ent-02', { registrationStatus: 'active' })
  expect([await outcomeOf(world, sleeping), await outcomeOf(world, lost)]).toEqual(['valid', 'suspended'])
})

test('an enterprise that moved to another county leaves its codes behind, which say where it went', async () => {
  const code = await issued(world, 'ent-04')
  expect(await failureOf(changed(world, 'ent-04', { registrationStatus: 'moved-out' }))).toBe(
    'invalid_fields /movedTo required',
  )
  expect(
    await failureOf(changed(world, 'ent-04', { registrationStatus: 'moved-out', movedTo: '330521' })),
  ).toBe('invalid_fields /movedTo invalid')
  await changed(world, 'ent-04', { movedTo: '330522' })
  expect(await resolved(code.link)).toMatchObject({
    outcome: 'revoked',
    enterprise: { registrationStatus: 'moved-out', movedTo: '330522' },
  })
  expect(await failureOf(issued(world, 'ent-04'))).toBe('enterprise_closed')
  const verifier = farVerifier(world)
  await verifier.refresh()
  expect(await verifier.verify(code.link)).toMatchObject({ outcome: 'revoked' })
  await changed(world, 'ent-04', { movedTo: '330521' })
  expect(await issued(world, 'ent-04')).toMatchObject({ state: 'valid' })
  const { enterprise } = await resolved(code.link)
  expect(enterprise).toMatchObject({ registrationStatus: 'active' })
  expect(enterprise).not.toHaveProperty('movedTo')
})

test('an enterprise that is no more is still found, in its last state, and nothing changes any more', async () => {
  const code = await issued(world, 'ent-05')
  await changed(world, 'ent-05', { registrationStatus: 'revoked' })
  expect(await failureOf(changed(world, 'ent-05', { registrationStatus: 'active' }))).toBe(
    'impossible_step revoked deregistered',
  )
  expect(await failureOf(changed(world, 'ent-05', { name: { 'zh-CN': '新名' } }))).toBe(
    'impossible_step revoked deregistered',
  )
  await changed(world, 'ent-05', { registrationStatus: 'deregistered' })
  expect(await resolved(code.link)).toMatchObject({
    scheme: 'qiyema',
    outcome: 'revoked',
    enterprise: { registrationStatus: 'deregistered' },
  })
  expect(await read('ent-05', code.id)).toMatchObject({ reason: 'deregistered' })
  expect(await failureOf(changed(world, 'ent-05', { movedTo: '330522' }))).toBe(
    'impossible_step deregistered ',
  )
})

test('another legal representative ends the delegations, and the codes that somebody could still show; not what is printed', async () => {
  const { key, holder } = await newHolder()
  const bound = await issued(world, 'ent-06', { kind: 'holder-bound', holder })
  const brief = await issued(world, 'ent-06', { kind: 'short-lived' })
  const printed = await issued(world, 'ent-06')
  const at = Math.floor(world.now().getTime() / 1000)
  const shown = await presentCode(bound.credential, key, { at })
  expect(await outcomeOf(world, shown)).toBe('valid')

  const former = world.operator('ent-06')
  await former.identity.read()
  await changed(world, 'ent-06', { representative: { name: '新法定代表人（示例）', phone: '10000000606' } })
  expect(await failureOf(former.code.codes.list())).not.toBe('none')
  const outcomes = await Promise.all([shown, brief, printed].map(code => outcomeOf(world, code)))
  expect(outcomes).toEqual(['revoked', 'revoked', 'valid'])
  const { items } = await codeOfficer(world).code.codes.list({ uscc: printed.uscc, state: 'revoked' })
  expect(items.map(({ id }) => id).toSorted()).toEqual([bound.id, brief.id].toSorted())
  expect(new Set(items.map(({ reason }) => reason))).toEqual(new Set(['representative']))
})

test('only an officer for codes of a region takes changes over, and of enterprises that are registered here', async () => {
  const uscc = await world.usccOf('ent-07')
  const change = { uscc, registrationStatus: 'dormant' } as const
  const outcomes = await Promise.all([
    failureOf(codeOfficer(world, ['330522']).code.registrations.change(change)),
    failureOf(world.officer('dep-zw', ['data-officer']).code.registrations.change(change)),
    failureOf(world.operator('ent-07').code.registrations.change(change)),
    failureOf(codeOfficer(world).code.registrations.change({ ...change, uscc: STRANGER })),
  ])
  expect(outcomes).toEqual(['forbidden', 'forbidden', 'forbidden', 'not_found'])
  expect(await actionsOn(world, 'ent-07')).toEqual([])
})

test('no code is issued past the moment in which an enterprise is closed', async () => {
  const issues = Array.from({ length: 6 }, () => failureOf(issued(world, 'ent-09')))
  const [closing, ...outcomes] = await Promise.all([
    failureOf(changed(world, 'ent-09', { registrationStatus: 'deregistered' })),
    ...issues,
  ])
  expect(closing).toBe('none')
  for (const outcome of outcomes) expect(['none', 'enterprise_closed']).toContain(outcome)
  const { items } = await world.operator('ent-09').code.codes.list({ state: 'valid' })
  expect(items).toEqual([])
})
