/** What may not go into production, and what may: a process that is started as one for production. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { PROCESS_PATIENCE, processesOn } from '../../test/server-process.js'
import { newDatabase } from '../../test/test-store.js'
import { makeKeyFile } from '../keys/key-file.js'

vi.setConfig(PROCESS_PATIENCE)

let folder: string
let keysFile: string
let database: Awaited<ReturnType<typeof newDatabase>>
let processes: ReturnType<typeof processesOn>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiyema-production-'))
  keysFile = join(folder, 'secret', 'keys.json')
  await makeKeyFile(keysFile)
  database = await newDatabase()
  processes = processesOn({ MODE: 'production', DATA_FOLDER: folder })
})
afterEach(() => processes.end())
afterAll(async () => {
  await database.remove()
  await rm(folder, { recursive: true, force: true })
})

test('every reason against it is told at once, and nothing is made', async () => {
  const { ended, sentences } = processes.start({ BASE_URL: 'http://qym.example' })
  expect(await ended).toEqual({ code: 2, signal: null })
  expect(sentences.filter(line => line.startsWith('- '))).toEqual([
    expect.stringContaining('BASE_URL must begin with https'),
    expect.stringContaining('PGlite'),
    expect.stringContaining('KEYS_FILE'),
  ])
})

test('reasons of the database stand beside those of the configuration', async () => {
  const { ended, sentences } = processes.start({
    BASE_URL: 'https://localhost',
    DATABASE_URL: database.superuser,
  })
  expect(await ended).toEqual({ code: 2, signal: null })
  expect(sentences.filter(line => line.startsWith('- '))).toEqual([
    expect.stringContaining('BASE_URL is this machine'),
    expect.stringContaining('KEYS_FILE'),
    expect.stringContaining('is a superuser'),
    expect.stringContaining('bypasses row-level security'),
  ])
})

test('with all that is asked for it starts', async () => {
  const { address, child, ended, sentences } = await processes.started({
    BASE_URL: 'https://qym.example',
    DATABASE_URL: database.url,
    KEYS_FILE: keysFile,
  })
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  expect(sentences.join(' ')).toContain('https://qym.example (production')
  child.kill('SIGTERM')
  expect(await ended).toEqual({ code: 0, signal: null })
})
