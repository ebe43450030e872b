/** A platform as a process of its own, started, asked and ended as whoever runs one does. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const PACKAGE = fileURLToPath(new URL('..', import.meta.url))
const MAIN = 'test/engines/platform.ts'
const LOADER = './test/engines/typescript-in-node.mjs'

export interface ServerProcess {
  readonly child: ChildProcess
  /** What it logged so far. */
  readonly lines: readonly string[]
  /** What it told people so far. */
  readonly sentences: readonly string[]
  /** Its address, once it answers there. Rejects when it ends before. */
  readonly started: Promise<string>
  /** How it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
}

/** @param environment - instead of this process's own */
function startServerProcess(main: string, environment: Readonly<Record<string, string>>): ServerProcess {
  const child = spawn(process.execPath, ['--import', LOADER, main], {
    cwd: PACKAGE,
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    // With the channel it also ends when this process does, however that happens.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lines: string[] = []
  const sentences: string[] = []
  if (!child.stdout || !child.stderr) throw new Error('A process has outputs.')
  const log = createInterface(child.stdout)
  log.on('line', line => lines.push(line))
  const told = createInterface(child.stderr)
  told.on('line', line => sentences.push(line))
  // Node emits no `close` for a child whose channel was closed first.
  const all = Promise.all([once(child, 'exit'), once(log, 'close'), once(told, 'close')])
  const ended = all.then(([[code, signal]]) => ({ code, signal }))
  const started = new Promise<string>((settle, fail) => {
    told.on('line', line => {
      const [, address] = /listening on (\S+)\)/.exec(line) ?? []
      if (address !== undefined) settle(`http://${address}`)
    })
    void ended.then(() => fail(new Error(`It ended: ${sentences.join('\n')}`)))
  })
  started.catch(() => {})
  return { child, lines, sentences, started, ended }
}

/** For tests that start processes, each of which has first to load all of the platform. */
export const PROCESS_PATIENCE = { testTimeout: 180_000, hookTimeout: 180_000 }

/**
 * Processes that have settings in common.
 *
 * @param common - of each, where it is given no others
 * @param main - what they run, from the package's folder
 */
export function processesOn(common: Readonly<Record<string, string>>, main = MAIN) {
  const running: ServerProcess[] = []
  const start = (environment: Readonly<Record<string, string>> = {}): ServerProcess => {
    const server = startServerProcess(main, { ...common, ...environment })
    running.push(server)
    return server
  }
  return {
    start,
    /** Starts one and waits until it answers. */
    async started(environment: Readonly<Record<string, string>> = {}) {
      const server = start(environment)
      return { ...server, address: await server.started }
    },
    /** Ends all that are left, as they stand. */
    async end(): Promise<void> {
      for (const { child } of running) child.kill('SIGKILL')
      await Promise.all(running.splice(0).map(({ ended }) => ended))
    },
  }
}
