/** Who is signed in, and whom an enterprise trusts, as its people meet it. */
import { createClient } from '@qiyema/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actionsOn } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { BASE_URL, openWorld, type World } from '../../test/world.js'
import type { Item } from '../access/caller.js'
import { openSignIn } from '../access/operators.js'

const DAY = 24 * 3600 * 1000
const UNTIL = '2026-12-31'

let world: World
/** Numbers that nobody has, another one each time. */
let lastPhone = 10_000_005_000
const newPerson = () => ({ name: '新同事（示例）', phone: String(++lastPhone) })
const handler = () => ({
  ...newPerson(),
  role: 'handler' as const,
  items: items('finance', 'consent'),
  until: UNTIL,
})
const administrator = () => ({ ...newPerson(), role: 'administrator' as const })
const items = (...given: Item[]) => given

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Somebody signed in who has yet to choose an enterprise. */
function unchosen(personId: string) {
  return createClient({
    baseUrl: BASE_URL,
    fetch: async request => world.app.fetch(request),
    now: () => world.now().getTime(),
    signIn: async () => {
      const { token } = await world.store.transact({ kind: 'anyone' }, db =>
        openSignIn(db, { kind: 'operator', personId }, world.now()),
      )
      return { token, expiresInSeconds: 600 }
    },
  })
}

describe('who is signed in', () => {
  test('learns for whom they may act, with role and items, before and after choosing', async () => {
    const client = unchosen('per-hdl02')
    const me = await client.identity.read()
    expect(me).toEqual({
      person: { id: 'per-hdl02', name: '融资办事人（示例）' },
      enterprises: [
        {
          enterpriseId: 'ent-02',
          uscc: await world.usccOf('ent-02'),
          name: expect.any(String),
          role: 'handler',
          items: ['finance', 'consent'],
        },
      ],
    })
    const chosen = { ...me, enterprise: me.enterprises[0] }
    expect(await client.identity.choose({ enterpriseId: 'ent-02' })).toEqual(chosen)
    expect(await client.identity.read()).toEqual(chosen)
    expect(await actionsOn(world, 'per-hdl02')).toEqual(['identity.choose'])
  })

  test('of several enterprises sees each, and acts for the one chosen last', async () => {
    const [name, phone] = ['法定代表人（示例）', '10000000005']
    await world
      .operator('ent-01')
      .identity.delegations.grant({ ...handler(), items: items('card'), name, phone })
    const client = unchosen('per-rep05')
    const { enterprises } = await client.identity.read()
    expect(enterprises.map(({ enterpriseId, role }) => [enterpriseId, role]).toSorted()).toEqual([
      ['ent-01', 'handler'],
      ['ent-05', 'representative'],
    ])
    for (const enterpriseId of ['ent-05', 'ent-01', 'ent-05']) {
      await client.identity.choose({ enterpriseId })
      expect((await client.identity.read()).enterprise).toMatchObject({ enterpriseId })
    }
  })

  test('reads names in their language', async () => {
    const { name } = await world.store.transact({ kind: 'anyone' }, db =>
      db.selectFrom('enterprises').select('name').where('id', '=', 'ent-02').executeTakeFirstOrThrow(),
    )
    const { token } = await world.store.transact({ kind: 'anyone' }, db =>
      openSignIn(db, { kind: 'operator', personId: 'per-rep02' }, world.now()),
    )
    const headers = { authorization: `Bearer ${token}`, 'accept-language': 'en' }
    const answer = await world.app.request(`${BASE_URL}/v1/me`, { headers })
    expect(await answer.json()).toMatchObject({ enterprises: [{ name: name.en }] })
  })

  test('chooses no enterprise that trusts them with nothing', async () => {
    for (const enterpriseId of ['ent-01', 'ent-nobody'])
      expect(await failureOf(unchosen('per-hdl02').identity.choose({ enterpriseId }))).toBe('forbidden')
    expect(await failureOf(unchosen('per-hdl02').identity.delegations.list())).toBe('forbidden')
  })

  test('of a department sees which, for which regions and in which roles', async () => {
    const { officer, enterprises } = await world.officer('dep-zw', ['code-officer']).identity.read()
    expect(officer).toEqual({ departmentId: 'dep-zw', regions: ['330521'], roles: ['code-officer'] })
    expect(enterprises).toEqual([])
    expect(await failureOf(world.officer('dep-zw', ['auditor']).identity.delegations.list())).toBe(
      'forbidden',
    )
  })
})

