/** Promise 11: PostgreSQL is killed again and again under load. `QIYEMA_FULL=1` makes it 50 times. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgresqlStore } from '../../src/store/postgresql-store.js'
import {
  asSuperuser,
  OWNER,
  type PostgresqlServer,
  startPostgresqlServer,
} from '../engines/postgresql-server.js'
import { type Inspection, inspect } from './inspect.js'
import { NOTHING_AMISS } from './ledger.js'
import { isFull, openScene, type Scene } from './scene.js'

const KILLS = isFull ? 50 : 2
const WRITES_BETWEEN = isFull ? 200 : 50
const READY_MILLISECONDS = 10_000

let folder: string
let server: PostgresqlServer
let scene: Scene
const openStore = () => openPostgresqlStore({ url: server.url('crash'), now: () => new Date() })
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiyema-crash-'))
  server = await startPostgresqlServer()
  await asSuperuser(server.url('postgres', 'postgres'), `create database crash owner ${OWNER}`)
  const environment = { DATA_FOLDER: folder, DATABASE_URL: server.url('crash') }
  scene = await openScene({ environment, openStore })
})
afterAll(async () => {
  await scene.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

test(`PostgreSQL that is killed ${KILLS} times takes nothing with it, and the platform goes on by itself`, {
  timeout: isFull ? 3_600_000 : 180_000,
}, async ({ task }) => {
  const { processes, acknowledged } = scene
  const platform = await processes.started()
  const found: Inspection[] = []
  let slowest = 0
  for (let kill = 0; kill < KILLS; kill++) {
    await scene.more(1 + Math.floor(Math.random() * 2 * WRITES_BETWEEN))
    await server.crash()
    const before = acknowledged.length
    expect(await isReady()).toBe(false)
    const started = performance.now()
    await server.start()
    await untilReady()
    slowest = Math.max(slowest, performance.now() - started)
    const inspection = await inspectNow()
    const { halves, forsaken, steps } = inspection
    if (halves.length > 0 || forsaken.length > 0 || steps < before) found.push(inspection)
    scene.askAgainUpTo(before)
  }
  const finish = await scene.finish(async () => {
    platform.child.kill('SIGTERM')
    expect(await platform.ended).toEqual({ code: 0, signal: null })
  }, KILLS)
  task.meta.figure = `${KILLS} kills, ${acknowledged.length} writes acknowledged: ${finish.reckoning.lost.length} lost; ready again after ${(slowest / 1000).toFixed(1)} s at most`
  expect({ ...finish, found }).toEqual({ differing: [], reckoning: NOTHING_AMISS, found: [] })
  expect(slowest).toBeLessThan(READY_MILLISECONDS)
})

async function isReady(): Promise<boolean> {
  return (await fetch(`${scene.baseUrl}/readyz`)).ok
}

async function untilReady(): Promise<void> {
  while (!(await isReady())) await new Promise(resolve => setTimeout(resolve, 20))
}

async function inspectNow(): Promise<Inspection> {
  const store = await openStore()
  try {
    return await inspect(store)
  } finally {
    await store.close()
  }
}
