/** What the caller of the command did wrong, and how any error becomes the one sentence that people see. */
import { QiyemaError } from '@qiyema/core/verify'
import { CommanderError } from 'commander'

/** Exit status: the command did what it was asked to, and the answer is no. */
export const NO = 1
/** Exit status: bad arguments, a missing file, a bad key. */
export const MISUSE = 2

/** A mistake in the call or in its files, in a sentence that says what to do. Never carries a key. */
export class Mistake extends Error {}

/** The sentence for people. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Mistake || error instanceof QiyemaError) return error.message
  if (error instanceof CommanderError) return parserSentence(error)
  if (isSetUpError(error)) return error.message
  return `Something failed that should not have: ${String(error)}. Please report it.`
}

function parserSentence({ code, message }: CommanderError): string {
  // Where a command is missing, the parser would print the help instead of a sentence.
  if (code === 'commander.help') return 'Say which command: qiyema help lists them.'
  return message.replace(/^error: /, '')
}

/** Of the platform, which is loaded only by the commands that need it. */
function isSetUpError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'SetUpError'
}
