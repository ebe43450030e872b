/** `qiyema keygen`: makes keys, and gives the public half of one. */
import { generateIssuerKey, importSigningKey, type JWK } from '@qiyema/core/sign'
import { generateSm2Key, sm2 } from '@qiyema/core/sm2'
import { type Command, Option } from 'commander'
import { readPrivateJwk } from '../input/jwk.js'
import { examples, withOutput } from '../input/options.js'
import { Mistake } from '../mistake.js'
import { type OutputOptions, writeOutput } from '../output/file.js'
import { printJson, remark } from '../output/print.js'

interface KeygenOptions extends OutputOptions {
  readonly alg: keyof typeof GENERATORS
  readonly public?: string
  readonly json?: boolean
}

const GENERATORS = {
  ES256: () => generateIssuerKey('ES256'),
  EdDSA: () => generateIssuerKey('EdDSA'),
  SM2: generateSm2Key,
} satisfies Record<string, () => JWK | Promise<JWK>>

export function addKeygen(program: Command): void {
  withOutput(program.command('keygen'))
    .summary('make a key, or give the public half of one')
    .description(
      'Makes a private key as a JSON Web Key: for an issuer, its status lists, a trust root or a holder (who needs ES256). ' +
        'A file is written for your eyes only (mode 0600). On a screen a key is shown only with --out -.',
    )
    .addOption(
      new Option('-a, --alg <alg>', 'the signature suite')
        .choices(Object.keys(GENERATORS))
        .default('ES256')
        .conflicts('public'),
    )
    .option(
      '-p, --public <file>',
      'instead, give the public half of the private key in this file (- reads it)',
    )
    .option('--json', 'with --out: print what was made, as JSON (never the private key)')
    .addHelpText(
      'after',
      examples(
        'qiyema keygen --out issuer.jwk',
        'qiyema keygen --alg SM2 --out issuer-sm2.jwk',
        'qiyema keygen --public issuer.jwk --out issuer.pub.jwk',
      ),
    )
    .action(keygen)
}

async function keygen(options: KeygenOptions): Promise<void> {
  const isPublic = options.public !== undefined
  const isFile = options.out !== undefined && options.out !== '-'
  if (!isPublic && options.out === undefined && process.stdout.isTTY)
    throw new Mistake('A private key is not shown on a screen: give --out FILE, or --out - if you mean it.')

  const jwk = isPublic ? await readPrivateJwk(options.public) : await GENERATORS[options.alg]()
  const { alg, kid, publicJwk } = await importSigningKey(jwk, { suites: [sm2] })
  const written = { ...publicJwk, ...(!isPublic && { d: jwk.d }), kid }
  await writeOutput(`${JSON.stringify(written, null, 2)}\n`, options, isPublic ? 'public' : 'secret')
  if (!isFile) return
  remark(`${isPublic ? 'Public' : 'Private'} ${alg} key ${kid} is in ${options.out}.`)
  if (options.json) await printJson({ alg, kid, file: options.out, publicJwk: { ...publicJwk, kid } })
}
