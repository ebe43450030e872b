/** `qiyema status`: makes and changes status lists. */
import type { Command } from 'commander'
import { addStatusBuild } from './build.js'
import { addStatusSet } from './set.js'

export function addStatus(program: Command): void {
  const status = program.command('status').description('make and change status lists')
  addStatusBuild(status)
  addStatusSet(status)
}
