/**
 * Keeps endpoints that do not answer from holding up the others: each has few senders at a time, and one that was silent
 * several times in a row is left alone for a while, then asked by one sender. Known to this process only.
 */

const SENDERS_AT_ONCE = 3
const SILENT_TIMES = 4
const SHORTEST_PAUSE_SECONDS = 5
const LONGEST_PAUSE_SECONDS = 60

export type Entry =
  | { readonly kind: 'entered' }
  /** Those who are there see to everything. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'paused'; readonly until: Date }

export interface EndpointHealth {
  /** Lets a sender in, who leaves when done. */
  enter(endpointId: string, now: Date): Entry
  leave(endpointId: string): void
  /** After every try. Any answer counts, a refusal too: it came soon. */
  report(endpointId: string, hasAnswered: boolean, now: Date): void
  /** Until when it is left alone, if it is. */
  pausedUntil(endpointId: string, now: Date): Date | undefined
  /** Whether one more sender would be let in. */
  hasRoom(endpointId: string): boolean
  /** Whether somebody was turned away since this was asked last. */
  wasMissed(endpointId: string): boolean
}

interface Known {
  senders: number
  silences: number
  pausedUntil: number
  isMissed: boolean
}

export function createEndpointHealth(random: () => number): EndpointHealth {
  const known = new Map<string, Known>()

  function pausedUntil(endpointId: string, now: Date): Date | undefined {
    const until = known.get(endpointId)?.pausedUntil ?? 0
    // Not all at once when it is over.
    return now.getTime() < until ? new Date(until + 1000 + Math.floor(random() * 4000)) : undefined
  }

  function hasRoom(endpointId: string): boolean {
    const { senders = 0, silences = 0 } = known.get(endpointId) ?? {}
    return senders < (silences >= SILENT_TIMES ? 1 : SENDERS_AT_ONCE)
  }

  return {
    pausedUntil,
    hasRoom,
    enter(endpointId, now) {
      const until = pausedUntil(endpointId, now)
      if (until) return { kind: 'paused', until }
      const endpoint = known.get(endpointId) ?? { senders: 0, silences: 0, pausedUntil: 0, isMissed: false }
      if (!hasRoom(endpointId)) {
        endpoint.isMissed = true
        return { kind: 'busy' }
      }
      endpoint.senders++
      known.set(endpointId, endpoint)
      return { kind: 'entered' }
    },
    leave(endpointId) {
      const endpoint = known.get(endpointId)
      if (!endpoint) return
      endpoint.senders--
      if (endpoint.senders === 0 && endpoint.silences === 0) known.delete(endpointId)
    },
    report(endpointId, hasAnswered, now) {
      const endpoint = known.get(endpointId)
      if (!endpoint) return
      endpoint.silences = hasAnswered ? 0 : endpoint.silences + 1
      if (endpoint.silences < SILENT_TIMES) return
      const doubled = SHORTEST_PAUSE_SECONDS * 2 ** (endpoint.silences - SILENT_TIMES)
      endpoint.pausedUntil = now.getTime() + Math.min(doubled, LONGEST_PAUSE_SECONDS) * 1000
    },
    wasMissed(endpointId) {
      const endpoint = known.get(endpointId)
      if (!endpoint?.isMissed) return false
      endpoint.isMissed = false
      return true
    },
  }
}
