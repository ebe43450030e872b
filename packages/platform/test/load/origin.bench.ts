// How many authenticated requests a node answers, beside a bare route and a bare query over the same socket and database:
// node, database and load share this machine's cores.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { listen } from '../../src/server/http-server.js'
import { openRawCallers } from '../raw-callers.js'
import { openWorld } from '../world.js'
import type { Load, LoadFigures } from './load.js'
import type { OriginFigures } from './results.js'

const isQuick = process.env.QIYEMA_QUICK === '1'
const ROUNDS = isQuick ? 2 : 5
const SECONDS = isQuick ? 2 : 5
const SUSTAINED_SECONDS = isQuick ? 5 : 60
const CONNECTIONS = 64

test('what a node answers in a second', async ({ task }) => {
  const world = await openWorld()
  const callers = await openRawCallers(world)
  const consents = await callers.send('partner', { method: 'GET', target: '/v1/consents' })
  const { items } = (await consents.json()) as { items: { id: string }[] }
  const [{ id: consentId }] = items as [{ id: string }]
  const enterprise = await world.usccOf('ent-02')
  const app = new Hono()
  app.get('/bare', context => context.json({ id: consentId }))
  app.get('/bare-query', async context => {
    const row = await world.store.transact({ kind: 'anyone' }, db =>
      db.selectFrom('enterprises').selectAll().where('uscc', '=', enterprise).executeTakeFirst(),
    )
    return context.json(row)
  })
  app.mount('/', request => world.app.fetch(request))
  const server = await listen('127.0.0.1', 0)
  server.serve(request => app.fetch(request))
  const origin = `http://127.0.0.1:${server.port}`
  const path = `/v1/consents/${consentId}`
  const partner = await callers.credentials('partner', 'GET', path)
  const operator = await callers.credentials('operator', 'POST', '/v1/policies/pol-01/matches')
  const shared = { connections: CONNECTIONS, seconds: SECONDS } as const
  const contenders: Readonly<Record<keyof OriginFigures['perSecond'], Load>> = {
    bareRoute: { ...shared, url: `${origin}/bare`, method: 'GET', headers: {} },
    bareQuery: { ...shared, url: `${origin}/bare-query`, method: 'GET', headers: {} },
    read: { ...shared, url: origin + path, method: 'GET', headers: partner },
    write: {
      ...shared,
      url: `${origin}/v1/policies/pol-01/matches`,
      method: 'POST',
      headers: { ...operator, 'content-type': 'application/json' },
      body: '{}',
      isIntent: true,
    },
  }
  const rounds: Record<keyof typeof contenders, number>[] = []
  let errors = 0
  for (let round = -1; round < ROUNDS; round++) {
    const rates: Record<string, number> = {}
    for (const [name, load] of Object.entries(contenders)) {
      const figures = await put(load)
      rates[name] = figures.perSecond
      errors += figures.errors
    }
    if (round >= 0) rounds.push(rates as Record<keyof typeof contenders, number>)
  }
  const sustained = await put({ ...contenders.read, seconds: SUSTAINED_SECONDS })
  await server.close()
  await world.close()
  const middle = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  const figures: OriginFigures = {
    connections: CONNECTIONS,
    perSecond: {
      bareRoute: middle(rounds.map(rates => rates.bareRoute)),
      bareQuery: middle(rounds.map(rates => rates.bareQuery)),
      read: middle(rounds.map(rates => rates.read)),
      write: middle(rounds.map(rates => rates.write)),
    },
    readOfRoute: middle(rounds.map(rates => rates.read / rates.bareRoute)),
    readOfQuery: middle(rounds.map(rates => rates.read / rates.bareQuery)),
    writeOfQuery: middle(rounds.map(rates => rates.write / rates.bareQuery)),
    sustained: { seconds: SUSTAINED_SECONDS, ...sustained },
    errors: errors + sustained.errors,
  }
  task.meta.results = figures
  expect(figures.errors).toBe(0)
})

const run = promisify(execFile)

async function put(load: Load): Promise<LoadFigures> {
  const script = fileURLToPath(new URL('load.ts', import.meta.url))
  const { stdout } = await run('npx', ['node', script, JSON.stringify(load)])
  return JSON.parse(stdout) as LoadFigures
}
