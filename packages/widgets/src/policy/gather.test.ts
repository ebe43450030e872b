import { expect, it } from 'vitest'
import { samplePolicy } from '../../test/sample-policy.js'
import { GROUPS, gather, type PolicyPage } from './gather.js'

const some = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => samplePolicy(from + index))

/** Answers pages by `match cursor`, and writes down what it was asked for. */
function source(pages: Readonly<Record<string, PolicyPage>>) {
  const asked: string[] = []
  return {
    asked,
    async fetchPage(match: string | undefined, cursor: string | undefined): Promise<PolicyPage> {
      const name = `${match ?? 'any'} ${cursor ?? 'first'}`
      asked.push(name)
      return pages[name] ?? { items: [] }
    },
  }
}

it('stops at a page that has enough, and tells where to go on', async () => {
  const { fetchPage, asked } = source({ 'any first': { items: some(20), nextCursor: 'b' } })
  const { items, next } = await gather(fetchPage, [undefined])
  expect(items).toHaveLength(20)
  expect(next).toEqual({ group: 0, cursor: 'b' })
  expect(asked).toEqual(['any first'])
})

it('goes past pages that come empty until there is something to show', async () => {
  const { fetchPage, asked } = source({
    'yes first': { items: [], nextCursor: 'b' },
    'yes b': { items: [], nextCursor: 'c' },
    'yes c': { items: some(25), nextCursor: 'd' },
  })
  const { items, next } = await gather(fetchPage, ['yes'])
  expect(items).toHaveLength(25)
  expect(next).toEqual({ group: 0, cursor: 'd' })
  expect(asked).toEqual(['yes first', 'yes b', 'yes c'])
})

it('goes from what matches to what may and to the rest, and ends there', async () => {
  const { fetchPage } = source({
    'yes first': { items: some(3) },
    'need-info first': { items: some(4, 3) },
    'no first': { items: some(2, 7) },
  })
  const { items, next } = await gather(fetchPage, GROUPS)
  expect(items.map(({ id }) => id)).toEqual(some(9).map(({ id }) => id))
  expect(next).toBeUndefined()
})

it('goes on from where it stopped', async () => {
  const { fetchPage, asked } = source({ 'need-info k': { items: some(21), nextCursor: 'l' } })
  const { next } = await gather(fetchPage, GROUPS, { group: 1, cursor: 'k' })
  expect(asked).toEqual(['need-info k'])
  expect(next).toEqual({ group: 1, cursor: 'l' })
})
