// Shares work out among as many threads as the machine has cores.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** How many threads there are. */
export const CORES = availableParallelism()

/** A message in which a thread says how far it is, rather than its result. */
export interface Progress {
  readonly done: number
}

/**
 * Runs a file of this folder in every thread, each with its own data.
 *
 * @param onProgress - is told what was done since the last time, by any thread
 * @returns the last message of each
 */
export function inThreads<Result>(
  file: string,
  dataOf: (thread: number) => unknown,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<Result[]> {
  const threads = Array.from({ length: CORES }, (_, thread) => {
    const worker = new Worker(new URL(file, import.meta.url), { workerData: dataOf(thread) })
    return new Promise<Result>((resolve, reject) => {
      let last: Result | undefined
      worker.on('message', (message: { progress?: Progress; result?: Result }) => {
        if (message.progress) onProgress(message.progress)
        if (message.result !== undefined) last = message.result
      })
      worker.on('error', reject)
      worker.on('exit', () => (last === undefined ? reject(new Error(`${file} ended early`)) : resolve(last)))
    })
  })
  return Promise.all(threads)
}
