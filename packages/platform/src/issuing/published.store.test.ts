/** The public lists, as programs that have never spoken to this platform fetch, keep and believe them. */
import { createVerifier } from '@qiyema/core/verify'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOfficer, farVerifier, issued } from '../../test/code-scene.js'
import { BASE_URL, openWorld, type World } from '../../test/world.js'
import { publicHalf } from '../keys/private-jwk.js'

const MINUTE = 60_000
const DAY = 24 * 3600 * 1000
const TRUST = '/.well-known/trust-list'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const get = async (path: string, headers: Record<string, string> = {}) =>
  world.app.request(`${BASE_URL}${path}`, { headers })

test('whoever has a list asks whether it still holds, and is told so in a word', async () => {
  await issued(world, 'ent-02')
  for (const path of [TRUST, '/status/0', '/.well-known/jwks.json']) {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('public, no-cache')
    const etag = answer.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"/)
    const again = await get(path, { 'if-none-match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('etag')).toBe(etag)
    expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200)
  }
})

test('lists are text that says what it is, and after the last there is none', async () => {
  await issued(world, 'ent-02')
  const list = await get('/status/0')
  expect(list.headers.get('content-type')).toMatch(/^application\/jwt/)
  expect(decodeProtectedHeader(await list.text())).toMatchObject({ typ: 'statuslist+jwt' })
  const trust = await get(TRUST)
  expect(trust.headers.get('content-type')).toMatch(/^application\/jwt/)
  expect(decodeProtectedHeader(await trust.text())).toMatchObject({ typ: 'qym-trust+jwt' })
  const none = await get('/status/1')
  expect([none.status, await none.text()]).toEqual([204, ''])
  for (const path of ['/status/16', '/status/-1', '/status/00', '/status/a'])
    expect((await get(path)).status).toBeGreaterThanOrEqual(400)
})

test('the key set has the public halves of what others check, and no private member', async () => {
  const answer = await get('/.well-known/jwks.json')
  expect(answer.headers.get('content-type')).toMatch(/^application\/jwk-set\+json/)
  const text = await answer.text()
  const { code, status, receipts, audit, root, tokens } = world.keys
  const { keys } = JSON.parse(text) as { keys: { kid: string }[] }
  expect(keys.map(({ kid }) => kid)).toEqual([
    ...code.map(({ jwk }) => jwk.kid),
    ...status.map(({ jwk }) => jwk.kid),
    receipts.kid,
    audit.kid,
  ])
  for (const key of [...code.map(({ jwk }) => jwk), receipts, audit]) expect(text).not.toContain(key.d)
  for (const { kid } of [root, ...tokens]) expect(text).not.toContain(kid)
  expect(text).not.toContain('"d"')
})

test('a list says the same to all until something changes, and then at once', async () => {
  const { id: codeId } = await issued(world, 'ent-04')
  const before = await get('/status/0')
  const text = await before.text()
  expect(await (await get('/status/0')).text()).toBe(text)
  await codeOfficer(world).code.codes.suspend({ codeId, reason: 'investigation' })
  const after = await get('/status/0', { 'if-none-match': before.headers.get('etag') ?? '' })
  expect(after.status).toBe(200)
  expect(await after.text()).not.toBe(text)
})

test('a list of valid codes is the same size however many there are', async () => {
  const before = (await (await get('/status/0')).text()).length
  for (let round = 0; round < 5; round++) await issued(world, 'ent-05')
  expect((await (await get('/status/0')).text()).length).toBe(before)
})

test('a list is signed anew before it counts as old, though nothing has changed', async () => {
  const verifier = farVerifier(world)
  const { link } = await issued(world, 'ent-06')
  await verifier.refresh()
  expect(await verifier.verify(link)).toEqual(expect.objectContaining({ outcome: 'valid', warnings: [] }))
  await world.advance(2 * 60 * MINUTE)
  expect((await verifier.verify(link)).warnings).not.toEqual([])
  expect(await verifier.refresh()).toMatchObject({ ok: true })
  expect(await verifier.verify(link)).toEqual(expect.objectContaining({ outcome: 'valid', warnings: [] }))
})

test('the trust list is another edition only for a reason: what it says has changed, or it is a day old', async () => {
  const read = async () => decodeJwt(await (await get(TRUST)).text())
  const first = await read()
  await world.advance(20 * MINUTE)
  expect(await read()).toEqual(first)
  await world.advance(DAY)
  const second = await read()
  expect(Number(second.seq)).toBe(Number(first.seq) + 1)
  expect(Number(second.exp) * 1000).toBeGreaterThan(world.now().getTime() + 7 * DAY)
})

test('of many who ask at the same moment for an edition that is due, all have the same', async () => {
  await world.advance(2 * DAY)
  const answers = await Promise.all(Array.from({ length: 8 }, async () => (await get(TRUST)).text()))
  expect(new Set(answers).size).toBe(1)
})

test('a week offline is no reason to doubt a code; two are', async () => {
  const { link } = await issued(world, 'ent-07')
  const verifier = farVerifier(world)
  await verifier.refresh()
  await world.advance(6 * DAY)
  expect(await verifier.verify(link)).toMatchObject({ outcome: 'valid' })
  await world.advance(8 * DAY)
  expect((await verifier.verify(link)).outcome).not.toBe('valid')
  await verifier.refresh()
  expect(await verifier.verify(link)).toMatchObject({ outcome: 'valid' })
})

test('who pins another root believes nothing', async () => {
  const { link } = await issued(world, 'ent-09')
  const verifier = createVerifier({
    trust: { url: `${BASE_URL}${TRUST}`, root: publicHalf(world.keys.audit) },
    fetch: async (url, init) => world.app.fetch(new Request(url, init)),
    now: () => world.now().getTime() / 1000,
  })
  expect(await verifier.refresh()).toMatchObject({ ok: false })
  expect((await verifier.verify(link)).outcome).toBe('unconfirmed')
})
