/** Codes as enterprises have them issued, and as whoever scans them meets them: online, and offline by the public lists. */
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
import { actionsOn, asked } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { BASE_URL, openWorld, type World } from '../../test/world.js'

const MINUTE = 60_000
const DAY = 24 * 3600 * 1000

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a printed code proves a registered enterprise to whoever verifies far away, its link and its digits alike', async () => {
  const code = await issued(world, 'ent-01', { kind: 'static', withName: false, years: 3 })
  expect(code).toMatchObject({ kind: 'static', state: 'valid', uscc: await world.usccOf('ent-01') })
  expect(code).not.toHaveProperty('name')
  expect(Date.parse(code.expiresAt) - Date.parse(code.issuedAt)).toBeGreaterThanOrEqual(3 * 365 * DAY)
  expect(code.link).toBe(`https://QYM.EXAMPLE/Q/${code.digits}`)
  expect(code.status.uri).toBe(`${BASE_URL}/status/${code.status.list}`)
  const verifier = farVerifier(world)
  expect(await verifier.refresh()).toMatchObject({ ok: true, problems: [] })
  for (const text of [code.link, code.digits, code.credential])
    expect(await verifier.verify(text)).toMatchObject({
      outcome: 'valid',
      assurance: 'registered',
      code: { uscc: code.uscc },
    })
  expect(await actionsOn(world, code.id)).toEqual(['code.issue'])
})

test('a short-lived code is good for minutes, and then it has expired, online and offline', async () => {
  const code = await issued(world, 'ent-02', { kind: 'short-lived', minutes: 2, withName: true })
  const verifier = farVerifier(world)
  await verifier.refresh()
  expect(await verifier.verify(code.link)).toMatchObject({ outcome: 'valid', assurance: 'current' })
  expect(code.name).toMatch('芯澜')
  await world.advance(4 * MINUTE)
  expect(await verifier.verify(code.link)).toMatchObject({ outcome: 'expired' })
  expect(await outcomeOf(world, code)).toBe('expired')
  expect(await world.operator('ent-02').code.codes.read({ codeId: code.id })).toMatchObject({
    state: 'expired',
  })
})

test('a code that is bound to a key has no text of its own, and is shown by its holder for a minute', async () => {
  const { key, holder } = await newHolder()
  const code = await issued(world, 'ent-04', { kind: 'holder-bound', holder })
  expect(code).not.toHaveProperty('link')
  expect(code).not.toHaveProperty('digits')
  const at = Math.floor(world.now().getTime() / 1000)
  const { link } = await presentCode(code.credential, key, { at })
  expect(await world.anyone.code.resolve({ text: link })).toMatchObject({
    outcome: 'valid',
    assurance: 'present',
  })
  await world.advance(2 * MINUTE)
  expect(await outcomeOf(world, { link })).toBe('stale')
})

test('a holder’s key is a point on the curve, and public', async () => {
  const { holder } = await newHolder()
  const secret = { ...holder, d: holder.x }
  for (const unfit of [{ ...holder, y: holder.x }, secret])
    expect(await failureOf(issued(world, 'ent-04', { kind: 'holder-bound', holder: unfit }))).toMatch(
      'invalid_fields /holder',
    )
})

test('no enterprise has more than ten printed codes in force, however many are asked for at once', async () => {
  const asked = Array.from({ length: 14 }, () => failureOf(issued(world, 'ent-05')))
  const outcomes = await Promise.all(asked)
  expect(outcomes.filter(outcome => outcome === 'none')).toHaveLength(10)
  expect(outcomes.filter(outcome => outcome === 'limit_reached')).toHaveLength(4)

  const { items } = await world.operator('ent-05').code.codes.list()
  expect(new Set(items.map(({ status }) => `${status.list}/${status.index}`)).size).toBe(10)
  await codeOfficer(world).code.codes.revoke({ codeId: items[0]?.id ?? '', reason: 'misuse' })
  expect(await failureOf(issued(world, 'ent-05'))).toBe('none')
})