describe('a delegation', () => {
  test('is in force at once, until the end of its last day, and no telephone number is told in full', async () => {
    const representative = world.operator('ent-04')
    const grant = handler()
    const granted = await representative.identity.delegations.grant(grant)
    expect(granted).toEqual({
      id: granted.id,
      person: { id: granted.person.id, name: grant.name, phone: `100****${grant.phone.slice(-4)}` },
      role: 'handler',
      items: grant.items,
      from: world.now().toISOString(),
      until: '2026-12-31T16:00:00.000Z',
      state: 'active',
    })
    const { enterprise } = await world.operator('ent-04', granted.person.id).identity.read()
    expect(enterprise).toMatchObject({ role: 'handler', items: grant.items })
    expect(await actionsOn(world, granted.id)).toEqual(['delegation.grant'])
    expect(world.lines.join('\n')).not.toContain(grant.phone)
  })

  test('of a handler has items and a last day, and of an administrator no items', async () => {
    const { grant } = world.operator('ent-04').identity.delegations
    const { name, phone } = newPerson()
    expect(await failureOf(grant({ name, phone, role: 'handler' }))).toBe(
      'invalid_fields /items required /until required',
    )
    expect(await failureOf(grant({ name, phone, role: 'administrator', items: ['card'] }))).toBe(
      'invalid_fields /items only_of_handlers',
    )
    expect(await failureOf(grant({ ...handler(), until: '2026-03-01' }))).toBe(
      'invalid_fields /until too_early',
    )
    expect(await failureOf(grant({ ...handler(), until: '2126-03-01' }))).toBe(
      'invalid_fields /until too_late',
    )
    expect(await failureOf(grant({ ...handler(), items: [] }))).toMatch('invalid_fields /items')
    expect(await failureOf(grant({ ...handler(), phone: '0572-00000200' }))).toMatch('invalid_fields /phone')
    expect(await failureOf(grant({ ...handler(), name: 'a\0b' }))).toBe(
      'malformed_request /name nul_character',
    )
  })

  test('goes to the person of that name: a number that is somebody else’s is refused', async () => {
    const { grant, list } = world.operator('ent-04').identity.delegations
    const before = (await list()).items.length
    expect(await failureOf(grant({ ...handler(), phone: '10000000202' }))).toBe(
      'invalid_fields /phone phone_of_another',
    )
    expect((await list()).items).toHaveLength(before)
  })

  test('is one a person and enterprise', async () => {
    const { grant } = world.operator('ent-04').identity.delegations
    const wishes = administrator()
    await grant(wishes)
    expect(await failureOf(grant({ ...handler(), name: wishes.name, phone: wishes.phone }))).toBe(
      'invalid_fields /phone trusted_already',
    )
    const both = { ...handler() }
    const outcomes = await Promise.all([failureOf(grant(both)), failureOf(grant({ ...both }))])
    expect(outcomes.toSorted()).toEqual(['invalid_fields /phone trusted_already', 'none'])
  })

  test('is given by representatives, of handlers by administrators too, and by nobody else', async () => {
    const asAdministrator = world.operator('ent-02', 'per-adm02').identity.delegations
    expect(await failureOf(asAdministrator.grant(administrator()))).toBe('not_representative')
    expect(await failureOf(asAdministrator.grant(handler()))).toBe('none')
    const asHandler = world.operator('ent-02', 'per-hdl02').identity.delegations
    expect(await failureOf(asHandler.grant(handler()))).toBe('forbidden')
    expect(await failureOf(asHandler.grant(administrator()))).toBe('forbidden')
  })

  test('lasts no longer than that of whoever gives it', async () => {
    const { identity } = world.operator('ent-06')
    const granted = await identity.delegations.grant({ ...administrator(), until: '2026-06-30' })
    const { grant } = world.operator('ent-06', granted.person.id).identity.delegations
    expect(await failureOf(grant(handler()))).toBe('invalid_fields /until too_late')
    expect(await failureOf(grant({ ...handler(), until: '2026-06-30' }))).toBe('none')
  })

  test('that was asked for twice with one key is there once', async () => {
    const { token } = await world.store.transact({ kind: 'anyone' }, db =>
      openSignIn(db, { kind: 'operator', personId: 'per-rep06', enterpriseId: 'ent-06' }, world.now()),
    )
    const body = JSON.stringify(handler())
    const ask = () =>
      world.app.request(`${BASE_URL}/v1/delegations`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': 'grant-once-and-no-more',
        },
        body,
      })
    // Whichever comes while the other is worked on is told to come again.
    const twins = await Promise.all([ask(), ask()])
    expect(twins.map(({ status }) => status).sort()).toEqual([201, expect.toBeOneOf([201, 409])])
    const created = twins.find(({ status }) => status === 201)
    const again = await ask()
    expect(again.status).toBe(201)
    expect(await again.text()).toBe(await created?.text())
  })
})

