/** `qiyema trust lint`: looks a trust list over before it is signed or after it is fetched. */
import { lintTrustList } from '@qiyema/core/trust'
import type { Command } from 'commander'
import { collect, examples, parseTime } from '../../input/options.js'
import { readTrustDocument, readTrustFile, readVouchedDocument } from '../../input/trust-list.js'
import { NO } from '../../mistake.js'
import { coloured } from '../../output/colour.js'
import { printJson, printLine } from '../../output/print.js'
import { printable } from '../../output/printable.js'

interface LintCommandOptions {
  readonly previous?: string
  readonly root?: readonly string[]
  readonly at?: number
  readonly json?: boolean
}

export function addTrustLint(trust: Command): void {
  trust
    .command('lint')
    .argument('<file>', 'a trust list, as JSON or signed; - reads it')
    .summary('look a trust list over')
    .description(
      'Looks a trust list over, alone and against the edition before. Exit status: 0 without errors, 1 with.',
    )
    .option('--previous <file>', 'the edition before')
    .option('-r, --root <file>', 'root key, for a signed list', collect)
    .option('--at <time>', 'look at it at this moment (default: now)', parseTime)
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', examples('qiyema trust lint trust-2.json --previous trust.json'))
    .action(lint)
}

async function lint(path: string, { previous, root = [], at, json }: LintCommandOptions): Promise<void> {
  // With an edition before, the root key may be for that one alone: the next one is linted before it is signed.
  const list =
    previous === undefined
      ? await readVouchedDocument(path, root)
      : (await readTrustDocument(path, root)).list
  const findings = await lintTrustList(list, {
    ...(previous !== undefined && { previous: await readTrustFile(previous, root) }),
    ...(at !== undefined && { at }),
  })
  if (findings.some(({ level }) => level === 'error')) process.exitCode = NO
  if (json) return printJson(findings)
  if (findings.length === 0) return printLine('Nothing to object to.')
  for (const { level, message } of findings)
    await printLine(`${coloured(level === 'error' ? 'red' : 'yellow', level)}: ${printable(message)}`)
}
