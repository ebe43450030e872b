import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { copyOfFolder } from '../../test/test-store.js'
import { whyNotForProduction } from './check-production.js'
import { lockFolder } from './folder-lock.js'
import { openFolderStore } from './folder-store.js'
import { openStore } from './open-store.js'
import type { Store } from './store.js'

const ENGINES = join(import.meta.dirname, '../../test/engines')
const now = () => new Date('2026-03-02T01:00:00Z')

let folder: string
beforeEach(async () => {
  folder = await copyOfFolder()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const namesIn = (store: Store) =>
  store.transact({ kind: 'platform' }, async db => {
    const rows = await db.selectFrom('county_settings').select('name').execute()
    return rows.map(({ name }) => name)
  })

test('another process is refused the folder until its holder ends, and then finds all that was acknowledged', async () => {
  const holder = await startHolder(folder)
  await expect(openFolderStore({ folder, now })).rejects.toMatchObject({
    name: 'SetUpError',
    code: 'ERR_FOLDER_IN_USE',
    message: expect.stringContaining(`process ${holder.pid}`),
  })
  await holder.says(/^written 10$/)
  await holder.kill()
  const store = await openFolderStore({ folder, now })
  const names = await namesIn(store)
  await store.close()
  expect(names).toEqual(expect.arrayContaining(holder.lines.filter(line => line.startsWith('written'))))
})

test('what was written is there when it is opened again', async () => {
  const store = await openStore({ folder, now })
  await store.transact({ kind: 'platform' }, db =>
    db.insertInto('county_settings').values({ name: 'kept', version: '1', value: '0' }).execute(),
  )
  await store.close()
  const again = await openStore({ folder, now })
  expect(await namesIn(again)).toEqual(['kept'])
  expect(await whyNotForProduction(again)).toEqual([expect.stringContaining('DATABASE_URL')])
  await again.close()
})

test('a folder whose database cannot be opened is free again', async () => {
  await rm(join(folder, 'database', 'global'), { recursive: true })
  await expect(openFolderStore({ folder, now })).rejects.toThrow()
  const lock = await lockFolder(folder)
  await lock.release()
})

async function startHolder(path: string) {
  const hooks = pathToFileURL(join(ENGINES, 'typescript-in-node.mjs')).href
  const child = spawn(process.execPath, ['--import', hooks, join(ENGINES, 'folder-holder.ts'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const output = createInterface({ input: child.stdout })
  output.on('line', line => lines.push(line))
  const closed = once(child, 'close')
  onTestFinished(() => void child.kill('SIGKILL'))
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => lines.some(line => pattern.test(line)) && resolve()
      output.on('line', look)
      closed.then(() => reject(new Error(`The other process ended before it said ${pattern}.`)))
      look()
    })
  await says(/^open$/)
  return {
    pid: child.pid,
    lines,
    says,
    /** As hard as it gets: nothing of the process runs any more. */
    async kill() {
      child.kill('SIGKILL')
      await closed
    },
  }
}
