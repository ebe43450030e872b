/** The sandbox's time: it stands still until a test moves it, or runs along with the system's. */

export interface Duration {
  readonly days?: number
  readonly hours?: number
  readonly minutes?: number
  readonly seconds?: number
}

export interface SandboxClock {
  /** Milliseconds since 1970, as `Date.now` gives them: what clients and verifiers take as `now`. */
  now(): number
  /** Lets so much time pass, and then everything be done that is due by the end of it. */
  advance(duration: Duration): Promise<void>
  /**
   * Goes on to a moment, and does what is due by then.
   *
   * @throws {RangeError} for one that is over
   */
  set(moment: Date | string): Promise<void>
}

/** Where time begins: a moment, or `now` for a clock that runs as the system's does. */
export type ClockStart = Date | string

const MILLISECONDS = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000 } as const

/**
 * Makes a clock.
 *
 * @param afterMove - does what has become due
 * @throws {RangeError} for a start that is no time
 */
export function createClock(start: ClockStart, afterMove: () => Promise<void>) {
  const isRunning = start === 'now'
  const begun = isRunning ? 0 : timeOf(start)
  let moved = 0
  const now = () => (isRunning ? Date.now() : begun) + moved

  async function move(milliseconds: number): Promise<void> {
    if (!(milliseconds >= 0))
      throw new RangeError('Time goes forwards only: reset the sandbox to begin again.')
    moved += milliseconds
    await afterMove()
  }

  const clock: SandboxClock = {
    now,
    async advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      const { days: day, hours: hour, minutes: minute, seconds: second } = MILLISECONDS
      await move(days * day + hours * hour + minutes * minute + seconds * second)
    },
    async set(moment) {
      await move(timeOf(moment) - now())
    },
  }

  return {
    clock,
    /** Back to the start. */
    restart() {
      moved = 0
    },
  }
}

function timeOf(moment: Date | string): number {
  const time = new Date(moment).getTime()
  if (Number.isNaN(time)) throw new RangeError('Give a time with its zone: 2026-03-02T09:00:00+08:00.')
  return time
}
