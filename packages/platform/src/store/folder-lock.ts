/** Keeps a data folder to one process: two PGlite on one folder would lose rows, and say nothing. */
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { SetUpError } from '../set-up-error.js'

const FILE = 'in-use-by'
/** While one process takes a dead one's lock over, no other does. */
const TAKE_OVER_FILE = 'in-use-by.taking-over'
const TAKE_OVER_MILLISECONDS = 10_000

/** Folders that this very process has: its number in a lock may also be that of an earlier process. */
const held = new Set<string>()

export interface FolderLock {
  release(): Promise<void>
}

/**
 * Takes a folder for this process, making it where it is missing. The lock of a process that is no more is taken over.
 *
 * @throws {SetUpError} `ERR_FOLDER_IN_USE` while another process has it
 */
export async function lockFolder(path: string): Promise<FolderLock> {
  const folder = resolve(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (held.has(folder)) throw inUse(folder, String(process.pid))
  const file = join(folder, FILE)
  if (!(await makeFile(file))) await takeOver(folder, file)
  held.add(folder)
  return {
    async release() {
      held.delete(folder)
      await rm(file, { force: true })
    },
  }
}

async function takeOver(folder: string, file: string): Promise<void> {
  const marker = join(folder, TAKE_OVER_FILE)
  if (!(await makeFile(marker))) {
    if (!(await isOld(marker))) throw inUse(folder, 'another that starts')
    await rm(marker, { force: true })
    if (!(await makeFile(marker))) throw inUse(folder, 'another that starts')
  }
  try {
    const holder = (await readFile(file, 'utf8').catch(() => '')).trim()
    if (isAlive(holder)) throw inUse(folder, holder)
    await rm(file, { force: true })
    if (!(await makeFile(file))) throw inUse(folder, 'another that starts')
  } finally {
    await rm(marker, { force: true })
  }
}

/** False when it is there already. */
async function makeFile(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${process.pid}\n`, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function isAlive(holder: string): boolean {
  const pid = Number(holder)
  // This process holds no lock of this folder, so its number stands there from an earlier life.
  if (!Number.isSafeInteger(pid) || pid < 1 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is one that may not be signalled.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return !found || Date.now() - found.mtimeMs > TAKE_OVER_MILLISECONDS
}

function inUse(folder: string, holder: string): SetUpError {
  return new SetUpError(
    'ERR_FOLDER_IN_USE',
    `The data folder ${folder} is in use by process ${holder}. Stop that one first, or choose another folder.`,
  )
}
