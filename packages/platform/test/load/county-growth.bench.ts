// What a request costs as the county grows, from 4,000 enterprises to as many as Zhejiang has. Both counties are there at
// once, in two databases of one server, and requests take turns between them.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openWorld, type World } from '../world.js'
import type { CountyGrowth } from './results.js'

const isQuick = process.env.QIYEMA_QUICK === '1'
const SMALL = 4_000
const LARGE = isQuick ? 40_000 : 2_690_000
const ROUNDS = isQuick ? 20 : 200
/** Statements of this size go through in seconds, and their progress can be seen. */
const AT_ONCE = 100_000

/** What people ask for all day. Each gives the same answer in both counties. */
const REQUESTS: Readonly<Record<string, (world: World, uscc: string) => PromiseLike<unknown>>> = {
  'list policies': ({ anyone }) => anyone.policy.list({ limit: 20 }),
  'search policies in Chinese': ({ anyone }) => anyone.policy.list({ text: '技术改造', limit: 20 }),
  'list policies that match': ({ operator }) => operator('ent-02').policy.list({ match: 'yes', limit: 20 }),
  'match a policy': ({ operator }) => operator('ent-02').policy.matches.make({ policyId: 'pol-01' }),
  'read a card': ({ anyone }, uscc) => anyone.card.readPublic({ uscc }),
  'list loan products that match': ({ operator }) =>
    operator('ent-02').finance.products.list({ match: 'yes', limit: 20 }),
  'look at the queue of needs': ({ bank }) => bank(1).finance.queue.list({ limit: 20 }),
}

test('what a request costs as the county grows', async ({ task }) => {
  const small = await openCounty(SMALL)
  const large = await openCounty(LARGE)
  const uscc = await small.usccOf('ent-02')
  const requests = []
  for (const [name, ask] of Object.entries(REQUESTS)) {
    const times: { small: number; large: number }[] = []
    for (let round = -3; round < ROUNDS; round++) {
      const pair = {
        small: await millisecondsOf(() => ask(small, uscc)),
        large: await millisecondsOf(() => ask(large, uscc)),
      }
      if (round >= 0) times.push(pair)
    }
    requests.push({
      name,
      smallMilliseconds: middle(times.map(pair => pair.small)),
      largeMilliseconds: middle(times.map(pair => pair.large)),
      ratio: middle(times.map(pair => pair.large / pair.small)),
    })
  }
  await small.close()
  await large.close()
  const figures: CountyGrowth = { small: SMALL, large: LARGE, requests }
  task.meta.results = figures
  for (const { name, ratio } of requests) expect([name, ratio <= 3]).toEqual([name, true])
})

/** The sample county among so many generated enterprises, each with a card and what registers hold of the like of it. */
async function openCounty(enterprises: number): Promise<World> {
  const world = await openWorld()
  for (let from = 0; from < enterprises; from += AT_ONCE)
    await world.store.transact({ kind: 'platform' }, async db => {
      // Generating is no request: it may take its time.
      await sql`set local statement_timeout = 0`.execute(db)
      const numbers = sql`generate_series(${from}::int, ${Math.min(from + AT_ONCE, enterprises) - 1}::int) n`
      await sql`insert into enterprises
        (id, uscc, name, entity_type, registration_status, region_code, industry_code, established_on, claimed_at, updated_at)
        select 'ent_g' || n, 'G' || lpad(n::text, 17, '0'), jsonb_build_object('zh-CN', '示例企业' || n), 'company', 'active',
          '330521', 'C' || (1000 + n % 3000), date '2010-01-01' + n % 5000, now(), now()
        from ${numbers}`.execute(db)
      await sql`insert into profiles (enterprise_id, contact_role, phone, products, updated_at)
        select 'ent_g' || n, '企业服务专员', '0572-00000000', '["示例产品"]', now() from ${numbers}`.execute(
        db,
      )
      for (const [id, value] of GENERATED_FACTS)
        await sql`insert into facts (enterprise_id, id, source, value, as_of)
          select 'ent_g' || n, ${id}, 'warehouse', ${value}::jsonb, now() from ${numbers}`.execute(db)
    })
  await world.store.transact({ kind: 'platform' }, async db => {
    await sql`reset role`.execute(db)
    await sql`set local statement_timeout = 0`.execute(db)
    for (const table of ['enterprises', 'profiles', 'facts'])
      await sql`analyze ${sql.table(table)}`.execute(db)
  })
  return world
}

const GENERATED_FACTS = [
  ['credit.taxGrade', '"B"'],
  ['credit.seriousViolation', 'false'],
  ['credit.envRedFlag', 'false'],
] as const

async function millisecondsOf(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}
