/** The life of a server's process: it starts or says why not, works until it is told to stop, and ends in order or in time. */
import { SetUpError } from '../set-up-error.js'
import { type Configuration, type Environment, readConfiguration } from './configuration.js'
import { type PlatformServer, type ServerOptions, startServer } from './server.js'

/** Stopped in order. */
const DONE = 0
/** Something failed, or stopping took too long. */
const FAILED = 1
/** It was never started: the configuration, or what it names, has to be corrected. */
const MISUSED = 2

/** How long stopping may take, beside the time that it waits on purpose. */
const STOP_MILLISECONDS = 20_000

export interface RunOptions extends Pick<ServerOptions, 'prepare'> {
  /** Called once it works, instead of telling its address. */
  readonly onStarted?: (server: PlatformServer) => void
}

/**
 * Runs a server until `SIGTERM`, `SIGINT`, or the end of the process that started this one. A second signal, or 20 seconds,
 * end it at once. The process ends with 0 when everything was finished, 1 when not, 2 when it could not start.
 *
 * The log goes to standard output, one line of JSON each; sentences for people go to standard error.
 */
export async function runServer(environment: Environment, options: RunOptions = {}): Promise<never> {
  try {
    const configuration = readConfiguration(environment)
    const server = await startServer(configuration, { ...options, writeLine: writeLog })
    const { onStarted = announcerOf(configuration) } = options
    onStarted(server)
    process.exit(await untilStopped(server, configuration))
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

function announcerOf({ mode, dataFolder }: Configuration): (server: PlatformServer) => void {
  return ({ baseUrl, host, port, engine }) => {
    say(`The platform answers at ${baseUrl} (${mode}, listening on ${host}:${port}).`)
    if (engine === 'pglite') say(PGLITE(dataFolder))
  }
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
