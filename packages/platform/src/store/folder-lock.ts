/**
 * Keeps a data folder to one process: two PGlite on one folder would lose rows, and say nothing.
 *
 * Node has no file locks, SQLite has: a lock of the operating system, which ends with its process however that ends, so that
 * no lock is ever left behind and none has to be judged by the number of a process that may be another's by now.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SetUpError } from '../set-up-error.js'

const LOCK_FILE = 'lock'
/** Only for people: which process has the folder. */
const HOLDER_FILE = 'in-use-by'
const SQLITE_BUSY = 5

export interface FolderLock {
  release(): Promise<void>
}

/**
 * Takes a folder for this process, making it where it is missing.
 *
 * @throws {SetUpError} `ERR_FOLDER_IN_USE` while somebody has it, be it this very process
 */
export async function lockFolder(path: string): Promise<FolderLock> {
  const folder = resolve(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const holderFile = join(folder, HOLDER_FILE)
  const lock = takeLock(join(folder, LOCK_FILE))
  if (!lock) throw inUse(folder, await readFile(holderFile, 'utf8').catch(() => ''))
  await writeFile(holderFile, `${process.pid}\n`)
  return {
    async release() {
      if (!lock.isOpen) return
      await rm(holderFile, { force: true })
      lock.close()
    },
  }
}

function takeLock(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file)
  try {
    database.exec('begin exclusive')
    return database
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined
    throw error
  }
}

function inUse(folder: string, holder: string): SetUpError {
  const process = /^\d+$/.test(holder.trim()) ? `process ${holder.trim()}` : 'another process'
  return new SetUpError(
    'ERR_FOLDER_IN_USE',
    `The data folder ${folder} is in use by ${process}. Stop that one first, or choose another folder.`,
  )
}
