// One thread of bit-flips.ts: flips every bit of its codes, the one above all others included, with 64 under way at once.
import { parentPort, workerData } from 'node:worker_threads'
import { createVerifier, type TrustList } from '@qiyema/core/verify'
import { NOW } from './samples.ts'

/** What a thread is given. */
export interface BitFlipData {
  readonly trust: TrustList
  readonly statusLists: Readonly<Record<string, string>>
  readonly digits: readonly string[]
}

/** What a thread found. */
export interface BitFlipResult {
  readonly believed: number
  readonly outcomes: Readonly<Record<string, number>>
}

const IN_FLIGHT = 64
const { trust, statusLists, digits } = workerData as BitFlipData
const verifier = createVerifier({ trust, statusLists, now: () => NOW })
const outcomes: Record<string, number> = {}
let believed = 0

for (const code of digits) {
  if ((await verifier.verify(code)).outcome !== 'valid') throw new Error('a code is not valid to begin with')
  await flipEveryBit(BigInt(code))
  parentPort?.postMessage({ progress: { done: 1 } })
}
parentPort?.postMessage({ result: { believed, outcomes } satisfies BitFlipResult })

async function flipEveryBit(code: bigint): Promise<void> {
  const bits = code.toString(2).length
  let next = 0
  const line = async (): Promise<void> => {
    while (next < bits) {
      const flipped = code ^ (1n << BigInt(next++))
      const result = await verifier.verify(flipped.toString())
      outcomes[result.outcome] = (outcomes[result.outcome] ?? 0) + 1
      // Whatever comes with an enterprise passed the signatures.
      if (result.outcome === 'valid' || 'code' in result) believed++
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, line))
}
