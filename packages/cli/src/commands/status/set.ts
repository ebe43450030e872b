/** `qiyema status set`: makes the next edition of a status list. */
import { importSigningKey } from '@qiyema/core/sign'
import { sm2 } from '@qiyema/core/sm2'
import { reopenStatusList, signStatusList } from '@qiyema/core/trust'
import type { Command } from 'commander'
import { readText } from '../../input/bytes.js'
import { readPrivateJwk } from '../../input/jwk.js'
import { examples, withOutput } from '../../input/options.js'
import { setEntries, setEntriesOfFile } from '../../input/status-entries.js'
import { writeOutput } from '../../output/file.js'
import { type EditionOptions, editionOf, withEdition } from './edition.js'

export function addStatusSet(status: Command): void {
  const command = status
    .command('set')
    .argument('<file>', 'the last edition of the list; - reads it')
    .argument('[entries...]', 'such as 4711=revoked or 815=suspended; none renews the list as it is')
  withEdition(withOutput(command))
    .summary('make the next edition of a status list')
    .description('Makes the next edition of a status list. What was revoked stays revoked.')
    .addHelpText(
      'after',
      examples('qiyema status set status-0.jwt 4711=revoked --key status.jwk --out status-0.jwt --force'),
    )
    .action(set)
}

async function set(path: string, entries: readonly string[], options: EditionOptions): Promise<void> {
  const suites = [sm2]
  const key = await importSigningKey(await readPrivateJwk(options.key), { suites })
  const list = await reopenStatusList((await readText(path)).trim(), key, { suites })
  if (options.entries !== undefined) await setEntriesOfFile(list, options.entries)
  setEntries(list, entries)
  await writeOutput(`${await signStatusList(list, key, editionOf(options))}\n`, options)
}
