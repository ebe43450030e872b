import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.js'

let parent: string
let folder: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'qiyema-lock-'))
  folder = join(parent, 'data')
})
afterEach(() => rm(parent, { recursive: true, force: true }))

test('makes a folder that is missing, for nobody else to read', async () => {
  const lock = await lockFolder(folder)
  if (process.platform !== 'win32') expect((await stat(folder)).mode & 0o777).toBe(0o700)
  await lock.release()
})

test('goes to one of those who ask for it at once', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)))
  const taken = outcomes.filter(outcome => outcome.status === 'fulfilled')
  const codes = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
  expect(taken).toHaveLength(1)
  expect(new Set(codes)).toEqual(new Set(['ERR_FOLDER_IN_USE']))
  await taken[0]?.value.release()
})

test('tells who has it, by whatever name the folder is asked for', async () => {
  const lock = await lockFolder(folder)
  await expect(lockFolder(join(parent, 'other', '..', 'data'))).rejects.toThrow(`process ${process.pid}`)
  await lock.release()
})

test('is free once released, and a second release takes it from nobody', async () => {
  const first = await lockFolder(folder)
  await first.release()
  const second = await lockFolder(folder)
  await first.release()
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'ERR_FOLDER_IN_USE' })
  await second.release()
  expect(await readdir(folder)).toEqual(['lock'])
})

test('is free when only the number of a process that lives is left in the folder', async () => {
  await (await lockFolder(folder)).release()
  await writeFile(join(folder, 'in-use-by'), `${process.ppid}\n`)
  await (await lockFolder(folder)).release()
})

test('is not taken where nothing can be written', async () => {
  await writeFile(folder, '')
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'EEXIST' })
})
