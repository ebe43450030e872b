/** What the README has its reader do: its commands and its snippets, with the reader's own values in the place of the examples'. */
import { commandsOf } from '../snippets/commands.ts'
import { findSnippets } from '../snippets/find.ts'

const blocks = findSnippets().filter(({ file }) => file === 'README.md')

/** The only command that begins like this. */
export function commandOf(start: string): string {
  const commands = blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ source }) => commandsOf(source))
  const [command, ...others] = commands.filter(one => one.startsWith(start))
  if (command === undefined || others.length > 0)
    throw new Error(`The README has not one command that begins with ${start}.`)
  return command
}

/** The snippet under a heading. */
export function snippetOf(title: string): string {
  const [block, ...others] = blocks.filter(one => one.title === title)
  if (!block || others.length > 0) throw new Error(`The README has not one snippet under ${title}.`)
  return block.source
}

/** A text of the README with the reader's own values, each of which must have its place in it. */
export function withOwn(text: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((changed, [example, own]) => {
    if (!changed.includes(example)) throw new Error(`The README has no ${example} here: ${changed}`)
    return changed.replaceAll(example, own)
  }, text)
}
