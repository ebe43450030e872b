import { vi } from 'vitest'

/** What `look` gives, once it throws no more. On a busy machine all comes late, and only what never comes is a failure. */
export const eventually = <Seen>(look: () => Seen | Promise<Seen>) => vi.waitFor(look, { timeout: 20_000 })
