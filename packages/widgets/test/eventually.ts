import { vi } from 'vitest'

/**
 * What `look` gives, once it throws no more. One patience for all: on a busy machine what is drawn comes late, and only what
 * never comes is a failure.
 */
export const eventually = <Seen>(look: () => Seen | Promise<Seen>) => vi.waitFor(look, { timeout: 30_000 })
