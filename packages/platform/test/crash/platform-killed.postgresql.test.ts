/** Promise 10, on PostgreSQL: `QIYEMA_FULL=1` makes it 200 kills and 100,000 writes. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgresqlStore } from '../../src/store/postgresql-store.js'
import { newDatabase } from '../test-store.js'
import { KILLED_PLATFORM, killPlatform, UNHARMED } from './kill-platform.js'

let folder: string
let database: Awaited<ReturnType<typeof newDatabase>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiyema-killed-'))
  database = await newDatabase()
})
afterAll(async () => {
  await database.remove()
  await rm(folder, { recursive: true, force: true })
})

test(KILLED_PLATFORM.name, { timeout: KILLED_PLATFORM.timeout }, async ({ task }) => {
  const { url } = database
  const { figure, ...harm } = await killPlatform({
    environment: { DATA_FOLDER: folder, DATABASE_URL: url },
    openStore: () => openPostgresqlStore({ url, now: () => new Date() }),
  })
  task.meta.figure = figure
  expect(harm).toEqual(UNHARMED)
})
