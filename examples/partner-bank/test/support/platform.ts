/** A platform as its README says to start one, with data of its own, which goes with it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

export interface StartedPlatform {
  readonly baseUrl: string
  /** Where the keys of its sample banks are. */
  readonly folder: string
  stop(): Promise<void>
}

const COMMAND = fileURLToPath(new URL('../../../../packages/cli/bin/qiyema.js', import.meta.url))

/** @param origins - sites of its partners */
export async function startPlatform(origins: readonly string[]): Promise<StartedPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'qiyema-bank-'))
  const sites = origins.flatMap(origin => ['--origin', origin])
  const child = spawn(
    process.execPath,
    [COMMAND, 'serve', '--sample', '--port', '0', '--folder', folder, ...sites],
    // With the channel it ends when this process does, however that happens.
    { env: { PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  )
  const ended = once(child, 'close')
  const sentences: string[] = []
  const baseUrl = await new Promise<string>((settle, fail) => {
    createInterface(child.stderr ?? Readable.from([])).on('line', line => {
      sentences.push(line)
      const [, address] = /answers at (http:\S+)/.exec(line) ?? []
      if (address !== undefined) settle(address)
    })
    void ended.then(() => fail(new Error(`The platform has ended: ${sentences.join('\n')}`)))
  })
  return {
    baseUrl,
    folder,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
