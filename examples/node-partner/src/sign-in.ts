/** How somebody of the sample county signs in: by saying who it is, which no platform in production takes for an answer. */
import assert from 'node:assert/strict'
import type { Platform } from './platform.ts'

/** Who, and for which enterprise. */
export interface Somebody {
  readonly person: string
  readonly enterprise: string
}

interface SignedIn {
  readonly token: string
  readonly expiresInSeconds: number
}

/**
 * For `createClient`, which calls it when it needs a token.
 *
 * In production a browser goes to `/sign-in` and comes back with a code, which your server swaps at `/sign-in/token`.
 */
export function signInAs({ baseUrl }: Pick<Platform, 'baseUrl'>, somebody: Somebody) {
  return async (signal: AbortSignal): Promise<SignedIn> => {
    const answer = await fetch(`${baseUrl}/sign-in/sandbox`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(somebody),
      signal,
    })
    assert.equal(answer.status, 200, 'the platform has a sandbox’s sign-in')
    return (await answer.json()) as SignedIn
  }
}
