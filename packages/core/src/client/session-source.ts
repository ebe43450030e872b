/** Keeps the token that calls are made with: fetched once for all who wait, renewed before it ends and after it was refused. */
import { ApiError } from './errors.js'
import { type Sleep, sleepByTimer, startTimeLimit, untilAborted } from './time-limit.js'

const FETCH_MILLISECONDS = 15_000
/** Renewed when this part of its life is left, so that a slow answer does not outlive it. */
const RENEWAL_SHARE = 0.2
/** After a renewal failed while the old token still holds, the next is tried no sooner. */
const RENEWAL_PAUSE_MILLISECONDS = 5_000

/** A token to call with. */
export interface AccessToken {
  readonly token: string
  /** From now. A time of day would be compared with a clock that may be wrong. */
  readonly expiresInSeconds: number
}

/** Fetches a fresh token, from the caller's own server or from the platform. */
export type FetchToken = (signal: AbortSignal) => Promise<AccessToken>

export interface SessionSource {
  /**
   * A token that holds.
   *
   * @param refused - the token that the platform refused: never given again
   * @throws {ApiError} of the token's own call, or `ERR_SESSION`
   */
  token(refused?: string): Promise<string>
}

export interface SessionSourceOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly sleep?: Sleep
}

/**
 * Makes a source of tokens. However many calls ask at once, one fetch is under way.
 */
export function createSessionSource(
  fetchToken: FetchToken,
  options: SessionSourceOptions = {},
): SessionSource {
  const { now = Date.now, sleep = sleepByTimer } = options
  let held: HeldToken | undefined
  let underWay: Promise<string> | undefined
  let renewsNotBefore = 0

  async function renew(): Promise<string> {
    const askedAt = now()
    renewsNotBefore = askedAt + RENEWAL_PAUSE_MILLISECONDS
    const limit = startTimeLimit(sleep, FETCH_MILLISECONDS, undefined)
    try {
      const fetched = await untilAborted(Promise.resolve(limit.signal).then(fetchToken), limit.signal)
      held = heldFrom(fetched, askedAt)
      return held.token
    } catch (error) {
      // Not kept as the cause: nobody knows what a caller's own error holds.
      throw error instanceof ApiError ? error : new ApiError('ERR_SESSION', 'No token could be fetched.')
    } finally {
      limit.end()
      underWay = undefined
    }
  }

  const renewOnce = () => (underWay ??= renew())

  return {
    async token(refused) {
      if (held && held.token === refused) held = undefined
      if (!held || held.endsAt <= now()) return renewOnce()
      // In the background, and a failure is no matter yet: the one that is held still holds.
      if (held.renewsAt <= now() && renewsNotBefore <= now()) renewOnce().catch(() => {})
      return held.token
    },
  }
}

interface HeldToken {
  readonly token: string
  readonly renewsAt: number
  readonly endsAt: number
}

function heldFrom({ token, expiresInSeconds }: AccessToken, askedAt: number): HeldToken {
  if (typeof token !== 'string' || token === '' || !(expiresInSeconds > 0))
    throw new ApiError(
      'ERR_SESSION',
      'A session is { token, expiresInSeconds }: a text and a number above 0.',
    )
  const milliseconds = expiresInSeconds * 1000
  return {
    token,
    renewsAt: askedAt + milliseconds * (1 - RENEWAL_SHARE),
    endsAt: askedAt + milliseconds,
  }
}
