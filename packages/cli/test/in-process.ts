/** Runs the program in this process, many times as fast as in one of its own, for tests of what it says. */
import { Readable, Writable } from 'node:stream'
import { vi } from 'vitest'
import { run } from '../src/run.js'
import { type Run, type RunOptions, USUAL } from './qiyema.js'

let last: Promise<unknown> = Promise.resolve()

/** One after the other: a process has one folder and one standard output. */
export function inProcess(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const next = last.then(() => runNow(args, options))
  last = next.catch(() => {})
  return next
}

async function runNow(
  args: readonly string[],
  { input = '', cwd = '.', env = {} }: RunOptions,
): Promise<Run> {
  const stdout = collector()
  const stderr = collector()
  const stdin = Readable.from(input.length === 0 ? [] : [Buffer.from(input)], { objectMode: false })
  const restore = [
    replaced('stdin', stdin),
    replaced('stdout', stdout.stream),
    replaced('stderr', stderr.stream),
  ]
  const folder = process.cwd()
  process.chdir(cwd)
  for (const [name, value] of Object.entries({ ...USUAL, ...env })) vi.stubEnv(name, value)
  try {
    await run(args)
    const bytes = stdout.bytes()
    const status = Number(process.exitCode ?? 0)
    return { status, bytes, stdout: bytes.toString(), stderr: stderr.bytes().toString() }
  } finally {
    process.exitCode = undefined
    vi.unstubAllEnvs()
    process.chdir(folder)
    for (const one of restore) one()
  }
}

function collector() {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk)
      done()
    },
  })
  return { stream, bytes: () => Buffer.concat(chunks) }
}

/** Puts another stream in the place of this process's, and gives the way back. */
function replaced(name: 'stdin' | 'stdout' | 'stderr', value: Readable | Writable): () => void {
  const own = Object.getOwnPropertyDescriptor(process, name)
  Object.defineProperty(process, name, { value, configurable: true })
  return () => void (own && Object.defineProperty(process, name, own))
}
