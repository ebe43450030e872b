/** `qiyema seed`: fills a platform with the sample county. */
import type { Command } from 'commander'
import { collect, examples } from '../input/options.js'
import { print, remark } from '../output/print.js'
import { fillWithSample } from '../sample/fill.js'
import { sampleSignIns } from '../sample/tell.js'
import { type PlatformOptions, platformEnvironment, withPlatform } from './platform-options.js'

interface SeedOptions extends PlatformOptions {
  readonly origin?: readonly string[]
}

export function addSeed(program: Command): void {
  withPlatform(program.command('seed'))
    .summary('fill a platform with the sample county')
    .description(
      'Fills an empty platform with the sample county, which is invented: its enterprises, departments, policies, loan ' +
        'products, people to sign in as, and partners, whose private keys are put into the folder for your eyes only. What is ' +
        'there already stays as it is. A platform in a folder has to be stopped first.',
    )
    .option(
      '--origin <origin>',
      'a site that the sample partners’ sessions may be used from; may be given several times',
      collect,
    )
    .addHelpText(
      'after',
      examples('qiyema seed', 'qiyema seed --folder county && qiyema serve --folder county --sample'),
    )
    .action(seed)
}

async function seed(options: SeedOptions): Promise<void> {
  const { openStore, readConfiguration } = await import('@qiyema/platform/server')
  const { baseUrl, port, dataFolder: folder, databaseUrl } = readConfiguration(platformEnvironment(options))
  const store = await openStore({ folder, databaseUrl, now: () => new Date() })
  try {
    const wasFilled = await fillWithSample(store, { folder, origins: options.origin ?? [] })
    remark(wasFilled ? 'The sample county is in.' : 'The sample county was in it already.')
  } finally {
    await store.close()
  }
  await print(await sampleSignIns({ baseUrl: baseUrl ?? `http://localhost:${port}`, folder }))
}
