/** `qiyema present`: shows a holder-bound code, as its holder's application does. */
import { importHolderKey, presentCode } from '@qiyema/core/present'
import type { Command } from 'commander'
import { readCodeText } from '../input/code.js'
import { readPrivateJwk } from '../input/jwk.js'
import { demand, examples, parseTime, parseWhole, withOutput } from '../input/options.js'
import { type OutputOptions, writeOutput } from '../output/file.js'

interface PresentCommandOptions extends OutputOptions {
  readonly key: string
  readonly at?: number
  readonly nonce?: number
  readonly json?: boolean
}

export function addPresent(program: Command): void {
  withOutput(
    program.command('present').argument('[credential]', 'the credential, or a file of it; - reads it'),
  )
    .summary('show a holder-bound code')
    .description('Makes a link of a holder-bound credential. It is good for about a minute.')
    .option('-k, --key <file>', "the holder's private key, a JSON Web Key (required)")
    .option('--at <time>', 'the moment of showing (default: now)', parseTime)
    .option(
      '--nonce <number>',
      'the number a verifier asked for, at most 1073741823 (default: random)',
      parseWhole,
    )
    .option('--json', 'print everything about the presentation, as JSON')
    .addHelpText(
      'after',
      examples(
        'qiyema present credential.txt --key holder.jwk',
        'qiyema present credential.txt --key holder.jwk | qiyema qr --use screen',
      ),
    )
    .hook('preAction', demand('key'))
    .action(present)
}

async function present(argument: string | undefined, options: PresentCommandOptions): Promise<void> {
  const { at, nonce } = options
  const credential = await readCodeText(argument)
  const key = await importHolderKey(await readPrivateJwk(options.key))
  const shown = await presentCode(credential, key, {
    ...(at !== undefined && { at }),
    ...(nonce !== undefined && { nonce }),
  })
  await writeOutput(`${options.json ? JSON.stringify(shown, null, 2) : shown.link}\n`, options)
}
