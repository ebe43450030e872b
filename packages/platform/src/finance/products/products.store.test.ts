/** Products as anyone, enterprises and partners' pages see them. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { given } from '../../../test/consent-scene.js'
import { failureOf } from '../../../test/failure-of.js'
import { openWorld, type World } from '../../../test/world.js'

let world: World
beforeAll(async () => {
  // The day for which the golden results were made.
  world = await openWorld({ start: '2026-01-01T01:00:00Z' })
})
afterAll(() => world.close())

interface Golden {
  readonly enterprises: readonly {
    readonly id: string
    readonly loans: Readonly<Record<string, { result: string; because?: string[]; missing?: string[] }>>
  }[]
}

const golden = JSON.parse(
  readFileSync(new URL('../../../../sandbox/county/derived.json', import.meta.url), 'utf8'),
) as Golden

const idsOf = ({ items }: { readonly items: readonly { readonly id: string }[] }) => items.map(({ id }) => id)

describe('a product', () => {
  test('tells its annualised rate with all costs, and how it is counted', async () => {
    const product = await world.anyone.finance.products.read({ productId: 'prd-02' })
    expect(product).toMatchObject({
      bank: { id: 'par-bank01' },
      annualRate: { min: 0.031, max: 0.0385 },
      rateMethod: 'simple',
      rateBasis: 'all-in annualised (interest and every fee tied to the loan)',
      amount: { min: { amountFen: 100_000_000, currency: 'CNY' } },
      guarantees: ['credit', 'mortgage', 'guarantor'],
      purposes: ['working-capital', 'equipment'],
    })
    expect(product.match).toBeUndefined()
    expect(await failureOf(world.anyone.finance.products.read({ productId: 'prd-99' }))).toBe('not_found')
  })

  test.each(golden.enterprises)('is matched for $id as the golden file has it', async ({ id, loans }) => {
    const { items } = await world.operator(id).finance.products.list()
    const found = Object.fromEntries(
      items.map(({ id: productId, match }) => [productId.replace('prd', 'loan'), match]),
    )
    const expected = Object.entries(loans).map(([name, { result, because = [], missing = [] }]) => [
      name,
      { result, because, missing },
    ])
    expect(found).toEqual(Object.fromEntries(expected))
  })
})

describe('the list', () => {
  test('is in the county’s order, page by page', async () => {
    const first = await world.anyone.finance.products.list({ limit: 4 })
    expect(idsOf(first)).toEqual(['prd-01', 'prd-02', 'prd-03', 'prd-04'])
    const second = await world.anyone.finance.products.list({ limit: 4, cursor: first.nextCursor })
    expect(idsOf(second)).toEqual(['prd-05', 'prd-06'])
    expect(second.nextCursor).toBeUndefined()
    const foreign = world.anyone.finance.products.list({ cursor: 'abc' })
    expect(await failureOf(foreign)).toBe('invalid_fields /cursor cursor')
  })

  test('narrows to a purpose, a bank, and what matches', async () => {
    const { products } = world.operator('ent-04').finance
    expect(idsOf(await products.list({ purpose: 'trade' }))).toEqual(['prd-05'])
    expect(idsOf(await products.list({ bank: 'par-bank03' }))).toEqual(['prd-06'])
    expect(idsOf(await products.list({ match: 'need-info' }))).toEqual(['prd-04'])
    const first = await products.list({ match: 'yes', limit: 3 })
    expect(idsOf(first)).toEqual(['prd-01', 'prd-02', 'prd-05'])
    expect(idsOf(await products.list({ match: 'yes', limit: 3, cursor: first.nextCursor }))).toEqual([
      'prd-06',
    ])
  })

  test('cannot say what matches nobody', async () => {
    expect(await failureOf(world.anyone.finance.products.list({ match: 'yes' }))).toBe('unauthenticated')
  })

  test('tells a partner’s page no more than the enterprise has opened to that partner, and each look is recorded', async () => {
    const consent = await given(world, 'ent-04', { scopes: ['tax.summary'] })
    const { items } = await world.widget({ enterprise: 'ent-04' }).finance.products.list()
    const byId = new Map(items.map(({ id, match }) => [id, match]))
    // Registered credit is not opened: what would be a plain yes for the enterprise is not told here.
    expect(byId.get('prd-05')).toEqual({
      result: 'need-info',
      because: [],
      missing: ['credit.seriousViolation', 'credit.abnormalListed'],
    })
    const reads = await world.operator('ent-04').consent.reads({ consentId: consent.id })
    expect(reads.items).toHaveLength(1)
  })

  test('shows a handler without this item what anyone sees', async () => {
    await world.store.transact({ kind: 'platform' }, db =>
      db
        .updateTable('delegations')
        .set({ items: JSON.stringify(['card']) })
        .where('person_id', '=', 'per-hdl02')
        .execute(),
    )
    const { items } = await world.operator('ent-02', 'per-hdl02').finance.products.list()
    expect(items.every(({ match }) => match === undefined)).toBe(true)
  })
})
