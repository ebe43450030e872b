/** One line of JSON a request, and one a fault. Nothing in them says who somebody is or what they sent. */

/** From what is of use to what somebody must look at. */
const LEVELS = ['info', 'warn', 'error'] as const
export type Level = (typeof LEVELS)[number]

/** What is known of a request once it is answered. */
export interface RequestLine {
  readonly requestId: string
  /** By the contract, `finance.needs.submit`; absent for a path that is none of its. */
  readonly operation?: string | undefined
  readonly method: string
  readonly status: number
  /** Of a problem. */
  readonly code?: string | undefined
  readonly ms: number
  readonly caller: string
}

/** What is known of a fault: its kind and where in our code it was, not its message, which may quote data. */
export interface FaultLine {
  readonly requestId: string
  readonly operation?: string | undefined
  readonly fault: string
  readonly at: readonly string[]
}

export interface Log {
  request(line: RequestLine): void
  fault(line: Omit<FaultLine, 'fault' | 'at'>, error: unknown): void
}

/**
 * Makes a log.
 *
 * @param write - takes one line, without its end: `line => process.stdout.write(`${line}\n`)`
 * @param now - the time that lines carry
 * @param least - the lowest level that is written
 */
export function createLog(write: (line: string) => void, now: () => Date, least: Level = 'info'): Log {
  const put = (level: Level, line: object) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return
    write(JSON.stringify({ time: now().toISOString(), level, ...line }))
  }
  return {
    request: line => put(line.status >= 500 ? 'error' : line.status === 429 ? 'warn' : 'info', line),
    fault: (line, error) => put('error', { ...line, fault: kindOf(error), at: framesOf(error) }),
  }
}

/** Hears nothing. */
export const SILENT_LOG: Log = { request: () => {}, fault: () => {} }

/** The class of an error and its code, such as PostgreSQL's `23505`. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return /^[A-Za-z0-9_]{1,40}$/.test(code) ? `${error.name} ${code}` : error.name
}

/** The frames of a stack without its first lines, which repeat the message. */
function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : []
  return lines
    .filter(line => /^ {4}at \S/.test(line))
    .map(line => line.trim())
    .slice(0, 8)
}
