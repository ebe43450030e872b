/**
 * Keeps endpoints that do not answer from holding up the others: each has few senders at a time, and one that was silent
 * several times in a row is left alone for a while, then asked by one sender. Known to this process only.
 */

const SENDERS_AT_ONCE = 3
const SILENT_TIMES = 4
const SHORTEST_PAUSE_SECONDS = 5
const LONGEST_PAUSE_SECONDS = 60

export interface EndpointHealth {
  /** Lets a sender in, who leaves when done; or says when to come again. */
  enter(endpointId: string, now: Date): Date | undefined
  leave(endpointId: string): void
  /** After every try. Any answer counts, a refusal too: it came soon. */
  report(endpointId: string, hasAnswered: boolean, now: Date): void
}

interface Known {
  senders: number
  silences: number
  pausedUntil: number
}

export function createEndpointHealth(random: () => number): EndpointHealth {
  const known = new Map<string, Known>()
  return {
    enter(endpointId, now) {
      const endpoint = known.get(endpointId) ?? { senders: 0, silences: 0, pausedUntil: 0 }
      const isSilent = endpoint.silences >= SILENT_TIMES
      const time = now.getTime()
      if (time < endpoint.pausedUntil) return soonAfter(endpoint.pausedUntil)
      if (endpoint.senders >= (isSilent ? 1 : SENDERS_AT_ONCE)) return soonAfter(time)
      endpoint.senders++
      known.set(endpointId, endpoint)
      return undefined
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
  }

  function soonAfter(time: number): Date {
    return new Date(time + 1000 + Math.floor(random() * 4000))
  }
}
