/** Runs the built command as people do: a process, with real files and pipes. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'

/** What starts the command. */
export const bin = fileURLToPath(new URL('../bin/qiyema.js', import.meta.url))
if (!existsSync(new URL('../dist/main.js', import.meta.url)))
  throw new Error('These tests run the built command: npm run build --workspace packages/cli')

// Each run is a process of its own, and tests start many.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

export interface Run {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  /** Standard output as it came. */
  readonly bytes: Buffer
}

export interface RunOptions {
  /** What stands on standard input; nothing unless given. */
  readonly input?: string | Uint8Array
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

export function qiyema(args: readonly string[], { input, cwd, env }: RunOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd,
      env: { PATH: process.env.PATH, LANG: 'en_GB.UTF-8', TZ: 'Asia/Shanghai', ...env },
    })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', chunk => stdout.push(chunk))
    child.stderr.on('data', chunk => stderr.push(chunk))
    child.on('error', reject)
    child.on('close', status => {
      const bytes = Buffer.concat(stdout)
      resolve({ status, bytes, stdout: bytes.toString(), stderr: Buffer.concat(stderr).toString() })
    })
    // A command that does not read its input may be gone before all of it is written.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input ?? '')
  })
}

/** Runs a command that must succeed, and gives its standard output without the last line end. */
export async function output(args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await qiyema(args, options)
  if (status !== 0) throw new Error(`qiyema ${args.join(' ')} ended with ${status}: ${stderr}`)
  return stdout.trimEnd()
}
