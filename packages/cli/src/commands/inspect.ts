/** `qiyema inspect`: what a code says of itself. Nothing is verified, and that is said first. */
import { type InspectedCode, inspectCode } from '@qiyema/core/inspect'
import { explainUscc, parseUscc } from '@qiyema/core/uscc'
import type { Command } from 'commander'
import { readCodeText } from '../input/code.js'
import { examples, now } from '../input/options.js'
import { NO } from '../mistake.js'
import { coloured } from '../output/colour.js'
import { print, printJson, printLine } from '../output/print.js'
import { printable } from '../output/printable.js'
import { table } from '../output/table.js'
import { describeTime } from '../output/time.js'

export function addInspect(program: Command): void {
  program
    .command('inspect')
    .argument('[code]', 'a link, digits, an SD-JWT, or a file or picture of one; - reads it')
    .summary('tell what a code says, without verifying it')
    .description(
      'Tells what a code says of itself. NOTHING is verified: anyone can write such a code. Use verify for what matters.',
    )
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      examples('qiyema inspect https://QYM.EXAMPLE/Q/1234…', 'qiyema inspect photo.jpg --json'),
    )
    .action(inspect)
}

async function inspect(argument: string | undefined, options: { readonly json?: boolean }): Promise<void> {
  const inspected = await inspectCode(await readCodeText(argument))
  const isRefused = 'refusal' in inspected
  if (isRefused) process.exitCode = NO
  if (options.json) return printJson({ verified: false, ...inspected })
  if (isRefused) return printLine(`Not a code (${inspected.refusal}): ${printable(inspected.detail)}.`)
  const warning = coloured('yellow', 'NOT VERIFIED: anyone can write a code that says this.')
  await print(`${warning}\n${table(rowsOf(inspected))}`)
}

function rowsOf(code: InspectedCode): readonly (readonly [string, string | undefined])[] {
  const at = now()
  return [
    ['form', code.form],
    ['host', code.host],
    ['USCC', `${code.uscc}${kindOf(code.uscc)}`],
    ['name', code.name],
    ['issued', describeTime(code.issuedAt, at)],
    ['expires', describeTime(code.expiresAt, at)],
    ['lifetime', code.lifetime],
    ['status', `list ${code.status.list}, position ${code.status.index}`],
    ['key id', `${code.kidPrefix}… (hexadecimal)`],
    ['holder', code.isHolderBound ? 'bound to a key' : 'none: a printed code'],
    ['presented', code.presentedAt === undefined ? undefined : describeTime(code.presentedAt, at)],
    ['nonce', code.nonce],
  ]
}

function kindOf(text: string): string {
  const parsed = parseUscc(text)
  const category = parsed.ok ? explainUscc(parsed.uscc).category?.en : undefined
  return category ? ` (${category})` : ''
}
