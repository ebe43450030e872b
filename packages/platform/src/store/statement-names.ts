/** Which statements PostgreSQL is asked to remember, so that it plans them once a connection and not once a call. */

/** Seen so often, a statement comes again. Others would only take memory on the server. */
const NAMED_FROM = 3
const MOST_NAMES = 250
/** Of statements that are only counted: lists of every length make new ones without end. */
const MOST_COUNTS = 2_000

export interface StatementNames {
  /** Undefined for a statement that is not worth a name, or not yet. */
  nameOf(text: string): string | undefined
}

/** Row-level security makes planning cost more than most queries themselves, which is why this is worth its while. */
export function createStatementNames(): StatementNames {
  const names = new Map<string, string>()
  const counts = new Map<string, number>()
  return {
    nameOf(text) {
      const known = names.get(text)
      if (known !== undefined || names.size === MOST_NAMES) return known
      const count = (counts.get(text) ?? 0) + 1
      if (count < NAMED_FROM) {
        if (counts.size === MOST_COUNTS) counts.clear()
        counts.set(text, count)
        return undefined
      }
      counts.delete(text)
      const name = `statement_${names.size + 1}`
      names.set(text, name)
      return name
    },
  }
}
