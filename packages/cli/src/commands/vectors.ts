/** `qiyema vectors run`: holds this implementation against a set of test vectors. */
import type { Command } from 'commander'
import { readJson } from '../input/bytes.js'
import { examples } from '../input/options.js'
import { readVectorSet } from '../input/vector-set.js'
import { NO } from '../mistake.js'
import { coloured } from '../output/colour.js'
import { print, printJson } from '../output/print.js'
import { printable } from '../output/printable.js'
import { startProgress } from '../output/progress.js'
import { type Failure, runVectors } from '../vectors/run.js'

/** Longer values are cut in what people read; --json has them whole. */
const SHOWN_CHARACTERS = 100

export function addVectors(program: Command): void {
  const vectors = program.command('vectors').description('hold this implementation against test vectors')
  vectors
    .command('run')
    .argument('<file>', 'a vector set; - reads it')
    .summary('verify every case of a vector set')
    .description(
      'Verifies every case of a vector set and compares. Exit status: 0 when all passed, 1 when one failed.',
    )
    .option('--json', 'print the failures as JSON')
    .addHelpText('after', examples('qiyema vectors run qym1.json'))
    .action(run)
}

async function run(path: string, { json }: { readonly json?: boolean }): Promise<void> {
  const set = readVectorSet(await readJson(path), path)
  const progress = startProgress('Running vectors', set.cases.length)
  const { passed, failures } = await runVectors(set, progress.report).finally(() => progress.end())
  const failed = failures.length
  if (failed > 0 || passed === 0 || set.cases.length === 0) process.exitCode = NO
  if (json) return printJson({ passed, failed, failures })
  await print([...failures.map(line), `${passed} passed, ${failed} failed`, ''].join('\n'))
}

function line({ id, member, wanted, got }: Failure): string {
  return `${coloured('red', 'FAILED')} ${printable(id)}: ${printable(member)}: wanted ${show(wanted)}, got ${show(got)}`
}

function show(value: unknown): string {
  const text = printable(JSON.stringify(value) ?? 'nothing')
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`
}
