/** The example as whoever copies it has it: in an empty folder, with the packages installed as npm would publish them. */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { shellEnvironment } from './shell-environment.ts'

const EXAMPLE = fileURLToPath(new URL('..', import.meta.url))
const PACKAGES = fileURLToPath(new URL('../../../packages', import.meta.url))
const PACKED = ['core', 'platform', 'sandbox', 'cli']

const run = promisify(execFile)

export interface InstalledExample {
  readonly folder: string
  /** `npm start` against a platform; what it printed. Rejects, with `stdout` and `stderr`, when the story ends in a surprise. */
  start(settings: Readonly<Record<string, string>>): Promise<string>
  remove(): Promise<void>
}

export async function installExample(): Promise<InstalledExample> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'qiyema-node-partner-')))
  for (const path of ['package.json', 'src'])
    await cp(join(EXAMPLE, path), join(folder, path), { recursive: true })
  const tarballs = await Promise.all(PACKED.map(name => pack(join(PACKAGES, name), folder)))
  await npm(folder, ['install', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs])
  return {
    folder,
    start: settings => npm(folder, ['start'], settings),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function pack(from: string, into: string): Promise<string> {
  const printed = await npm(from, ['pack', '--json', '--pack-destination', into])
  const [packed] = JSON.parse(printed) as { filename: string }[]
  if (!packed) throw new Error(`npm pack made nothing of ${from}.`)
  return join(into, packed.filename)
}

/** npm says to those it runs where it is; elsewhere the one on the path is used. */
async function npm(
  cwd: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<string> {
  const program = process.env.npm_execpath
  const [command, first] = program?.endsWith('.js') ? [process.execPath, [program]] : ['npm', []]
  const shell = command === 'npm' && process.platform === 'win32'
  const given = { cwd, env: { ...shellEnvironment, ...settings }, shell }
  return (await run(command, [...first, ...args, '--loglevel=error'], given)).stdout
}
