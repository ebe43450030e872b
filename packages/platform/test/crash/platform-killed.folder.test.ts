/** Promise 10, on a folder's PGlite: `QIYEMA_FULL=1` makes it 200 kills and 100,000 writes. */
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFolderStore } from '../../src/store/folder-store.js'
import { copyOfFolder } from '../test-store.js'
import { KILLED_PLATFORM, killPlatform, UNHARMED } from './kill-platform.js'

let folder: string
beforeAll(async () => {
  folder = await copyOfFolder()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test(KILLED_PLATFORM.name, { timeout: KILLED_PLATFORM.timeout }, async ({ task }) => {
  const { figure, ...harm } = await killPlatform({
    environment: { DATA_FOLDER: folder },
    openStore: () => openFolderStore({ folder, now: () => new Date() }),
  })
  task.meta.figure = figure
  expect(harm).toEqual(UNHARMED)
})
