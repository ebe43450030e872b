/** The county's dictionary, as whoever reads facts gets it. */
import { SCOPES } from '@qiyema/core/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { given, UNTIL } from '../../test/consent-scene.js'
import { openWorld, type World } from '../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const ask = (headers: Record<string, string> = {}) =>
  world.app.fetch(new Request('https://qym.example/v1/facts', { headers }))

test('names every fact that a consent opens, with its owner, to whoever asks', async () => {
  const { id: consentId } = await given(world, 'ent-02', { scopes: ['tax.summary'], until: UNTIL })
  const { facts: read } = await world.bank(1).consent.facts({ consentId })
  expect(read.length).toBeGreaterThan(1)
  const { items } = await world.bank(1).facts.list()
  for (const { id, owner } of read) {
    const entry = items.find(definition => definition.id === id)
    expect(entry?.label['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(entry?.scopes).toContain('tax.summary')
    expect(entry?.owner?.id).toBe(owner)
  }
})

test('says what the values of each are, what opens it, and who corrects it', async () => {
  const { items } = await world.bank(1).facts.list()
  expect(items).toHaveLength(43)
  expect(new Set(items.map(({ id }) => id)).size).toBe(43)
  for (const { kind, choices, scopes, owner } of items) {
    expect(choices === undefined).toBe(kind !== 'enum')
    for (const scope of scopes) expect(SCOPES).toContain(scope)
    if (owner) expect(owner.name['zh-CN']).toMatch(/德清/)
  }
  expect(items.find(({ id }) => id === 'entity.type')).toMatchObject({
    label: { 'zh-CN': '主体类型', en: 'Entity type' },
    kind: 'enum',
    choices: ['company', 'individual-business', 'farmer-cooperative'],
    source: 'warehouse',
  })
})

test('is the same for all, and fetched anew only once it has changed', async () => {
  const first = await ask()
  expect(first.status).toBe(200)
  const etag = first.headers.get('etag') ?? ''
  expect((await ask({ 'if-none-match': etag })).status).toBe(304)
  await world.store.transact({ kind: 'platform' }, db =>
    db
      .updateTable('fact_definitions')
      .set({ label: '{"zh-CN":"类型"}' })
      .where('id', '=', 'entity.type')
      .execute(),
  )
  const changed = await ask({ 'if-none-match': etag })
  expect(changed.status).toBe(200)
  expect(changed.headers.get('etag')).not.toBe(etag)
})
