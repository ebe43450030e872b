/** The platform as a process on a folder: whoever tries it out starts it so. */
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PROCESS_PATIENCE, processesOn } from '../../test/server-process.js'
import { copyOfFolder } from '../../test/test-store.js'

vi.setConfig(PROCESS_PATIENCE)

let folder: string
let processes: ReturnType<typeof processesOn>
beforeAll(async () => {
  folder = await copyOfFolder()
  processes = processesOn({ DATA_FOLDER: folder })
})
afterAll(async () => {
  await processes.end()
  await rm(folder, { recursive: true, force: true })
})

test('it has its folder for itself, says what PGlite is not for, and finds its keys again', async () => {
  const first = await processes.started()
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200)
  expect(first.sentences.join(' ')).toMatch(/PGlite in .*for this process only.*locked.*never synced to disk/)
  expect((await stat(join(folder, 'keys.json'))).mode & 0o077).toBe(0)
  const published = await keysAt(first.address)

  const second = processes.start()
  expect(await second.ended).toEqual({ code: 2, signal: null })
  expect(second.sentences.join(' ')).toContain(`in use by process ${first.child.pid}`)
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200)

  first.child.kill('SIGTERM')
  expect(await first.ended).toEqual({ code: 0, signal: null })
  const again = await processes.started()
  expect(await keysAt(again.address)).toEqual(published)
})

async function keysAt(address: string): Promise<unknown> {
  const keys: unknown = await (await fetch(`${address}/.well-known/jwks.json`)).json()
  expect(keys).toMatchObject({ keys: expect.arrayContaining([expect.objectContaining({ kty: 'EC' })]) })
  return keys
}
