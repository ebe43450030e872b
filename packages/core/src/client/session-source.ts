/** Keeps the token that calls are made with: fetched once for all who wait, renewed before it ends and after it was refused. */
import { ApiError, type ApiErrorCode } from './errors.js'
import { Aborted, type Sleep, sleepByTimer, startTimeLimit, untilAborted } from './time-limit.js'

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
   * @throws {ApiError} of the token's own call; `ERR_NETWORK` or `ERR_TIMEOUT` where the caller's server was out of reach, or
   *   `ERR_SESSION`
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
      throw error instanceof ApiError ? error : noToken(codeOf(error))
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

/** For what gave no token that can be used, and for what gave none. */
export function noToken(code: ApiErrorCode): ApiError {
  return new ApiError(code, 'No token could be had to call with.')
}

/**
 * What the caller's own error says of the network. By the Fetch Standard it is a `TypeError` where there is none, and a
 * `DOMException` where a signal of the caller's ended it. The error itself is not kept: nobody knows what it holds.
 */
function codeOf(error: unknown) {
  if (error instanceof TypeError) return 'ERR_NETWORK'
  return error instanceof Aborted || error instanceof DOMException ? 'ERR_TIMEOUT' : 'ERR_SESSION'
}

interface HeldToken {
  readonly token: string
  readonly renewsAt: number
  readonly endsAt: number
}

function heldFrom(fetched: AccessToken | null, askedAt: number): HeldToken {
  const { token, expiresInSeconds = 0 } = fetched ?? {}
  if (typeof token !== 'string' || token === '' || !(expiresInSeconds > 0)) throw noToken('ERR_SESSION')
  const milliseconds = expiresInSeconds * 1000
  return {
    token,
    renewsAt: askedAt + milliseconds * (1 - RENEWAL_SHARE),
    endsAt: askedAt + milliseconds,
  }
}
