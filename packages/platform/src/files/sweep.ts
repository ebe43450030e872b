/** Removes files that nothing names: of transactions that failed, and of rows that are gone. */
import type { JobHandlers, RecurringJob } from '../jobs/jobs.js'
import type { Db } from '../store/store.js'
import type { Files } from './files.js'

const SWEEP = 'files.sweep'
/** No transaction takes as long, and nobody waits for what is removed. */
const GRACE_SECONDS = 24 * 3600

/** Those of some files that rows of one application name. */
export type FileUse = (db: Db, hashes: readonly string[]) => Promise<readonly string[]>

export const FILE_SWEEPS: readonly RecurringJob[] = [{ name: SWEEP, everySeconds: 6 * 3600 }]

/** @param uses - of every application that keeps files: what none of them names is removed */
export function fileJobs({
  files,
  uses,
}: {
  readonly files: Files
  readonly uses: readonly FileUse[]
}): JobHandlers {
  return {
    [SWEEP]: (_data, { store }) =>
      files.sweep(GRACE_SECONDS, hashes =>
        store.transact({ kind: 'platform' }, async db => {
          const named = []
          for (const use of uses) named.push(...(await use(db, hashes)))
          return new Set(named)
        }),
      ),
  }
}
