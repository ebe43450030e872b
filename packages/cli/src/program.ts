/** The program: its commands, and how it answers to help and to what it does not know. */
import { Command } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { addAudit } from './commands/audit.js'
import { addInspect } from './commands/inspect.js'
import { addKeygen } from './commands/keygen.js'
import { addPresent } from './commands/present.js'
import { addQr } from './commands/qr.js'
import { addSeed } from './commands/seed.js'
import { addServe } from './commands/serve.js'
import { addSign } from './commands/sign.js'
import { addStatus } from './commands/status/status.js'
import { addTrust } from './commands/trust/trust.js'
import { addVectors } from './commands/vectors.js'
import { addVerify } from './commands/verify.js'
import { Mistake } from './mistake.js'

export function createProgram(): Command {
  const program = new Command('qiyema')
    .description(manifest.description)
    .version(manifest.version)
    .helpCommand(false)
    // Errors are thrown, and told by the boundary in run.ts.
    .exitOverride()
    .configureOutput({ outputError: () => undefined, writeErr: () => undefined })
    .addHelpText(
      'after',
      '\nExit status: 0 done (verify: valid), 1 the answer is no, 2 a mistake in the call or its files.',
    )
  addKeygen(program)
  addSign(program)
  addPresent(program)
  addQr(program)
  addInspect(program)
  addVerify(program)
  addTrust(program)
  addStatus(program)
  addVectors(program)
  addServe(program)
  addSeed(program)
  addAudit(program)
  program
    .command('help')
    .argument('[command...]', 'such as sign, or trust build')
    .description('explain a command')
    .action((path: string[]) => commandAt(program, path).outputHelp())
  return program
}

function commandAt(program: Command, path: readonly string[]): Command {
  return path.reduce((command, name) => {
    const found = command.commands.find(candidate => candidate.name() === name)
    if (!found) throw new Mistake(`There is no command ${path.join(' ')}: qiyema help lists the commands.`)
    return found
  }, program)
}
