/** The qiyema command: the program, and the boundary behind which every error is one line and an exit status. */
import { CommanderError } from 'commander'
import { MISUSE, Mistake, sentenceOf } from './mistake.js'
import { printable } from './output/printable.js'
import { createProgram } from './program.js'

// A reader that has seen enough, such as `head`, is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    fail(new Mistake(`The output cannot be written (${error.code}).`))
  })
}
process.on('uncaughtException', fail)

try {
  await createProgram().parseAsync()
} catch (error) {
  fail(error)
}

function fail(error: unknown): void {
  // Help and version that were asked for also end in an exception.
  if (error instanceof CommanderError && error.exitCode === 0) return
  process.exitCode = MISUSE
  process.stderr.write(`qiyema: ${printable(sentenceOf(error))}\n`)
}
