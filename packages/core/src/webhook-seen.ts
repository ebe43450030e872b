/** Remembers which webhooks were seen, so that one that is sent again by somebody else is refused. */

/**
 * Where ids are kept. Receivers that are several processes share one, such as a table or Redis (`SET id 1 NX EX 900`).
 */
export interface SeenWebhooks {
  /** Keeps an id for so many seconds. False when it is kept already: of two that ask at once, one is told true. */
  remember(id: string, seconds: number): Promise<boolean>
}

/**
 * Keeps ids in memory: enough for one process that may forget when it restarts.
 *
 * @param now - milliseconds since 1970
 */
export function memorySeenWebhooks(now: () => number = Date.now): SeenWebhooks {
  const endings = new Map<string, number>()
  return {
    async remember(id, seconds) {
      const time = now()
      // Kept in the order they came, so those that have ended stand first.
      for (const [kept, endsAt] of endings) {
        if (endsAt > time) break
        endings.delete(kept)
      }
      if ((endings.get(id) ?? 0) > time) return false
      endings.set(id, time + seconds * 1000)
      return true
    },
  }
}
