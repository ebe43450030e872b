// Measures contenders beside each other: all of them in every round, so that what else the machine does meets them alike.

/** One way to do a job. `run` does it once, for the sample of this number, and throws when the outcome is wrong. */
export interface Contender {
  readonly name: string
  run(sample: number): Promise<unknown>
}

/** What a contender came to. `ratio` is that of the first contender to this one, the median of all rounds. */
export interface Standing {
  readonly name: string
  readonly perSecond: number
  readonly ratio: number
}

/** How long and in what way to measure. */
export interface RoundOptions {
  readonly rounds: number
  readonly millisecondsEach: number
  /** How many jobs are under way at once. */
  readonly inFlight: number
}

/** Runs the contenders in turns, A B C A B C, after one round that only warms up. */
export async function race(contenders: readonly Contender[], options: RoundOptions): Promise<Standing[]> {
  const rates: number[][] = []
  for (let round = -1; round < options.rounds; round++) {
    const ofRound: number[] = []
    for (const contender of contenders) ofRound.push(await ratePerSecond(contender, options))
    if (round >= 0) rates.push(ofRound)
  }
  return contenders.map(({ name }, index) => ({
    name,
    perSecond: median(rates.map(ofRound => ofRound[index] ?? 0)),
    ratio: median(rates.map(ofRound => (ofRound[0] ?? 0) / (ofRound[index] ?? 1))),
  }))
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2
}

async function ratePerSecond(
  { run }: Contender,
  { millisecondsEach, inFlight }: RoundOptions,
): Promise<number> {
  let done = 0
  const started = performance.now()
  const line = async (): Promise<void> => {
    // The clock is read once in sixteen jobs, or reading it would be measured too.
    while (performance.now() - started < millisecondsEach) {
      for (let job = 0; job < 16; job++) await run(done++)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, line))
  return (done * 1000) / (performance.now() - started)
}
