/** Time that passes only when everybody waits: hours of it in milliseconds, the same in every run. */
import type { Sleep } from '../src/client/time-limit.js'

interface Sleeper {
  readonly wakesAt: number
  readonly wake: () => void
}

export interface VirtualClock {
  /** Milliseconds since 1970. */
  now(): number
  readonly sleep: Sleep
  /** Lets time pass until the work is done. */
  run<Value>(work: Promise<Value>): Promise<Value>
}

export function createVirtualClock(startsAt = Date.UTC(2026, 0, 5, 1)): VirtualClock {
  const sleepers = new Set<Sleeper>()
  let time = startsAt
  return {
    now: () => time,
    sleep: (milliseconds, signal) =>
      new Promise(resolve => {
        const wake = () => {
          sleepers.delete(sleeper)
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        const sleeper = { wakesAt: time + milliseconds, wake }
        if (signal?.aborted) return resolve()
        sleepers.add(sleeper)
        signal?.addEventListener('abort', wake)
      }),
    async run(work) {
      let isDone = false
      const finish = () => {
        isDone = true
      }
      work.then(finish, finish)
      while (!isDone) {
        // Whatever can go on without time goes on first.
        for (let turn = 0; turn < 3; turn++) await new Promise(resolve => setImmediate(resolve))
        const first = [...sleepers].reduce<Sleeper | undefined>(
          (soonest, sleeper) => (soonest && soonest.wakesAt <= sleeper.wakesAt ? soonest : sleeper),
          undefined,
        )
        if (isDone || !first) continue
        time = Math.max(time, first.wakesAt)
        first.wake()
      }
      return work
    },
  }
}
