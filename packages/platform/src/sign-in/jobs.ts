/** Forgets sign-ins that went to a provider and never came back, and codes that nobody swapped. */
import type { JobHandlers, RecurringJob } from '../jobs/jobs.js'

const FORGET = 'sign-in.forget'

export const SIGN_IN_SWEEPS: readonly RecurringJob[] = [{ name: FORGET, everySeconds: 3600 }]

export function signInJobs(): JobHandlers {
  return {
    async [FORGET](_data, { store, now }) {
      await store.transact({ kind: 'platform' }, async db => {
        await db.deleteFrom('sign_in_attempts').where('expires_at', '<=', now()).execute()
        await db.deleteFrom('sign_in_codes').where('expires_at', '<=', now()).execute()
      })
    },
  }
}
