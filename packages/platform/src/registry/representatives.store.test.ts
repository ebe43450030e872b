/** Another legal representative, as registers report it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../test/world.js'
import { replaceRepresentative, representativeOf, roleOf } from './people.js'

const NEXT = { name: '新任法定代表人（示例）', phone: '10000006001' }
const OFFICER = { kind: 'officer', departmentId: 'dep-zw', regions: ['330521'] } as const

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const replace = (enterpriseId: string, named = NEXT) =>
  world.store.transact(OFFICER, db => replaceRepresentative(db, enterpriseId, named, world.now()))

const roleAt = (enterpriseId: string, personId: string) =>
  world.store.transact({ kind: 'enterprise', enterpriseId }, db =>
    roleOf(db, personId, enterpriseId, world.now()),
  )

test('voids all that was delegated before, and lets the new one in at once', async () => {
  const old = ['per-rep02', 'per-adm02', 'per-hdl02']
  const clients = old.map(personId => world.operator('ent-02', personId))
  for (const client of clients) expect((await client.identity.read()).enterprise).toBeDefined()
  const { representative, voided } = await replace('ent-02')
  expect(voided.map(row => row.person_id).toSorted()).toEqual(old.toSorted())
  for (const client of clients) expect((await client.identity.read()).enterprise).toBeUndefined()
  const { enterprise } = await world.operator('ent-02', representative.person_id).identity.read()
  expect(enterprise).toMatchObject({ enterpriseId: 'ent-02', role: 'representative' })
  const named = await world.store.transact(OFFICER, db => representativeOf(db, 'ent-02'))
  expect(named).toMatchObject(NEXT)
})

test('changes nothing when the one reported is representative already, however often', async () => {
  await replace('ent-04')
  const again = await Promise.all([replace('ent-04'), replace('ent-04')])
  expect(again.map(({ voided }) => voided)).toEqual([[], []])
})

test('names one at a time, of two who are reported at once', async () => {
  const [one, other] = await Promise.all([
    replace('ent-05', { name: '甲（示例）', phone: '10000006002' }),
    replace('ent-05', { name: '乙（示例）', phone: '10000006003' }),
  ])
  const people = [one, other].map(({ representative }) => representative.person_id)
  const roles = await Promise.all(people.map(personId => roleAt('ent-05', personId)))
  expect(roles.filter(held => held?.role === 'representative')).toHaveLength(1)
})

test('gives nobody what stands under a number that was another’s', async () => {
  await expect(replace('ent-06', { name: '丙（示例）', phone: '10000000202' })).rejects.toMatchObject({
    code: 'invalid_fields',
    facts: { errors: [{ pointer: '/representative/phone', code: 'phone_of_another' }] },
  })
  expect(await roleAt('ent-06', 'per-rep06')).toMatchObject({ role: 'representative' })
})
