import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256Hex, utf8 } from '../http/digest.js'
import type { Files } from './files.js'
import { openFolderFiles } from './folder-files.js'
import { createMemoryFiles } from './memory-files.js'

const GRACE = 3600
const NOTHING: ReadonlySet<string> = new Set()
const nobody = async () => NOTHING

let folder: string
let moment: Date
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiyema-files-'))
  moment = new Date('2026-03-02T01:00:00Z')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
const drafts = () => readdir(join(folder, 'unfinished'))

/** Each kind, and how time passes there for one file. */
const KINDS: readonly (readonly [string, () => Promise<Files>, (sha256: string) => Promise<void>])[] = [
  [
    'memory',
    async () => createMemoryFiles({ now: () => moment }),
    async () => {
      moment = new Date(moment.getTime() + (GRACE + 1) * 1000)
    },
  ],
  [
    'a folder',
    () => openFolderFiles(folder),
    async sha256 => {
      const before = new Date((await stat(pathOf(sha256))).mtimeMs - (GRACE + 1) * 1000)
      await utimes(pathOf(sha256), before, before)
    },
  ],
]

describe.each(KINDS)('files in %s', (_, open, age) => {
  let files: Files
  let content: Uint8Array<ArrayBuffer>
  let sha256: string
  beforeEach(async () => {
    files = await open()
    content = utf8('a picture')
    sha256 = await sha256Hex(content)
  })

  test('come back as they were put, and are nobody else’s to change', async () => {
    await files.put(content, sha256)
    content.fill(0)
    const first = await files.get(sha256)
    first?.fill(0)
    expect(await files.get(sha256)).toEqual(utf8('a picture'))
  })

  test('that nobody put are not there', async () => {
    expect(await files.get(sha256)).toBeUndefined()
  })

  test('have no names but hashes: none leads anywhere else', async () => {
    for (const name of [
      '',
      '../../etc/passwd',
      `../${sha256}`,
      sha256.toUpperCase(),
      `${sha256}\0`,
      `${sha256}0`,
    ]) {
      await expect(files.get(name)).rejects.toThrow(TypeError)
      await expect(files.put(content, name)).rejects.toThrow(TypeError)
    }
  })

  test('can be put by many at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => files.put(content, sha256)))
    expect(await files.get(sha256)).toEqual(content)
  })

  test('are swept when they are old and nobody names them', async () => {
    await files.put(content, sha256)
    await files.sweep(GRACE, nobody)
    expect(await files.get(sha256)).toEqual(content)
    await age(sha256)
    await files.sweep(GRACE, async hashes => new Set(hashes))
    expect(await files.get(sha256)).toEqual(content)
    await files.sweep(GRACE, nobody)
    expect(await files.get(sha256)).toBeUndefined()
  })

  test('are young again when they are put again', async () => {
    await files.put(content, sha256)
    await age(sha256)
    await files.put(content, sha256)
    await files.sweep(GRACE, nobody)
    expect(await files.get(sha256)).toEqual(content)
  })

  test('that are put while they are being swept are there afterwards', async () => {
    await files.put(content, sha256)
    await age(sha256)
    await files.sweep(GRACE, async () => {
      await files.put(content, sha256)
      return NOTHING
    })
    expect(await files.get(sha256)).toEqual(content)
  })

  test('are asked about in groups that a statement can hold, each once', async () => {
    const hashes = await Promise.all(
      Array.from({ length: 501 }, (_, index) => sha256Hex(utf8(`file ${index}`))),
    )
    for (const hash of hashes) await files.put(utf8('any'), hash)
    for (const hash of hashes) await age(hash)
    const asked: number[] = []
    await files.sweep(GRACE, async some => {
      asked.push(some.length)
      return new Set(some)
    })
    expect(asked).toEqual([500, 1])
  })
})

describe('a folder', () => {
  const content = utf8('a picture')

  test('is nobody else’s to read', async () => {
    const files = await openFolderFiles(join(folder, 'files'))
    const sha256 = await sha256Hex(content)
    await files.put(content, sha256)
    const path = join(folder, 'files', sha256.slice(0, 2), sha256)
    if (process.platform === 'win32') return
    expect((await stat(path)).mode & 0o077).toBe(0)
    expect((await stat(join(path, '..'))).mode & 0o077).toBe(0)
  })

  test('does not give a file that is no longer what its name says', async () => {
    const files = await openFolderFiles(folder)
    const sha256 = await sha256Hex(content)
    await files.put(content, sha256)
    await writeFile(pathOf(sha256), 'something else')
    expect(await files.get(sha256)).toBeUndefined()
  })

  test('keeps nothing half-written under a name, and forgets what was broken off', async () => {
    const files = await openFolderFiles(folder)
    const sha256 = await sha256Hex(content)
    await files.put(content, sha256)
    expect(await drafts()).toEqual([])
    const [old, young] = [`${sha256}-old`, `${sha256}-young`].map(name => join(folder, 'unfinished', name))
    for (const draft of [old, young]) await writeFile(draft ?? '', 'a pic')
    await utimes(old ?? '', new Date(0), new Date(0))
    await files.sweep(GRACE, nobody)
    expect(await drafts()).toEqual([`${sha256}-young`])
    expect(await readFile(pathOf(sha256))).toEqual(Buffer.from(content))
  })

  test('is shared by processes: what one has put another gives', async () => {
    const sha256 = await sha256Hex(content)
    await (await openFolderFiles(folder)).put(content, sha256)
    expect(await (await openFolderFiles(folder)).get(sha256)).toEqual(content)
  })
})
