/** The file that holds a platform's keys: for a folder made once, for production only read. Nobody but its owner may read it. */
import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SetUpError } from '../set-up-error.js'
import { newKeyDocument } from './key-document.js'
import { keysOf, type PlatformKeys } from './keys.js'
import { publicHalf } from './private-jwk.js'

const KEY_FILE = 'keys.json'
/** The public half of the root: what verifiers pin, for whoever runs the platform to give away. */
const ROOT_FILE = 'trust-root.jwk'
const OWNER_ONLY = 0o600
/** Rights of anybody but the owner. */
const OTHERS = 0o077

/**
 * The keys of a platform: of its own file where it has one, otherwise of its data folder.
 *
 * @throws {SetUpError} as {@link readKeyFile}
 */
export function openKeys(place: {
  readonly keysFile?: string | undefined
  readonly dataFolder: string
}): Promise<PlatformKeys> {
  return place.keysFile === undefined ? openKeyFolder(place.dataFolder) : readKeyFile(place.keysFile)
}

/**
 * The keys of a data folder, made the first time. However many processes ask at once, all get the same ones, and a process that
 * dies on the way leaves no half of a file. Beside them stands the root that verifiers pin, for anybody to read.
 *
 * @throws {SetUpError} as {@link readKeyFile}
 */
export async function openKeyFolder(folder: string): Promise<PlatformKeys> {
  const path = join(folder, KEY_FILE)
  if (!(await exists(path))) await makeKeyFile(path)
  const keys = await readKeyFile(path)
  await showRoot(folder, keys)
  return keys
}

async function showRoot(folder: string, { root }: PlatformKeys): Promise<void> {
  const draft = join(folder, `.root-${randomUUID()}`)
  await writeFile(draft, `${JSON.stringify(publicHalf(root), null, 2)}\n`)
  await rename(draft, join(folder, ROOT_FILE))
}

/**
 * The keys of a file that whoever runs the platform has put there, such as a secret that is mounted.
 *
 * @throws {SetUpError} `ERR_KEY_FILE` where there is none or others may read it, `ERR_KEYS` for one that is damaged
 */
export async function readKeyFile(path: string): Promise<PlatformKeys> {
  const { mode } = await stat(path).catch(() => {
    throw new SetUpError('ERR_KEY_FILE', `There is no key file ${path}: make one, or correct the path.`)
  })
  // Windows has no such rights to look at.
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
    throw new SetUpError('ERR_KEY_FILE', `Others may read the key file ${path}: chmod 600 it first.`)
  return keysOf(parse(await readFile(path, 'utf8'), path))
}

/**
 * Writes new keys to a file that is not there yet; one that is there stays.
 *
 * @throws {Error} of the file system, where the folder cannot be written
 */
export async function makeKeyFile(path: string): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.keys-${randomUUID()}`)
  await writeSynced(draft, `${JSON.stringify(await newKeyDocument(), null, 2)}\n`)
  try {
    // A link, unlike a renaming, never takes the place of what somebody else has put there meanwhile.
    await link(draft, path)
  } catch (error) {
    if (!isThere(error)) throw error
  } finally {
    await unlink(draft)
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', OWNER_ONLY)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What the parser says would have a piece of the file in it.
    throw new SetUpError('ERR_KEYS', `The key file ${path} is no JSON.`)
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
