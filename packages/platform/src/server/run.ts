/** The life of a server's process: it starts or says why not, works until it is told to stop, and ends in order or in time. */
import { SetUpError } from '../set-up-error.js'
import type { Store } from '../store/store.js'
import { type Configuration, type Environment, readConfiguration } from './configuration.js'
import { type PlatformServer, startServer } from './server.js'

/** Stopped in order. */
const DONE = 0
/** Something failed, or stopping took too long. */
const FAILED = 1
/** It was never started: the configuration, or what it names, has to be corrected. */
const MISUSED = 2

/** How long stopping may take, beside the time that it waits on purpose. */
const STOP_MILLISECONDS = 20_000

export interface RunOptions {
  /** What is to be in the store before anybody is answered, such as a county. */
  readonly prepare?: (store: Store, configuration: Configuration) => Promise<void>
  /** What people are told beside the address, once there is one. */
  readonly tell?: (server: PlatformServer, configuration: Configuration) => Promise<string>
}

/**
 * Runs a server until `SIGTERM`, `SIGINT`, or the end of the process that started this one. A second signal, or 20 seconds,
 * end it at once. The process ends with 0 when everything was finished, 1 when not, 2 when it could not start.
 *
 * The log goes to standard output, one line of JSON each; sentences for people go to standard error.
 */
export async function runServer(
  environment: Environment,
  { prepare, tell }: RunOptions = {},
): Promise<never> {
  try {
    const configuration = readConfiguration(environment)
    const server = await startServer(configuration, {
      writeLine: writeLog,
      ...(prepare && { prepare: store => prepare(store, configuration) }),
    })
    const stopped = untilStopped(server, configuration)
    announce(server, configuration)
    if (tell) say(await tell(server, configuration))
    process.exit(await stopped)
  } catch (error) {
    say(error instanceof SetUpError ? error.message : `The platform could not start: ${String(error)}`)
    process.exit(error instanceof SetUpError ? MISUSED : FAILED)
  }
}

async function untilStopped(server: PlatformServer, { drainSeconds }: Configuration): Promise<number> {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      server.log.fault({ requestId: '-', operation: 'process' }, error)
      // Nobody knows what state it left; the store keeps what was acknowledged.
      process.exit(FAILED)
    })
  await toldToStop()
  say('Stopping: what is under way is finished first.')
  void toldToStop().then(() => giveUp('Ended at once, as told.'))
  const allowed = STOP_MILLISECONDS + drainSeconds * 1000
  setTimeout(() => giveUp('Ended before everything was finished: it took too long.'), allowed)
  await server.stop()
  return DONE
}

function giveUp(sentence: string): never {
  say(sentence)
  process.exit(FAILED)
}

/** Resolves at the next signal. A process that was started with a channel also ends with whoever started it. */
function toldToStop(): Promise<void> {
  return new Promise(resolve => {
    for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(event, () => resolve())
  })
}

function announce(
  { baseUrl, host, port, engine }: PlatformServer,
  { mode, dataFolder }: Configuration,
): void {
  say(`The platform answers at ${baseUrl} (${mode}, listening on ${host}:${port}).`)
  if (engine === 'pglite') say(PGLITE(dataFolder))
}

/** What whoever starts on PGlite has to know. */
const PGLITE = (folder: string) =>
  `Its database is PGlite in ${folder}, for development and demonstrations: for this process only, which has it locked, and never synced to disk, so a power cut may take what was written. For anything else set DATABASE_URL.`

function writeLog(line: string): void {
  process.stdout.write(`${line}\n`)
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}
