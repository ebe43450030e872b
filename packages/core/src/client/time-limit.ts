/** Ends work that takes too long or that its caller gave up, even where the platform's fetch would go on waiting. */

/** Resolves when the time has passed or the signal aborts, whichever is first; never rejects. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>

/** A signal that aborts when the time is up or a parent aborts. */
export interface TimeLimit {
  readonly signal: AbortSignal
  /** Lets go of the timer and of the parent. To be called when the work is done. */
  end(): void
}

/** Thrown by {@link untilAborted} in the place of unfinished work. */
export class Aborted extends Error {}

/** Waits by the timers of the platform. */
export const sleepByTimer: Sleep = (milliseconds, signal) =>
  new Promise(resolve => {
    if (signal?.aborted) return resolve()
    const finish = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, milliseconds)
    signal?.addEventListener('abort', finish)
  })

/** Starts a limit. Not AbortSignal.any and .timeout: web views that we support do not have them. */
export function startTimeLimit(
  sleep: Sleep,
  milliseconds: number,
  parent: AbortSignal | undefined,
): TimeLimit {
  const controller = new AbortController()
  const timer = new AbortController()
  const abort = () => controller.abort()
  parent?.addEventListener('abort', abort)
  if (parent?.aborted) abort()
  void sleep(milliseconds, timer.signal).then(() => {
    if (!timer.signal.aborted) abort()
  })
  return {
    signal: controller.signal,
    end() {
      timer.abort()
      parent?.removeEventListener('abort', abort)
    },
  }
}

/** The work's result, or {@link Aborted} at once when the signal aborts; what the work does later is dropped. */
export async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let abort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(new Aborted())
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
