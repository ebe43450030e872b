/** The qiyema command: a process that runs the program once. */
import { Mistake } from './mistake.js'
import { fail, run } from './run.js'

// A reader that has seen enough, such as `head`, is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    fail(new Mistake(`The output cannot be written (${error.code}).`))
  })
}
process.on('uncaughtException', fail)

await run(process.argv.slice(2))
