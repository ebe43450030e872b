/** A real PostgreSQL server for a run of tests, from the system's own binaries, in a folder that goes with it. */
import { execFile, type SpawnOptions, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { findServerBinaries } from '../../../../.ci/postgresql.mjs'
import { freePort } from './free-port.js'
import { SCRATCH } from './scratch.js'

const run = promisify(execFile)

/** Owns the databases, and is no superuser: what a platform connects as. */
export const OWNER = 'qiyema_owner'

export interface PostgresqlServer {
  /** The address of a database, for the role that owns it or, if asked for, the superuser. */
  url(database: string, role?: string): string
  /** Stops at once, as a power cut would, and starts again with what is on disk. */
  crash(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Starts a server of its own on a free port of this machine. */
export async function startPostgresqlServer(): Promise<PostgresqlServer> {
  const binaries = findServerBinaries()
  if (!binaries) throw new Error('No PostgreSQL server is installed here.')
  const folder = mkdtempSync(join(SCRATCH, 'qiyema-postgresql-'))
  const account = await unprivilegedAccount()
  if (account) chownSync(folder, account.uid, account.gid)
  const data = join(folder, 'data')
  const port = await freePort()
  const tool = (name: string) => join(binaries, name)
  await run(tool('initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'], {
    ...account,
    cwd: folder,
  })
  let server = launch()
  // Of a run that is broken off, nothing may go on.
  const killWithRun = () => {
    server.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', killWithRun)
  await connectable()
  await asSuperuser(url('postgres', 'postgres'), `create role ${OWNER} login createrole`)

  function launch() {
    const options = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1']
    const settings = ['-c', 'max_connections=200', '-c', 'shared_buffers=256MB']
    const how: SpawnOptions = { ...account, cwd: folder, stdio: 'ignore' }
    return spawn(tool('postgres'), [...options, ...settings], how)
  }

  async function connectable(): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        return await asSuperuser(url('postgres', 'postgres'), 'select 1')
      } catch (error) {
        if (tries > 200 || server.exitCode !== null) throw error
        await new Promise(resolve => setTimeout(resolve, 50))
      }
    }
  }

  function url(database: string, role = OWNER): string {
    return `postgresql://${role}@127.0.0.1:${port}/${database}`
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = new Promise(resolve => server.once('close', resolve))
    // Of a server that is killed, the processes that serve connections notice by themselves and go.
    server.kill(signal)
    await ended
  }

  return {
    url,
    crash: () => end('SIGKILL'),
    async start() {
      for (let tries = 0; ; tries++) {
        server = launch()
        try {
          return await connectable()
        } catch (error) {
          // Until those that serve connections have gone, too, the next does not come up, but ends.
          if (tries > 100 || server.exitCode === null) throw error
          await new Promise(resolve => setTimeout(resolve, 20))
        }
      }
    },
    async stop() {
      await end('SIGINT')
      process.off('exit', killWithRun)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs one statement on a connection of its own: what only a superuser may do. */
export async function asSuperuser(address: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: address })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** PostgreSQL refuses to run as root; then it runs as the account that its package made, or as nobody. */
async function unprivilegedAccount(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all(
        ['-u', '-g'].map(async flag => (await run('id', [flag, name])).stdout),
      )
      return { uid: Number(uid), gid: Number(gid) }
    } catch {
      // No such account here.
    }
  }
  throw new Error('Started as root, PostgreSQL needs another account to run as: postgres or nobody.')
}
