/** A node of the platform: the app on a port, its store, its keys and files, and whoever does its jobs. */
import { join } from 'node:path'
import { createPlatform } from '../app.js'
import { QUEUES_AT_ONCE } from '../events/deliver.js'
import { createNodeSender } from '../events/node-sender.js'
import { openFolderFiles } from '../files/folder-files.js'
import { createLog, type Log, SILENT_LOG } from '../http/log.js'
import { createBossJobs } from '../jobs/pg-boss.js'
import { openKeys } from '../keys/key-file.js'
import { openStore } from '../store/open-store.js'
import type { Store } from '../store/store.js'
import { createClientAddress } from './client-address.js'
import type { Configuration } from './configuration.js'
import { type HttpServer, listen } from './http-server.js'
import { ensureForProduction } from './production.js'
import { signInOptionsOf } from './sign-in-settings.js'

export interface ServerOptions {
  /** Takes a line of the log; by default nobody does. */
  readonly writeLine?: (line: string) => void
  /** What is to be in the store before anybody is answered, such as a county. */
  readonly prepare?: (store: Store) => Promise<void>
}

export interface PlatformServer {
  /** Where it is reached, without a final slash. */
  readonly baseUrl: string
  /** Where it listens. */
  readonly host: string
  readonly port: number
  readonly engine: Store['engine']
  readonly log: Log
  /** Ends everything in order: no new requests, those under way, jobs, the store. */
  stop(): Promise<void>
}

type Step = () => Promise<unknown>

/**
 * Starts a node.
 *
 * @throws {SetUpError} for whatever keeps it from starting; what was opened by then is closed
 *
 * @example
 * ```ts
 * const server = await startServer(readConfiguration(process.env))
 * console.log(server.baseUrl)
 * await server.stop()
 * ```
 */
export async function startServer(
  configuration: Configuration,
  options: ServerOptions = {},
): Promise<PlatformServer> {
  // What is opened last is closed first.
  const closing: Step[] = []
  try {
    return await start(configuration, options, closing)
  } catch (error) {
    for (const close of closing.toReversed()) await close()
    throw error
  }
}

async function start(
  configuration: Configuration,
  { writeLine, prepare }: ServerOptions,
  closing: Step[],
): Promise<PlatformServer> {
  const { mode, dataFolder, drainSeconds, trustedProxies, signIn, log: least } = configuration
  const now = () => new Date()
  const log = least === 'off' || !writeLine ? SILENT_LOG : createLog(writeLine, now, least)
  if (mode === 'production' && configuration.databaseUrl === undefined)
    await ensureForProduction(configuration)

  const server = await listen(configuration.host, configuration.port)
  closing.push(server.close)
  const baseUrl = configuration.baseUrl ?? addressOf(server)
  const store = await openStore({
    ...configuration,
    folder: dataFolder,
    now,
    onConnectionLost: error => log.fault({ requestId: '-', operation: 'database' }, error),
  })
  closing.push(store.close)
  if (mode === 'production') await ensureForProduction(configuration, store)
  await prepare?.(store)

  let isStopping = false
  const jobs = createBossJobs({ store, database: store.database, now, log, atOnce: QUEUES_AT_ONCE })
  const platform = createPlatform({
    baseUrl,
    mode,
    store,
    keys: await openKeys(configuration),
    jobs,
    files: await openFolderFiles(join(dataFolder, 'files')),
    sendWebhook: createNodeSender({ isLocalAccepted: mode === 'development' }),
    now,
    log,
    clientAddress: createClientAddress(trustedProxies),
    isStopping: () => isStopping,
    ...(signIn && { signIn: await signInOptionsOf(signIn) }),
  })
  closing.push(jobs.stop)
  await jobs.start(platform.jobs)
  server.serve((request, environment) => platform.app.fetch(request, environment))

  return {
    baseUrl,
    host: configuration.host,
    port: server.port,
    engine: store.engine,
    log,
    async stop() {
      isStopping = true
      await new Promise(resolve => setTimeout(resolve, drainSeconds * 1000))
      await server.close()
      await jobs.stop()
      await store.close()
    },
  }
}

/** As people on this machine reach it. */
function addressOf({ host, port }: HttpServer): string {
  const isHere = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)
  return `http://${isHere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`
}
