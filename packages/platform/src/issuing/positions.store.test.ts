/** Positions in status lists: each for one code, and lists without a gap. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestStore, type TestStore } from '../../test/test-store.js'
import { takePosition } from './positions.js'

const NOW = new Date('2026-03-02T01:00:00Z')

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())
beforeEach(() =>
  store.transact({ kind: 'platform' }, async db => {
    await db.deleteFrom('status_positions').execute()
    await db.deleteFrom('status_lists').execute()
  }),
)

const take = (draw?: () => number) =>
  store.transact({ kind: 'enterprise', enterpriseId: 'ent-01' }, db => takePosition(db, NOW, draw))
const lists = () =>
  store.transact({ kind: 'anyone' }, db =>
    db.selectFrom('status_lists').select('list').orderBy('list').execute(),
  )

test('are drawn from all of a list, so that none tells how many codes there are', async () => {
  const taken = []
  for (let round = 0; round < 40; round++) taken.push(await take())
  expect(new Set(taken.map(({ index }) => index)).size).toBe(40)
  for (const { list, index } of taken) {
    expect(list).toBe(0)
    expect(index).toBeGreaterThanOrEqual(0)
    expect(index).toBeLessThan(2 ** 20)
  }
  // All in one half: once in 2^39 times.
  expect(new Set(taken.map(({ index }) => index < 2 ** 19)).size).toBe(2)
})

test('are never given out twice, also when everybody draws the same', async () => {
  let drawn = 0
  const sameForAll = () => [7, 8, 9][drawn++ % 3] ?? 7
  const taken = await Promise.all([take(sameForAll), take(sameForAll), take(sameForAll)])
  expect(taken.map(({ index }) => index).toSorted()).toEqual([7, 8, 9])
})

test('of a list that is full go on in the next, and lists are numbered from 0 without a gap', async () => {
  const always = () => 5
  const taken = []
  for (let round = 0; round < 16; round++) taken.push(await take(always))
  expect(taken).toEqual(Array.from({ length: 16 }, (_, list) => ({ list, index: 5 })))
  expect((await lists()).map(({ list }) => list)).toEqual([...Array(16).keys()])
  await expect(take(always)).rejects.toThrow('full')
  expect(await lists()).toHaveLength(16)
})
