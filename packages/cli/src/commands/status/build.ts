/** `qiyema status build`: makes the first edition of a status list. */
import { importSigningKey } from '@qiyema/core/sign'
import { sm2 } from '@qiyema/core/sm2'
import { createStatusList, signStatusList } from '@qiyema/core/trust'
import type { Command } from 'commander'
import { readPrivateJwk } from '../../input/jwk.js'
import { demand, examples, parseWhole, withOutput } from '../../input/options.js'
import { setEntries, setEntriesOfFile } from '../../input/status-entries.js'
import { writeOutput } from '../../output/file.js'
import { type EditionOptions, editionOf, withEdition } from './edition.js'

interface BuildOptions extends EditionOptions {
  readonly uri: string
  readonly size?: number
}

export function addStatusBuild(status: Command): void {
  const command = status
    .command('build')
    .argument('[entries...]', 'such as 4711=revoked; what is not named is valid')
  withEdition(withOutput(command))
    .summary('make a status list')
    .description('Makes a status list, signed under the status key of its issuer.')
    .option(
      '--uri <url>',
      'where it will be published: the status address of the issuer, a slash, its number (required)',
    )
    .option('--size <number>', 'how many codes it has room for (default: 1048576)', parseWhole)
    .addHelpText(
      'after',
      examples('qiyema status build --uri https://qym.example/status/0 --key status.jwk --out status-0.jwt'),
    )
    .hook('preAction', demand('uri'))
    .action(build)
}

async function build(entries: readonly string[], options: BuildOptions): Promise<void> {
  const { uri, size } = options
  const key = await importSigningKey(await readPrivateJwk(options.key), { suites: [sm2] })
  const list = createStatusList({ uri, ...(size !== undefined && { size }) })
  if (options.entries !== undefined) await setEntriesOfFile(list, options.entries)
  setEntries(list, entries)
  await writeOutput(`${await signStatusList(list, key, editionOf(options))}\n`, options)
}
