/** The store of a server or a command line: a folder of files. The only module of this package that needs Node. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { QiyemaError } from '../errors.js'
import type { VerifierStore } from './store.js'

/**
 * Keeps a verifier's lists in a folder, a file a key. A file is written beside its place, flushed and then renamed, so
 * that a crash leaves the old one or the new one.
 *
 * @param folder - made when it is missing
 * @throws {QiyemaError} `ERR_STORE` from `get` and `set`, when the folder cannot be used
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { dirname, join } from 'node:path'
 * import { fileStore } from '@qiyema/core/stores/file'
 *
 * const store = fileStore(await mkdtemp(join(tmpdir(), 'qiyema-')))
 * await store.set('a', 'b')
 * console.log(await store.get('a')) // b
 * ```
 */
export function fileStore(folder: string): VerifierStore {
  const pathOf = (key: string) =>
    join(folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`)
  return {
    async get(key) {
      try {
        return await readFile(pathOf(key), 'utf8')
      } catch (error) {
        if (isMissing(error)) return undefined
        throw storeError(folder, 'read', error)
      }
    },

    async set(key, value) {
      const path = pathOf(key)
      const draft = `${path}.${randomUUID()}`
      try {
        await makeFolder(folder)
        const file = await open(draft, 'w', 0o600)
        try {
          await file.writeFile(value, 'utf8')
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined)
        throw storeError(folder, 'write', error)
      }
    },
  }
}

/** As `mkdir` with `recursive`, which never ends where a folder cannot be made though its parent is there, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error
    await makeFolder(dirname(folder))
    await mkdir(folder).catch(ignoreExisting)
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}

function storeError(folder: string, verb: 'read' | 'write', error: unknown): QiyemaError {
  const reason = (error as NodeJS.ErrnoException).code ?? 'unknown'
  return new QiyemaError(
    'ERR_STORE',
    `The verifier's store in ${folder} cannot be ${verb === 'read' ? 'read' : 'written'} (${reason}).`,
    { reason },
  )
}
