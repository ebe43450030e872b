/**
 * Files in a folder, which no web server serves. Each is written beside its place, synced and moved there, so that a name
 * never stands for half a file, neither after a crash nor for another process on the same folder.
 */
import { createHash, randomUUID } from 'node:crypto'
import {
  type FileHandle,
  link,
  mkdir,
  open,
  opendir,
  readFile,
  rename,
  stat,
  unlink,
  utimes,
} from 'node:fs/promises'
import { join } from 'node:path'
import { ensureFileName, type Files, isFileName, type NamedAmong, SWEPT_AT_ONCE } from './files.js'

/** Beside the folders of files, whose names have two digits. */
const UNFINISHED = 'unfinished'
/** What no process can still be writing. */
const UNFINISHED_SECONDS = 3600

/**
 * Files in a folder, which is made where it is missing, for nobody else to read.
 *
 * @param folder - kept to the platform's own user
 */
export async function openFolderFiles(folder: string): Promise<Files> {
  const unfinished = join(folder, UNFINISHED)
  await mkdir(unfinished, { recursive: true, mode: 0o700 })

  return {
    async put(content, sha256) {
      const path = pathOf(folder, sha256)
      if (await touch(path)) return
      const draft = join(unfinished, `${sha256}-${randomUUID()}`)
      await writeSynced(draft, content)
      const parent = join(path, '..')
      await mkdir(parent, { recursive: true, mode: 0o700 })
      await rename(draft, path)
      await syncFolder(parent)
      await syncFolder(folder)
    },

    async get(sha256) {
      const content = await unlessMissing(readFile(pathOf(folder, sha256)))
      if (!content || createHash('sha256').update(content).digest('hex') !== sha256) return undefined
      return Uint8Array.from(content)
    },

    async sweep(graceSeconds, namedAmong) {
      for await (const some of inGroups(oldFiles(folder, graceSeconds), SWEPT_AT_ONCE))
        await removeUnnamed(folder, some, graceSeconds, namedAmong)
      for await (const name of namesIn(unfinished)) {
        const draft = join(unfinished, name)
        if (await isOlder(draft, UNFINISHED_SECONDS)) await unlessMissing(unlink(draft))
      }
    },
  }
}

/** By the first two digits: no folder of a county grows too large to be listed. */
function pathOf(folder: string, sha256: string): string {
  ensureFileName(sha256)
  return join(folder, sha256.slice(0, 2), sha256)
}

/** Counts a file as put now; false where there is none. */
async function touch(path: string): Promise<boolean> {
  const now = new Date()
  return (await unlessMissing(utimes(path, now, now).then(() => true))) ?? false
}

async function writeSynced(path: string, content: Uint8Array): Promise<void> {
  await withOpen(await open(path, 'wx', 0o600), async file => {
    await file.writeFile(content)
    await file.sync()
  })
}

/** A name is safe once its folder is on the disk, too. Windows syncs no folders, and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  await withOpen(await open(path, 'r'), folder => folder.sync())
}

async function withOpen(handle: FileHandle, work: (handle: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(handle)
  } finally {
    await handle.close()
  }
}

async function removeUnnamed(
  folder: string,
  hashes: readonly string[],
  graceSeconds: number,
  namedAmong: NamedAmong,
): Promise<void> {
  const named = await namedAmong(hashes)
  for (const sha256 of hashes) {
    if (named.has(sha256)) continue
    const path = pathOf(folder, sha256)
    const taken = join(folder, UNFINISHED, `${sha256}-${randomUUID()}`)
    // Taken away first and looked at then: whoever puts it from now on writes it anew, whoever did just before gets it back.
    if ((await unlessMissing(rename(path, taken).then(() => true))) !== true) continue
    if (!(await isOlder(taken, graceSeconds))) await unlessThere(link(taken, path))
    await unlink(taken)
  }
}

async function* oldFiles(folder: string, graceSeconds: number): AsyncGenerator<string> {
  for await (const digits of namesIn(folder)) {
    if (!/^[0-9a-f]{2}$/.test(digits)) continue
    for await (const name of namesIn(join(folder, digits)))
      if (isFileName(name) && (await isOlder(join(folder, digits, name), graceSeconds))) yield name
  }
}

async function* namesIn(folder: string): AsyncGenerator<string> {
  for await (const { name } of await opendir(folder)) yield name
}

/** By the file system's own clock, which also wrote the time that it is held against. */
async function isOlder(path: string, seconds: number): Promise<boolean> {
  const found = await unlessMissing(stat(path))
  return found !== undefined && found.mtimeMs <= Date.now() - seconds * 1000
}

async function* inGroups<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<readonly Item[]> {
  let group: Item[] = []
  for await (const item of items) {
    group.push(item)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

function unlessMissing<Result>(work: Promise<Result>): Promise<Result | undefined> {
  return unlessCode(work, 'ENOENT')
}

function unlessThere<Result>(work: Promise<Result>): Promise<Result | undefined> {
  return unlessCode(work, 'EEXIST')
}

async function unlessCode<Result>(work: Promise<Result>, code: string): Promise<Result | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === code) return undefined
    throw error
  }
}