test('a partner’s page has codes issued for the enterprise of its session, and for nobody else', async () => {
  await asked(world, 'ent-06')
  const widget = world.widget({ enterprise: 'ent-06', components: ['qym-code'] })
  const code = await widget.code.codes.issue({ kind: 'short-lived' })
  expect(code.uscc).toBe(await world.usccOf('ent-06'))
  expect(await outcomeOf(world, code)).toBe('valid')
  const other = await issued(world, 'ent-07')
  expect(await failureOf(widget.code.codes.read({ codeId: other.id }))).toBe('not_found')
  const cards = world.widget({ enterprise: 'ent-06', components: ['qym-business-card'] })
  expect(await failureOf(cards.code.codes.issue({ kind: 'short-lived' }))).toBe('component_not_granted')
})

test('a handler who is trusted with other things has no code issued', async () => {
  const handler = world.operator('ent-02', 'per-hdl02')
  expect(await failureOf(handler.code.codes.issue({ kind: 'static' }))).toBe('forbidden')
  expect(await failureOf(handler.code.codes.list())).toBe('forbidden')
  const administrator = world.operator('ent-02', 'per-adm02')
  expect(await failureOf(administrator.code.codes.issue({ kind: 'static' }))).toBe('none')
})

test('codes are listed newest first, page by page, by state; an officer names the enterprise, of the region', async () => {
  const { code } = world.operator('ent-09')
  const ids: string[] = []
  for (let round = 0; round < 5; round++) {
    ids.unshift((await code.codes.issue({ kind: 'static' })).id)
    await world.advance(MINUTE)
  }
  const [newest = ''] = ids
  await code.codes.revoke({ codeId: newest, reason: 'misuse' })
  const listed: string[] = []
  for await (const { id } of code.codes.list({ limit: 2 })) listed.push(id)
  expect(listed).toEqual(ids)
  const idsIn = async (state: 'valid' | 'revoked' | 'expired' | 'suspended') =>
    (await code.codes.list({ state })).items.map(({ id }) => id)
  expect(await idsIn('revoked')).toEqual([newest])
  expect(await idsIn('valid')).toEqual(ids.slice(1))
  expect(await idsIn('expired')).toEqual([])

  const uscc = await world.usccOf('ent-09')
  expect((await codeOfficer(world).code.codes.list({ uscc })).items).toHaveLength(5)
  expect(await failureOf(codeOfficer(world).code.codes.list())).toBe('invalid_fields /uscc required')
  expect((await codeOfficer(world, ['330522']).code.codes.list({ uscc })).items).toEqual([])
  expect(await failureOf(world.operator('ent-10').code.codes.list({ uscc }))).toBe('forbidden')
  expect(await failureOf(world.officer('dep-jx', ['policy-officer']).code.codes.list({ uscc }))).toBe(
    'forbidden',
  )
})

test('who asks for the same code twice has one', async () => {
  const { code } = world.operator('ent-11')
  const options = { idempotencyKey: 'the-square-at-the-door' }
  const [one, other] = await Promise.all([
    code.codes.issue({ kind: 'static' }, options),
    code.codes.issue({ kind: 'static' }, options),
  ])
  expect(other).toEqual(one)
  expect((await code.codes.list()).items).toHaveLength(1)
})

test('a name that has no room in a square is left to the page: a code without it takes no position in vain', async () => {
  const before = await positions()
  await changed(world, 'ent-12', { name: { 'zh-CN': '长'.repeat(200) } })
  const { codes } = world.operator('ent-12').code
  expect(await failureOf(codes.issue({ kind: 'static', withName: true }))).toBe('name_too_long')
  expect(await positions()).toBe(before)
  expect(await failureOf(codes.issue({ kind: 'static' }))).toBe('none')
  expect(await positions()).toBe(before + 1)
})

test('for an enterprise that was first registered where this platform may not speak, no code is signed', async () => {
  await world.store.transact({ kind: 'platform' }, db =>
    db.updateTable('enterprises').set({ uscc: STRANGER }).where('id', '=', 'ent-10').execute(),
  )
  expect(await failureOf(issued(world, 'ent-10'))).toBe('forbidden')
})

async function positions(): Promise<number> {
  const rows = await world.store.transact({ kind: 'platform' }, db =>
    db.selectFrom('status_positions').select('index').execute(),
  )
  return rows.length
}
