/** `qiyema audit`: goes through a platform's audit trail, and exits 0 where it is as it was signed for. */
import type { AuditVerdict, Damage, TreeHead } from '@qiyema/platform/server'
import type { Command } from 'commander'
import { nameOf, readJson } from '../input/bytes.js'
import { readNamedPublicJwk } from '../input/jwk.js'
import { collect, examples } from '../input/options.js'
import { Mistake, NO } from '../mistake.js'
import { coloured } from '../output/colour.js'
import { print, printJson } from '../output/print.js'
import { table } from '../output/table.js'
import { type PlatformOptions, platformEnvironment, withPlatform } from './platform-options.js'

interface AuditOptions extends PlatformOptions {
  readonly key?: readonly string[]
  readonly kept?: string
  readonly json?: boolean
}

export function addAudit(program: Command): void {
  withPlatform(program.command('audit'))
    .summary('verify the audit trail of a platform')
    .description(
      'Goes through the whole audit trail of a platform: every signature, every row against its place, every head against ' +
        'the rows before it. Whatever was edited, removed, put in or put elsewhere since it was signed for is found. Exit status: 0 where the ' +
        'trail is whole, 1 where it is not. One on PostgreSQL may run meanwhile; a platform in a folder has to be stopped first.',
    )
    .option(
      '-k, --key <file>',
      'a public key that heads were signed with, as /.well-known/jwks.json has it; several where it was replaced (default: the platform’s own)',
      collect,
    )
    .option(
      '--kept <file>',
      'what --json printed an earlier time: only so is a trail found out that was cut off together with its heads',
    )
    .option('--json', 'print the verdict as JSON')
    .addHelpText(
      'after',
      examples(
        'qiyema audit --folder county',
        'DATABASE_URL=postgresql://qym@localhost/qym qiyema audit --key audit.pub.jwk --kept june.json --json > july.json',
      ),
    )
    .action(audit)
}

async function audit({ key, kept, json, ...options }: AuditOptions): Promise<void> {
  const { readConfiguration, verifyTrailOf } = await import('@qiyema/platform/server')
  const verdict = await verifyTrailOf(readConfiguration(platformEnvironment(options)), {
    ...(key && { publicKeys: await Promise.all(key.map(readNamedPublicJwk)) }),
    ...(kept !== undefined && { kept: await readKept(kept) }),
  })
  if (verdict.damage) process.exitCode = NO
  if (json) return printJson({ isWhole: !verdict.damage, ...verdict })
  await print(describe(verdict))
}

/** The head in what was printed before. */
async function readKept(path: string): Promise<TreeHead> {
  const { head } = { ...((await readJson(path)) as { head?: Partial<TreeHead> } | null) }
  const { size, root, at } = head ?? {}
  if (typeof size !== 'number' || typeof root !== 'string' || typeof at !== 'string')
    throw new Mistake(`${nameOf(path)} is not what qiyema audit --json prints of a trail with a head.`)
  return { size, root, at }
}

function describe({ damage, head, unsigned }: AuditVerdict): string {
  const verdict = damage
    ? `${coloured('red', '✗')} The trail is not as it was signed for\n  ${sentenceOf(damage)}\n`
    : `${coloured('green', '✓')} The trail is whole\n`
  return (
    verdict +
    table([
      ['signed for', head ? `${head.size} entries, ${head.at}` : 'nothing yet'],
      ['root', head?.root],
      ['since then', `${unsigned} entries, which the next head will cover`],
    ])
  )
}

/** Places count from 0. */
function sentenceOf(damage: Damage): string {
  switch (damage.kind) {
    case 'bad-head':
      return `The head over ${damage.size} entries is not signed by a key that was given.`
    case 'missing':
      return `The entry at place ${damage.position} is gone.`
    case 'changed':
      return `The entry at place ${damage.position}, number ${damage.number}, is not the one that was there.`
    case 'replaced':
      return `An entry from place ${damage.from} to before place ${damage.to} was replaced together with its hash.`
    case 'truncated':
      return `It ends after ${damage.size} entries, and ${damage.signed} were signed for.`
    case 'unsigned':
      return `The entry at place ${damage.position} has a place that no head covers.`
    case 'unplaced':
      return `The entry with the number ${damage.number} was put in later than any can have come.`
  }
}
