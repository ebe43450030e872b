/** A folder with everything a small issuer has, all of it made by the command itself. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inProcess } from './in-process.js'
import type { Run, RunOptions } from './qiyema.js'

export const ISS = 'https://qym.example'
export const USCC = '91330100799655058B'
export const STATUS = `${ISS}/status`

export interface Workshop {
  readonly folder: string
  readonly path: (name: string) => string
  readonly write: (name: string, data: string | Uint8Array) => Promise<string>
  /** Runs the command in the folder. */
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<Run>
  /** The same, for a run that must succeed: its standard output, without the last line end. */
  readonly output: (args: readonly string[], options?: RunOptions) => Promise<string>
  readonly sign: (...more: readonly string[]) => Promise<string>
  readonly close: () => Promise<void>
}

/** @param qiyema - how the command is run there */
export async function emptyWorkshop(qiyema = inProcess): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'qiyema-cli-'))
  const path = (name: string) => join(folder, name)
  const run = (args: readonly string[], options: RunOptions = {}) => qiyema(args, { cwd: folder, ...options })
  const output = async (args: readonly string[], options: RunOptions = {}) => {
    const { status, stdout, stderr } = await run(args, options)
    if (status !== 0) throw new Error(`qiyema ${args.join(' ')} ended with ${status}: ${stderr}`)
    return stdout.trimEnd()
  }
  return {
    folder,
    path,
    run,
    output,
    async write(name, data) {
      await writeFile(path(name), data)
      return name
    },
    sign: (...more) =>
      output([
        'sign',
        USCC,
        '--key',
        'issuer.jwk',
        '--iss',
        ISS,
        '--lifetime',
        '1y',
        '--index',
        '4711',
        ...more,
      ]),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Keys issuer, status, root and holder; trust.json, trust.jwt; status-0.jwt with 815 revoked and 816 suspended. */
export async function openWorkshop(status = STATUS): Promise<Workshop> {
  const workshop = await emptyWorkshop()
  const keys = ['issuer', 'status', 'root', 'holder']
  await Promise.all(keys.map(name => workshop.run(['keygen', '--out', `${name}.jwk`])))
  await Promise.all([
    workshop.output(
      `trust build --iss ${ISS} --status ${status} --name-zh 示例平台 --name-en Sample --region 3301 --code-key issuer.jwk --status-key status.jwk --out trust.json`.split(
        ' ',
      ),
    ),
    workshop.output(
      `status build --uri ${status}/0 --key status.jwk 815=revoked 816=suspended --out status-0.jwt`.split(
        ' ',
      ),
    ),
  ])
  await workshop.output(['trust', 'sign', 'trust.json', '--key', 'root.jwk', '--out', 'trust.jwt'])
  return workshop
}

/** The one line of a mistake. */
export function mistake(sentence: string): { status: number; stdout: string; stderr: string } {
  return { status: 2, stdout: '', stderr: `qiyema: ${sentence}\n` }
}
