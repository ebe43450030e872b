/** Runs the program behind the boundary where every error is one line and an exit status. */
import { CommanderError } from 'commander'
import { MISUSE, sentenceOf } from './mistake.js'
import { printable } from './output/printable.js'
import { createProgram } from './program.js'

/** @param args - what stands behind the command's name */
export async function run(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args, { from: 'user' })
  } catch (error) {
    fail(error)
  }
}

/** Says what went wrong, and lets the process end with it. */
export function fail(error: unknown): void {
  // Help and version that were asked for also end in an exception.
  if (error instanceof CommanderError && error.exitCode === 0) return
  process.exitCode = MISUSE
  process.stderr.write(`qiyema: ${printable(sentenceOf(error))}\n`)
}
