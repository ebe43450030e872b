// Every single bit of many codes is turned over, one at a time: none of what comes out may be believed.
import type { BitFlipData, BitFlipResult } from './bit-flips-thread.ts'
import type { CodeKind, SampleIssuer } from './samples.ts'
import { CORES, inThreads } from './threads.ts'

/** What became of all flips. */
export interface BitFlips {
  readonly codes: number
  readonly flips: number
  /** Flips after which a code was believed. */
  readonly believed: number
  /** How many flips ended in each outcome. */
  readonly outcomes: readonly (readonly [outcome: string, count: number])[]
}

/** How many of a thousand codes are of each kind. */
const SHARES: Readonly<Record<CodeKind, number>> = { C1: 0.7, C2: 0.2, P1: 0.1 }

/** Flips every bit of so many codes; the issuer must have as many of each kind as their share asks for. */
export async function measureBitFlips(
  { trust, statusLists, codes }: SampleIssuer,
  count: number,
  onProgress: (done: number, all: number) => void,
): Promise<BitFlips> {
  const digits = Object.entries(SHARES).flatMap(([kind, share]) =>
    codes[kind as CodeKind].slice(0, Math.round(count * share)).map(code => code.digits),
  )
  if (digits.length !== count) throw new Error(`there are ${digits.length} codes, not ${count}`)
  let done = 0
  const results = await inThreads<BitFlipResult>(
    './bit-flips-thread.ts',
    (thread): BitFlipData => ({
      trust,
      statusLists,
      digits: digits.filter((_, index) => index % CORES === thread),
    }),
    progress => {
      done += progress.done
      onProgress(done, count)
    },
  )
  const outcomes = new Map<string, number>()
  for (const [outcome, flips] of results.flatMap(result => Object.entries(result.outcomes)))
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + flips)
  return {
    codes: count,
    flips: [...outcomes.values()].reduce((sum, flips) => sum + flips, 0),
    believed: results.reduce((sum, result) => sum + result.believed, 0),
    outcomes: [...outcomes].sort(([one], [other]) => (one < other ? -1 : 1)),
  }
}
