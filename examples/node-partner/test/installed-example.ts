/** The example as whoever copies it has it: in an empty folder, with the packages installed as npm would publish them. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
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
  /** The same, killed when it has told this sentence. */
  breakOff(sentence: string, settings: Readonly<Record<string, string>>): Promise<void>
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
    breakOff: (sentence, settings) => breakOff(folder, sentence, settings),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function breakOff(
  folder: string,
  sentence: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const env = { ...shellEnvironment, ...settings }
  const story = spawn(process.execPath, ['src/main.ts'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(story, 'exit')
  for await (const line of createInterface(story.stdout))
    if (line.trim().startsWith(sentence)) story.kill('SIGKILL')
  const [, signal] = await ended
  if (signal !== 'SIGKILL') throw new Error(`The story never told: ${sentence}`)
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
