/** What no answer may hold: where our code stands, what the database was asked, and what it said. */

const LEAKS: readonly RegExp[] = [
  /\bat .{0,200}[/\\][\w.-]+\.[cm]?[jt]s:\d+/,
  /node_modules|file:\/\/|[/\\]src[/\\]/,
  /\b(?:select .{1,200} from|insert into|update .{1,80} set|delete from)\b/i,
  /row-level security|violates|duplicate key|syntax error at|invalid byte sequence|out of range for type/i,
  /\b(?:kysely|pglite|postgres|zod|hono)\b/i,
  /\b(?:TypeError|RangeError|SyntaxError|ReferenceError)\b/,
]

/** The first that a text holds; undefined for none. */
export function leakIn(text: string): string | undefined {
  for (const pattern of LEAKS) {
    const found = pattern.exec(text)
    if (found) return found[0]
  }
  return undefined
}
