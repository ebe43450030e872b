/** `qiyema sign`: signs one code. */
import { importIssuerKey, LIFETIMES, type Lifetime, signCode } from '@qiyema/core/sign'
import { sm2 } from '@qiyema/core/sm2'
import { type Command, Option } from 'commander'
import { readPrivateJwk, readPublicJwk } from '../input/jwk.js'
import { collect, demand, examples, parseTime, parseWhole, withOutput } from '../input/options.js'
import { type OutputOptions, writeOutput } from '../output/file.js'

interface SignOptions extends OutputOptions {
  readonly key: string
  readonly iss: string
  readonly status?: string
  readonly lifetime: Lifetime
  readonly list: number
  readonly index: number
  readonly name?: string
  readonly holder?: string
  readonly issuedAt?: number
  readonly region?: readonly string[]
  readonly json?: boolean
}

export function addSign(program: Command): void {
  withOutput(
    program.command('sign').argument('<uscc>', 'the Unified Social Credit Code, eighteen characters'),
  )
    .summary('sign a code')
    .description(
      'Signs a code and prints its link. With --holder it prints a credential, of which only its holder can make a code.',
    )
    .option('-k, --key <file>', "the issuer's private key, a JSON Web Key (required)")
    .option('--iss <origin>', "the issuer's origin, such as https://qym.example (required)")
    .option('--status <url>', 'where its status lists stand (default: the origin and /status)')
    .addOption(
      new Option('-l, --lifetime <lifetime>', 'how long the code counts (required)').choices(LIFETIMES),
    )
    .option(
      '-i, --index <number>',
      'position in the status list: drawn at random, never used twice (required)',
      parseWhole,
    )
    .option('--list <number>', 'number of the status list, 0 to 15', parseWhole, 0)
    .option('-n, --name <name>', "the enterprise's name, at most 63 characters")
    .option('--holder <file>', "the holder's public key: only who has its private half can show the code")
    .option('--issued-at <time>', 'a whole minute (default: the present one)', parseTime)
    .option('--region <prefix>', 'refuse a code outside this region; may be given several times', collect)
    .option('--json', 'print everything about the code, as JSON')
    .addHelpText(
      'after',
      examples(
        'qiyema sign 91330100799655058B --lifetime 1y --index 4711 --key issuer.jwk --iss https://qym.example',
        'qiyema sign 91330100799655058B -l 1y -i 4711 -k issuer.jwk --iss https://qym.example | qiyema qr --out code.png',
        'qiyema sign 91330100799655058B -l 1y -i 815 -k issuer.jwk --iss https://qym.example --holder holder.pub.jwk',
      ),
    )
    .hook('preAction', demand('key', 'iss', 'lifetime', 'index'))
    .action(sign)
}

async function sign(uscc: string, options: SignOptions): Promise<void> {
  const { iss, status = `${iss}/status`, lifetime, list, index, name, issuedAt, region } = options
  const issuer = { iss, status, ...(region && { regions: region }) }
  const key = await importIssuerKey(await readPrivateJwk(options.key), issuer, { suites: [sm2] })
  const request = {
    uscc,
    lifetime,
    status: { list, index },
    ...(name !== undefined && { name }),
    ...(issuedAt !== undefined && { issuedAt }),
    ...(options.holder !== undefined && { holder: await readPublicJwk(options.holder) }),
  }
  const code = await signCode(request, key)
  const text = code.isHolderBound ? code.credential : code.link
  await writeOutput(`${options.json ? JSON.stringify(code, null, 2) : text}\n`, options)
}
