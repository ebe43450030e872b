/** `qiyema trust merge`: makes one trust list of several, as a province does of its counties'. */
import { mergeTrustLists } from '@qiyema/core/trust'
import type { Command } from 'commander'
import {
  collect,
  demand,
  durationOption,
  examples,
  now,
  parseTime,
  parseWhole,
  withOutput,
} from '../../input/options.js'
import { readTrustFile } from '../../input/trust-list.js'
import { type OutputOptions, writeOutput } from '../../output/file.js'

interface MergeOptions extends OutputOptions {
  readonly root?: readonly string[]
  readonly seq: number
  readonly at?: number
  readonly valid: number
}

export function addTrustMerge(trust: Command): void {
  withOutput(
    trust.command('merge').argument('<files...>', 'trust lists, as JSON, or signed all under --root'),
  )
    .summary('make one trust list of several')
    .description('Makes one trust list of several. Lists that contradict each other are not merged.')
    .option('--seq <number>', 'number of the merged edition (required)', parseWhole)
    .option('-r, --root <file>', 'root key of signed lists; may be given several times', collect)
    .option('--at <time>', 'the moment of the edition (default: now)', parseTime)
    .addOption(durationOption('--valid <duration>', 'how long it may be used', '7d'))
    .addHelpText('after', examples('qiyema trust merge huzhou.json anji.json --seq 12 --out province.json'))
    .hook('preAction', demand('seq'))
    .action(merge)
}

async function merge(paths: readonly string[], options: MergeOptions): Promise<void> {
  const { root, seq, at = now(), valid } = options
  const lists = []
  for (const path of paths) lists.push(await readTrustFile(path, root))
  const merged = mergeTrustLists(lists, { seq, iat: at, exp: at + valid })
  await writeOutput(`${JSON.stringify(merged, null, 2)}\n`, options)
}
