/** A platform as its README says to start one: `qiyema serve --sample`, from a folder in which the command is installed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { shellEnvironment } from './shell-environment.ts'

export interface StartedPlatform {
  readonly baseUrl: string
  /** Where its data is, and the keys of its sample partners. */
  readonly folder: string
  stop(): Promise<void>
}

/**
 * Starts one on a free port, with data of its own.
 *
 * @param project - where `@qiyema/cli` is installed
 * @param name - of its data's folder
 */
export async function startPlatform(project: string, name: string): Promise<StartedPlatform> {
  const folder = join(project, name)
  const command = join(project, 'node_modules/@qiyema/cli/bin/qiyema.js')
  const child = spawn(
    process.execPath,
    [command, 'serve', '--sample', '--port', '0', '--folder', folder],
    // It logs every request, which nobody reads here.
    { cwd: project, env: shellEnvironment, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = once(child, 'close')
  const told = createInterface(child.stderr)
  const sentences: string[] = []
  const baseUrl = await new Promise<string>((settle, fail) => {
    told.on('line', line => {
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
    },
  }
}
