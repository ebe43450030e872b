/** What the sample issuer keeps between starts, so that codes it signed before still verify: keys and positions. */
import { randomInt } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateIssuerKey, type JWK } from '@qiyema/core/sign'

/** Times are Unix seconds. */
export interface Kept {
  /** From when on the keys count. */
  readonly validFrom: number
  readonly keys: { readonly root: JWK; readonly code: JWK; readonly status: JWK }
  /** Positions in status list 0 of the sheet's own codes, by their kind. */
  readonly positions: Record<string, number>
  /** Every position ever given out: none is given twice. */
  readonly used: number[]
  /** The trust list's last edition. */
  edition: number
}

const DAY = 86400
const POSITIONS = 2 ** 20

/** Reads what an earlier start kept, or makes it. */
export async function openKept(folder: string): Promise<Kept> {
  try {
    return JSON.parse(await readFile(fileIn(folder), 'utf8')) as Kept
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  const [root, code, status] = await Promise.all([
    generateIssuerKey(),
    generateIssuerKey(),
    generateIssuerKey(),
  ])
  // Five years back, so that there can be a code which has expired.
  const kept: Kept = {
    validFrom: Math.floor(Date.now() / 1000) - 5 * 365 * DAY,
    keys: { root, code, status },
    positions: {},
    used: [],
    edition: 0,
  }
  await saveKept(folder, kept)
  return kept
}

let saving: Promise<void> = Promise.resolve()

/** Written whole or not at all, one after the other, and for this user's eyes only: there are private keys in it. */
export function saveKept(folder: string, kept: Kept): Promise<void> {
  const saved = saving.then(() => write(folder, kept))
  saving = saved.catch(() => undefined)
  return saved
}

async function write(folder: string, kept: Kept): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = fileIn(folder)
  await writeFile(`${file}.new`, JSON.stringify(kept), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** A position drawn at random that no code had before. */
export function drawPosition(kept: Kept): number {
  for (;;) {
    const index = randomInt(POSITIONS)
    if (kept.used.includes(index)) continue
    kept.used.push(index)
    return index
  }
}

function fileIn(folder: string): string {
  return join(folder, 'sample-issuer.json')
}
