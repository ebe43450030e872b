/** `qiyema trust`: makes, checks and signs trust lists. */
import type { Command } from 'commander'
import { addTrustBuild } from './build.js'
import { addTrustLint } from './lint.js'
import { addTrustMerge } from './merge.js'
import { addTrustSign } from './sign.js'

export function addTrust(program: Command): void {
  const trust = program.command('trust').description('make, check, sign and merge trust lists')
  addTrustBuild(trust)
  addTrustLint(trust)
  addTrustSign(trust)
  addTrustMerge(trust)
}
