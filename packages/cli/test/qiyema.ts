/** Runs the built command as people do: a process, with real files and pipes. For what is not about processes there is in-process.ts. */
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

/** The settings of whoever runs it, unless a test has others. */
export const USUAL = { LANG: 'en_GB.UTF-8', TZ: 'Asia/Shanghai' }

export function qiyema(args: readonly string[], { input, cwd, env }: RunOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd,
      env: { PATH: process.env.PATH, ...USUAL, ...env },
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
