/** A node that is about to be put under load, with a bare route and a bare query beside it on the same socket and database. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Hono } from 'hono'
import { listen } from '../../src/server/http-server.js'
import { openRawCallers } from '../raw-callers.js'
import { openWorld } from '../world.js'
import type { Load, LoadFigures } from './load.js'
import type { OriginFigures } from './results.js'

export const CONNECTIONS = 64

/** All that is asked of it, but for how long. */
export type Asked = Omit<Load, 'seconds'>

export interface LoadedNode {
  readonly asked: Readonly<Record<keyof OriginFigures['perSecond'], Asked>>
  close(): Promise<void>
}

export async function openNode(): Promise<LoadedNode> {
  const world = await openWorld()
  const callers = await openRawCallers(world)
  const consents = await callers.send('partner', { method: 'GET', target: '/v1/consents' })
  const { items } = (await consents.json()) as { items: { id: string }[] }
  const [{ id: consentId }] = items as [{ id: string }]
  const enterprise = await world.usccOf('ent-02')
  const bare = new Hono()
  bare.get('/bare', context => context.json({ id: consentId }))
  bare.get('/bare-query', async context => {
    const row = await world.store.transact({ kind: 'anyone' }, db =>
      db.selectFrom('enterprises').selectAll().where('uscc', '=', enterprise).executeTakeFirst(),
    )
    return context.json(row)
  })
  const server = await listen('127.0.0.1', 0)
  // Side by side, since one mounted in the other makes each request of its twice.
  const isBare = ({ url }: Request) => new URL(url).pathname.startsWith('/bare')
  server.serve(request => (isBare(request) ? bare : world.app).fetch(request))
  const origin = `http://127.0.0.1:${server.port}`
  const path = `/v1/consents/${consentId}`
  const partner = await callers.credentials('partner', 'GET', path)
  const operator = await callers.credentials('operator', 'POST', '/v1/policies/pol-01/matches')
  const get = { connections: CONNECTIONS, method: 'GET' } as const
  return {
    asked: {
      bareRoute: { ...get, url: `${origin}/bare`, headers: {} },
      bareQuery: { ...get, url: `${origin}/bare-query`, headers: {} },
      read: { ...get, url: origin + path, headers: partner },
      write: {
        connections: CONNECTIONS,
        url: `${origin}/v1/policies/pol-01/matches`,
        method: 'POST',
        headers: { ...operator, 'content-type': 'application/json' },
        body: '{}',
        isIntent: true,
      },
    },
    async close() {
      await server.close()
      await world.close()
    },
  }
}

const run = promisify(execFile)

export async function put(load: Load): Promise<LoadFigures> {
  const script = fileURLToPath(new URL('load.ts', import.meta.url))
  const { stdout } = await run('npx', ['node', script, JSON.stringify(load)])
  return JSON.parse(stdout) as LoadFigures
}
