/** Promise 10: kills the platform's process again and again while clients write, and looks at what is left. */
import { once } from 'node:events'
import type { ServerProcess } from '../server-process.js'
import type { Inspection } from './inspect.js'
import { NOTHING_AMISS } from './ledger.js'
import { type Finish, isFull, openScene, type SceneOptions } from './scene.js'

/** At least. */
const KILLS = isFull ? 200 : 2
/** Acknowledged in all, at least: it is killed until there are so many. */
const WRITES = isFull ? 100_000 : 150
/** This part of all lives ends before it has begun: while it looks at the store, migrates, starts its jobs. */
const STILLBORN = 0.1
const STARTING_MILLISECONDS = 2000
const PAUSE_MILLISECONDS = 20

/** What the test is called on every engine, and how long it may take. */
export const KILLED_PLATFORM = {
  name: `a platform that is killed ${KILLS} times in ${WRITES} writes loses nothing, does nothing twice and leaves no halves`,
  timeout: isFull ? 7_200_000 : 180_000,
}

export interface Harm extends Finish {
  /** What new processes found that the one before had left half-written, or less than was acknowledged. */
  readonly found: readonly Inspection[]
}

export const UNHARMED: Harm = { found: [], differing: [], reckoning: NOTHING_AMISS }

/** @returns what harm was done, and in words what was measured */
export async function killPlatform(options: SceneOptions): Promise<Harm & { readonly figure: string }> {
  const scene = await openScene(options)
  const { acknowledged, processes } = scene
  const found: Inspection[] = []

  /** Waits until a process answers, and has it asked for what those before it have acknowledged. */
  async function answering({ child, started }: ServerProcess): Promise<void> {
    const before = acknowledged.length
    const [inspection] = (await Promise.race([once(child, 'message'), started])) as [Inspection]
    const { halves, forsaken, steps } = inspection
    if (halves.length > 0 || forsaken.length > 0 || steps < before) found.push(inspection)
    await started
    scene.askAgainUpTo(before)
  }

  try {
    let kills = 0
    for (; kills < KILLS || acknowledged.length < WRITES; kills++) {
      const server = processes.start()
      if (kills > 0 && Math.random() < STILLBORN) await pause(Math.random() * STARTING_MILLISECONDS)
      else {
        await answering(server)
        await scene.more(1 + Math.floor((Math.random() * 2 * WRITES) / KILLS))
        await pause(Math.random() * PAUSE_MILLISECONDS)
      }
      server.child.kill('SIGKILL')
      await server.ended
    }
    const last = processes.start()
    await answering(last)
    const { differing, reckoning } = await scene.finish(async () => {
      last.child.kill('SIGTERM')
      await last.ended
    }, kills)
    const { lost, surplus, halves } = reckoning
    const figure = `${kills} kills, ${acknowledged.length} writes acknowledged: ${lost.length} lost, ${surplus.length} double, ${halves.length} half-written`
    return { found, differing, reckoning, figure }
  } finally {
    await scene.close()
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
