/** `qiyema serve`: runs the platform in this process. */
import type { Command } from 'commander'
import { collect, examples } from '../input/options.js'
import { fillWithSample } from '../sample/fill.js'
import { sampleSignIns } from '../sample/tell.js'
import { type PlatformOptions, platformEnvironment, withPlatform } from './platform-options.js'

interface ServeOptions extends PlatformOptions {
  readonly host?: string
  readonly port?: string
  readonly sample?: boolean
  readonly origin?: readonly string[]
}

export function addServe(program: Command): void {
  withPlatform(program.command('serve'))
    .summary('run the platform')
    .description(
      'Runs the platform until it is told to stop (Ctrl+C): on PGlite in a folder, which is for development and ' +
        'demonstrations, or on PostgreSQL. The log goes to standard output, everything else to standard error. Each option ' +
        'stands for a setting of the environment; the README of @qiyema/platform has them all, production among them.',
    )
    .option('-p, --port <number>', 'listen on this port; 0 for any (PORT, otherwise 4400)')
    .option('--host <address>', 'listen on this address of the machine (HOST, otherwise 127.0.0.1)')
    .option('--sample', 'with the sample county in it and its people to sign in as; the first start fills it')
    .option(
      '--origin <origin>',
      'with --sample: a site that the sample partners’ sessions may be used from; may be given several times',
      collect,
    )
    .addHelpText(
      'after',
      examples(
        'qiyema serve --sample',
        'qiyema serve --sample --port 8080 --folder county --origin http://localhost:5173',
        'DATABASE_URL=postgresql://qym@localhost/qym qiyema serve --sample',
      ),
    )
    .action(serve)
}

async function serve(options: ServeOptions): Promise<void> {
  const environment = {
    ...platformEnvironment(options),
    ...(options.host !== undefined && { HOST: options.host }),
    ...(options.port !== undefined && { PORT: options.port }),
    // Whoever the sample people are, nobody has their passwords.
    ...(options.sample && { SIGN_IN: process.env.SIGN_IN || 'sandbox' }),
  }
  const { runServer } = await import('@qiyema/platform/server')
  if (!options.sample) return runServer(environment)
  const { origin: origins = [] } = options
  await runServer(environment, {
    async prepare(store, { dataFolder: folder }) {
      await fillWithSample(store, { folder, origins })
    },
    tell: ({ baseUrl }, { dataFolder: folder }) => sampleSignIns({ baseUrl, folder }),
  })
}
