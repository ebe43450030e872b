/** `qiyema trust sign`: signs a trust list under its root key. */
import { importSigningKey } from '@qiyema/core/sign'
import { sm2 } from '@qiyema/core/sm2'
import { signTrustList } from '@qiyema/core/trust'
import type { Command } from 'commander'
import { readPrivateJwk } from '../../input/jwk.js'
import { collect, demand, examples, parseTime, withOutput } from '../../input/options.js'
import { readTrustFile } from '../../input/trust-list.js'
import { type OutputOptions, writeOutput } from '../../output/file.js'

interface SignListOptions extends OutputOptions {
  readonly key: string
  readonly previous?: string
  readonly root?: readonly string[]
  readonly at?: number
}

export function addTrustSign(trust: Command): void {
  withOutput(trust.command('sign').argument('<file>', 'a trust list as JSON; - reads it'))
    .summary('sign a trust list')
    .description(
      'Signs a trust list under the root key that its readers pin. A list with an error is not signed.',
    )
    .option('-k, --key <file>', 'the private root key, a JSON Web Key (required)')
    .option('--previous <file>', 'the edition before: what may not change since is checked')
    .option('-r, --root <file>', 'root key of the edition before, if that is signed', collect)
    .option('--at <time>', 'check it for this moment (default: now)', parseTime)
    .addHelpText(
      'after',
      examples('qiyema trust sign trust-2.json --previous trust.json --key root.jwk --out trust.jwt'),
    )
    .hook('preAction', demand('key'))
    .action(sign)
}

async function sign(path: string, options: SignListOptions): Promise<void> {
  const { previous, root, at } = options
  const key = await importSigningKey(await readPrivateJwk(options.key), { suites: [sm2] })
  const jwt = await signTrustList(await readTrustFile(path), key, {
    ...(previous !== undefined && { previous: await readTrustFile(previous, root) }),
    ...(at !== undefined && { at }),
  })
  await writeOutput(`${jwt}\n`, options)
}
