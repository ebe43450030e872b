/** What is to be set in a status list: `4711=revoked` on the command line, or a file of such lines. */
import type { EditableStatusList, StatusState } from '@qiyema/core/trust'
import { Mistake } from '../mistake.js'
import { startProgress } from '../output/progress.js'
import { nameOf, readText } from './bytes.js'

const ENTRY = /^(\d{1,7})(?:\s*[=,\t ]\s*)(valid|revoked|suspended)$/

/** Sets what the arguments say. */
export function setEntries(list: EditableStatusList, entries: readonly string[]): void {
  for (const entry of entries) setEntry(list, entry, `${entry} is not`)
}

/** Sets what a file says, a line an entry; empty lines and those that begin with # count for nothing. Up to a million lines. */
export async function setEntriesOfFile(list: EditableStatusList, path: string): Promise<void> {
  const lines = (await readText(path)).split('\n')
  const progress = startProgress(`Setting the entries of ${nameOf(path)}`, lines.length)
  try {
    for (const [index, line] of lines.entries()) {
      const entry = line.trim()
      if (entry !== '' && !entry.startsWith('#'))
        setEntry(list, entry, `Line ${index + 1} of ${nameOf(path)} is not`)
      progress.report(index)
    }
  } finally {
    progress.end()
  }
}

function setEntry(list: EditableStatusList, entry: string, complaint: string): void {
  const [, index, state] = ENTRY.exec(entry) ?? []
  if (index === undefined)
    throw new Mistake(`${complaint} a position and its state, such as 4711=revoked (or valid, or suspended).`)
  list.set(Number(index), state as StatusState)
}
