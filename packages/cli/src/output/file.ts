/** Writes files: never over another one unasked, then whole or not at all, and secrets for their owner's eyes only. */
import { randomUUID } from 'node:crypto'
import { lstat, open, rename, rm } from 'node:fs/promises'
import { Mistake } from '../mistake.js'
import { print } from './print.js'

export interface OutputOptions {
  /** `--out`: a path; `-` or nothing for standard output. */
  readonly out?: string | undefined
  /** `--force`: another file of this name may be replaced. */
  readonly force?: boolean | undefined
}

/** Who may read a file. */
const MODES = { public: 0o644, secret: 0o600 } as const
type Readers = keyof typeof MODES

/** Writes where `--out` says. */
export async function writeOutput(
  data: string | Uint8Array,
  { out, force }: OutputOptions,
  readers: Readers = 'public',
): Promise<void> {
  if (out === undefined || out === '-') return print(data)
  try {
    await (force ? replaceFile(out, data, readers) : createFile(out, data, readers))
  } catch (error) {
    throw error instanceof Mistake ? error : new Mistake(faultOf(out, error))
  }
}

async function createFile(path: string, data: string | Uint8Array, readers: Readers): Promise<void> {
  const file = await open(path, 'wx', MODES[readers])
  try {
    await file.writeFile(data)
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

async function replaceFile(path: string, data: string | Uint8Array, readers: Readers): Promise<void> {
  const old = await lstat(path).catch(() => undefined)
  if (old && !old.isFile()) throw new Mistake(`${path} is not an ordinary file: it is not replaced.`)
  const draft = `${path}.${randomUUID()}`
  await createFile(draft, data, readers)
  await rename(draft, path)
}

function faultOf(path: string, error: unknown): string {
  const { code = 'unknown' } = error as NodeJS.ErrnoException
  if (code === 'EEXIST') return `${path} is there already: give --force to replace it.`
  if (code === 'ENOENT') return `${path} cannot be written: its folder does not exist.`
  return `${path} cannot be written (${code}).`
}
