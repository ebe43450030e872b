/** The repository as a newcomer has it after cloning: what is tracked, in a folder elsewhere; and a shell in it. */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { shellEnvironment as env } from '../../../examples/node-partner/test/shell-environment.ts'
import { fromRoot } from '../../build/places.ts'

const run = promisify(execFile)
const BUILT = ['core', 'platform', 'sandbox', 'widgets', 'cli'].map(name => `packages/${name}/dist`)
/** Of the workspace's own packages and of commands there are relative links: they stay within the copy. */
const OF_WORKSPACE = ['@qiyema', '.bin']

export interface Started {
  /** What the expression finds, in its first group, in a line that the command says, or has said. */
  until(said: RegExp): Promise<string>
  stop(): Promise<void>
}

export interface FreshCopy {
  readonly folder: string
  /** A command that ends; what it printed. */
  run(command: string): Promise<string>
  /** A command that goes on until it is stopped, or the copy removed. */
  start(command: string): Started
  remove(): Promise<void>
}

export async function copyAfresh(): Promise<FreshCopy> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'qiyema-first-hour-')))
  const { stdout } = await run('git', ['ls-files', '-z'], { cwd: fromRoot('.'), maxBuffer: 2 ** 24 })
  const tracked = stdout.split('\0').filter(path => path && existsSync(fromRoot(path)))
  await Promise.all(tracked.map(path => cp(fromRoot(path), join(folder, path))))
  const started: Started[] = []
  return {
    folder,
    async run(command) {
      return (await run('bash', ['-euo', 'pipefail', '-c', command], { cwd: folder, env })).stdout
    },
    start(command) {
      const one = listenTo(spawn('bash', ['-c', command], { cwd: folder, env, detached: true }))
      started.push(one)
      return one
    },
    async remove() {
      await Promise.all(started.map(one => one.stop()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** In the place of installing and building: packages are linked, and what is built here is taken along. */
export async function bringWhatIsBuilt({ folder }: FreshCopy): Promise<void> {
  for (const path of BUILT) await cp(fromRoot(path), join(folder, path), { recursive: true })
  for (const path of ['node_modules', 'packages/cli/node_modules', 'packages/widgets/node_modules'])
    if (existsSync(fromRoot(path))) await linkPackages(fromRoot(path), join(folder, path))
}

async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const name of await readdir(from)) {
    if (OF_WORKSPACE.includes(name))
      await cp(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true })
    else await symlink(join(from, name), join(to, name), 'junction')
  }
}

function listenTo(child: ChildProcessWithoutNullStreams): Started {
  const lines: string[] = []
  const news = new EventEmitter()
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', line => {
      lines.push(line)
      news.emit('line')
    })
  const ended = once(child, 'exit')
  return {
    async until(said) {
      for (;;) {
        const [, found] = lines.map(line => said.exec(line)).find(Boolean) ?? []
        if (found !== undefined) return found
        const end = await Promise.race([once(news, 'line').then(() => false), ended.then(() => true)])
        if (end) throw new Error(`It has ended: ${lines.join('\n')}`)
      }
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
      // The shell, and what it has started.
      process.kill(-child.pid, 'SIGTERM')
      await ended
    },
  }
}
