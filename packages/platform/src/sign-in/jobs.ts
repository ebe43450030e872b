/** Forgets what is over: sign-ins, those that never came back from a provider, and codes that nobody swapped. */
import type { JobHandlers, RecurringJob } from '../jobs/jobs.js'

const FORGET = 'sign-in.forget'

export const SIGN_IN_SWEEPS: readonly RecurringJob[] = [{ name: FORGET, everySeconds: 3600 }]

export function signInJobs(): JobHandlers {
  return {
    async [FORGET](_data, { store, now }) {
      await store.transact({ kind: 'platform' }, async db => {
        for (const table of ['sign_ins', 'sign_in_attempts', 'sign_in_codes'] as const)
          await db.deleteFrom(table).where('expires_at', '<=', now()).execute()
      })
    },
  }
}
