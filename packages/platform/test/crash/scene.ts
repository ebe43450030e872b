/** A platform at an address of its own that is to be killed, clients that write to it, and what they were answered. */
import { vi } from 'vitest'
import { QUEUES_AT_ONCE } from '../../src/events/deliver.js'
import { DELIVER } from '../../src/events/queue.js'
import { openKeyFolder } from '../../src/keys/key-file.js'
import type { Store } from '../../src/store/store.js'
import { freePort } from '../engines/free-port.js'
import { processesOn } from '../server-process.js'
import { enterCallers } from './callers.js'
import { askAgain, countToTell, type Reckoning, reckon } from './ledger.js'
import { startReceiver } from './receiver.js'
import { startWriters, type Writers } from './writers.js'

export const isFull = process.env.QIYEMA_FULL === '1'

const CHECKED_PLATFORM = 'test/engines/checked-platform.ts'
const SENDERS = QUEUES_AT_ONCE[DELIVER] ?? 1
/** A claim of two minutes, and the sweeps that look for what it leaves. */
const TOLD_MILLISECONDS = 300_000

export interface SceneOptions {
  /** What a process is started with to find the store. */
  readonly environment: Readonly<Record<string, string>> & { readonly DATA_FOLDER: string }
  /** Opens the store, which nobody has been in yet, or no process has any more. */
  readonly openStore: () => Promise<Store>
}

export interface Finish {
  /** Acknowledged, and answered otherwise when it was asked for again. */
  readonly differing: readonly string[]
  readonly reckoning: Reckoning
}

export interface Scene extends Pick<Writers, 'acknowledged' | 'more'> {
  readonly baseUrl: string
  readonly processes: ReturnType<typeof processesOn>
  /** Has everything up to a number asked for once more with its key, beside what is written. */
  askAgainUpTo(count: number): void
  /**
   * Lets everybody finish and hear, then ends the last process and goes through everything.
   *
   * @param kills - of senders of webhooks: what they were at is only told in a full run, which waits for their claims to end
   */
  finish(stop: () => Promise<unknown>, kills: number): Promise<Finish>
  close(): Promise<void>
}

export async function openScene({ environment, openStore }: SceneOptions): Promise<Scene> {
  const receiver = await startReceiver()
  const callers = await onceOpen(openStore, store => enterCallers(store, receiver.url))
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}`
  const common = { ...environment, PORT: String(port), BASE_URL: baseUrl, LOG: 'off' }
  const processes = processesOn(common, CHECKED_PLATFORM)
  const writers = startWriters(baseUrl, callers)
  const { acknowledged } = writers
  const asking: Promise<readonly string[]>[] = []
  let asked = 0

  function askAgainUpTo(count: number): void {
    const answers = askAgain(acknowledged.slice(asked, count))
    // Heard at the end, unless something else has ended it before.
    answers.catch(() => {})
    asking.push(answers)
    asked = count
  }

  async function untilTold(least: number): Promise<void> {
    const look = () => {
      if (receiver.events.size < least) throw new Error(`${receiver.events.size} of ${least} were told.`)
    }
    await vi.waitFor(look, { timeout: TOLD_MILLISECONDS, interval: 100 })
  }

  return {
    baseUrl,
    processes,
    acknowledged,
    more: writers.more,
    askAgainUpTo,
    async finish(stop, kills) {
      await writers.stop()
      askAgainUpTo(acknowledged.length)
      const differing = (await Promise.all(asking)).flat()
      await untilTold(countToTell(acknowledged, callers.told) - (isFull ? 0 : kills * SENDERS))
      await stop()
      const keys = await openKeyFolder(environment.DATA_FOLDER)
      const reckoning = await onceOpen(openStore, store => reckon(store, keys, acknowledged, receiver))
      return { differing, reckoning }
    },
    async close() {
      writers.abandon()
      await processes.end()
      await receiver.close()
    },
  }
}

async function onceOpen<Result>(
  openStore: () => Promise<Store>,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openStore()
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
