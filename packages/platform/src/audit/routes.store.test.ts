/** The audit trail, read by those a county trusts with it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { given } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { openWorld, type World } from '../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const auditor = () => world.officer('dep-zw', ['auditor'])

test('an auditor sees what became of one thing, the newest first, with who did it', async () => {
  const { id: subject } = await given(world, 'ent-02', { scopes: ['tax.summary'] })
  await world.operator('ent-02').consent.withdraw({ consentId: subject })
  const { items } = await auditor().audit.list({ subject })
  expect(items.map(({ action }) => action)).toEqual([
    'consent.withdraw',
    'consent.approve',
    'consent.request',
  ])
  expect(items[0]).toMatchObject({ subject, by: expect.stringMatching(/^operator per-\w+ ent-02$/) })
  expect(items.at(-1)).toMatchObject({ by: 'partner par-bank01', data: { scopes: expect.any(Array) } })
  expect(items.every(({ request }) => request !== undefined)).toBe(true)
})

test('pages go on while others write, with nothing twice and nothing left out', async () => {
  for (let index = 0; index < 3; index++) await given(world, 'ent-10', { scopes: ['tax.summary'] }, 2)
  const first = await auditor().audit.list({ limit: 4 })
  await given(world, 'ent-10', { scopes: ['tax.summary'] }, 3)
  const { nextCursor: cursor = '' } = first
  const second = await auditor().audit.list({ limit: 4, cursor })
  const numbers = [...first.items, ...second.items].map(({ number }) => number)
  expect(numbers).toHaveLength(8)
  expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => other - one))
  expect(await failureOf(auditor().audit.list({ cursor: 'nonsense' }))).toBe('invalid_fields /cursor cursor')
})

test('whoever reads it stands in it', async () => {
  await auditor().audit.list({ subject: 'con_none' })
  const { items } = await auditor().audit.list({ limit: 1 })
  expect(items).toMatchObject([
    { action: 'audit.read', subject: 'con_none', by: 'officer per-offcode dep-zw' },
  ])
})

test('no other officer reads it', async () => {
  const others = world.officer('dep-zw', ['code-officer', 'policy-officer', 'data-officer'])
  expect(await failureOf(others.audit.list())).toBe('forbidden')
})
