import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { BASE_URL, type Desk, openDesk, signIn } from '../../test/desk.js'
import { openTestStore } from '../../test/test-store.js'
import type { Call } from '../http/handler.js'
import type { Db, Store } from '../store/store.js'
import type { Caller } from './caller.js'
import { chooseEnterprise, endSignIn } from './operators.js'

let store: Store
let desk: Desk
let seen: Caller | undefined

beforeAll(async () => {
  store = await openTestStore()
}, 60_000)
afterAll(() => store.close())
beforeEach(async () => {
  seen = undefined
  const read = async (_: unknown, { caller }: Call) => {
    seen = caller
    return { body: { person: { id: 'per_1', name: '' }, enterprises: [] } }
  }
  desk = await openDesk({ store, handlers: { 'identity.read': read } })
})

async function me(token: string): Promise<number> {
  return (await desk.app.request(`${BASE_URL}/v1/me`, { headers: { authorization: `Bearer ${token}` } }))
    .status
}

function anyone<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  return store.transact({ kind: 'anyone' }, work)
}

test('an operator without an enterprise is one, and can choose', async () => {
  const token = await signIn(desk, { kind: 'operator', personId: 'per_1' })
  expect(await me(token)).toBe(200)
  expect(seen).toEqual({ kind: 'operator', personId: 'per_1', signIn: expect.any(String) })
  const hash = seen?.kind === 'operator' ? seen.signIn : ''
  await anyone(db => chooseEnterprise(db, hash, 'ent_1'))
  expect(await me(token)).toBe(200)
  expect(seen).toMatchObject({ enterprise: { id: 'ent_1', role: 'representative', items: [] } })
})

test('an operator whose delegation was taken back acts for nobody any more', async () => {
  const token = await signIn(desk, { kind: 'operator', personId: 'per_voided', enterpriseId: 'ent_1' })
  expect(await me(token)).toBe(200)
  expect(seen).toEqual({ kind: 'operator', personId: 'per_voided', signIn: expect.any(String) })
})

test('an officer has department, regions and roles of the sign-in', async () => {
  const officer = {
    kind: 'officer',
    personId: 'per_2',
    departmentId: 'dep_1',
    regions: ['330523'],
    roles: ['code-officer'],
  } as const
  expect(await me(await signIn(desk, officer))).toBe(200)
  expect(seen).toEqual({ ...officer, signIn: expect.any(String) })
})

test('a sign-in ends after eight hours, or when it is ended', async () => {
  const token = await signIn(desk, { kind: 'operator', personId: 'per_1' })
  const other = await signIn(desk, { kind: 'operator', personId: 'per_1' })
  await me(token)
  const hash = seen?.kind === 'operator' ? seen.signIn : ''
  await anyone(db => endSignIn(db, hash, desk.clock.now))
  expect(await me(token)).toBe(401)
  desk.clock.now = new Date(desk.clock.now.getTime() + 8 * 3_600_000 - 1)
  expect(await me(other)).toBe(200)
  desk.clock.now = new Date(desk.clock.now.getTime() + 1)
  expect(await me(other)).toBe(401)
})

test('neither a token that nobody gave out nor the hash of one opens anything', async () => {
  const token = await signIn(desk, { kind: 'operator', personId: 'per_1' })
  await me(token)
  const hash = seen?.kind === 'operator' ? seen.signIn : ''
  expect(await me('A'.repeat(43))).toBe(401)
  expect(await me(hash)).toBe(401)
})

test('the database shows sign-ins to nobody who cannot name one, whoever they are', async () => {
  await signIn(desk, { kind: 'operator', personId: 'per_1' })
  const tenants = [
    { kind: 'anyone' },
    { kind: 'partner', partnerId: 'par_bank' },
    { kind: 'enterprise', enterpriseId: 'ent_1' },
    { kind: 'officer', departmentId: 'dep_1', regions: ['33'] },
  ] as const
  for (const tenant of tenants)
    expect(await store.transact(tenant, db => db.selectFrom('sign_ins').selectAll().execute())).toEqual([])
})