describe('administrators', () => {
  test('are five at most, however many are made at once; one who has gone makes room', async () => {
    const { grant, end } = world.operator('ent-07').identity.delegations
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => failureOf(grant(administrator()))))
    expect(outcomes.toSorted()).toEqual([
      ...Array.from({ length: 3 }, () => 'limit_reached'),
      ...Array.from({ length: 5 }, () => 'none'),
    ])
    const { items } = await world.operator('ent-07').identity.delegations.list({ state: 'active' })
    const made = items.filter(({ role }) => role === 'administrator')
    expect(made).toHaveLength(5)
    await end({ delegationId: made[0]?.id ?? '' })
    expect(await failureOf(grant(administrator()))).toBe('none')
    expect(await failureOf(grant(administrator()))).toBe('limit_reached')
  })

  test('who go take with them what they gave, and nothing else', async () => {
    const representative = world.operator('ent-08').identity.delegations
    const gone = await representative.grant(administrator())
    const byRepresentative = await representative.grant(handler())
    const given = await world.operator('ent-08', gone.person.id).identity.delegations.grant(handler())
    const client = world.operator('ent-08', given.person.id)
    expect((await client.identity.read()).enterprise).toBeDefined()
    expect(await representative.end({ delegationId: gone.id })).toEqual({ ...gone, state: 'ended' })
    expect((await client.identity.read()).enterprise).toBeUndefined()
    const states = new Map((await representative.list()).items.map(({ id, state }) => [id, state]))
    expect(states.get(given.id)).toBe('voided')
    expect(states.get(byRepresentative.id)).toBe('active')
    expect(await actionsOn(world, given.id)).toEqual(['delegation.grant', 'delegation.void'])
  })
})

describe('the end of a delegation', () => {
  test('comes at once, and once', async () => {
    const { grant, end } = world.operator('ent-09').identity.delegations
    const { id, person } = await grant(handler())
    const client = world.operator('ent-09', person.id)
    expect(await failureOf(client.consent.list())).toBe('none')
    await end({ delegationId: id })
    expect(await failureOf(client.consent.list())).toBe('forbidden')
    expect(await failureOf(end({ delegationId: id }))).toBe('impossible_step ended ')
    expect(await actionsOn(world, id)).toEqual(['delegation.grant', 'delegation.end'])
  })

  test('is for whoever may give it to decide, and for the person', async () => {
    const representative = world.operator('ent-10').identity.delegations
    const [one, other] = [
      await representative.grant(administrator()),
      await representative.grant(administrator()),
    ]
    const [kept, returned] = [await representative.grant(handler()), await representative.grant(handler())]
    const asAdministrator = world.operator('ent-10', one.person.id).identity.delegations
    const asHandler = world.operator('ent-10', returned.person.id).identity.delegations
    expect(await failureOf(asAdministrator.end({ delegationId: other.id }))).toBe('not_representative')
    expect(await failureOf(asHandler.end({ delegationId: kept.id }))).toBe('forbidden')
    expect(await failureOf(asHandler.end({ delegationId: returned.id }))).toBe('none')
    expect(await failureOf(asAdministrator.end({ delegationId: kept.id }))).toBe('none')
    expect(await failureOf(asAdministrator.end({ delegationId: one.id }))).toBe('none')
  })

  test('is not for the representative, whom the register names', async () => {
    const representative = world.operator('ent-10').identity.delegations
    const { items } = await representative.list({ state: 'active' })
    const own = items.find(({ role }) => role === 'representative')
    const delegationId = own?.id ?? ''
    expect(await failureOf(representative.end({ delegationId }))).toBe('impossible_step active ')
    const { person } = await representative.grant(administrator())
    const asAdministrator = world.operator('ent-10', person.id).identity.delegations
    expect(await failureOf(asAdministrator.end({ delegationId }))).toBe('forbidden')
  })

  test('of another enterprise is nobody’s to reach', async () => {
    const { id } = await world.operator('ent-11').identity.delegations.grant(handler())
    expect(await failureOf(world.operator('ent-10').identity.delegations.end({ delegationId: id }))).toBe(
      'not_found',
    )
    const { items } = await world.operator('ent-10').identity.delegations.list({ limit: 100 })
    expect(items.map(item => item.id)).not.toContain(id)
  })

  test('is read back newest first, page by page, by state; a handler sees their own', async () => {
    const { list, grant } = world.operator('ent-12').identity.delegations
    const made = []
    for (let count = 0; count < 5; count++) {
      await world.advance(1000)
      made.push((await grant(handler())).id)
    }
    const pages = []
    for await (const { id } of list({ limit: 2 })) pages.push(id)
    expect(pages.slice(0, 5)).toEqual(made.toReversed())
    expect(pages).toHaveLength(6)
    expect((await list({ state: 'voided' })).items).toEqual([])
    const { items } = await list({ limit: 1 })
    const own = world.operator('ent-12', items[0]?.person.id).identity.delegations
    expect((await own.list()).items).toEqual(items)
  })
})

test('a delegation that has run out ends by itself, at the end of its last day', async () => {
  const own = await openWorld()
  try {
    const { person } = await own
      .operator('ent-02')
      .identity.delegations.grant({ ...handler(), until: '2026-03-03' })
    const client = own.operator('ent-02', person.id)
    await own.advance(DAY)
    expect((await client.identity.read()).enterprise).toBeDefined()
    await own.advance(DAY)
    expect((await client.identity.read()).enterprise).toBeUndefined()
    const { items } = await own.operator('ent-02').identity.delegations.list({ state: 'ended' })
    expect(items.map(item => item.person.id)).toEqual([person.id])
  } finally {
    await own.close()
  }
})
