/** Sign-ins that have gone to a provider: bound to the browser they began in, taken once, and good for ten minutes. */
import type { Selectable } from 'kysely'
import { hashOfSecret, newSecret, present } from '../access/presented.js'
import { secondsAfter } from '../access/sessions.js'
import type { Db } from '../store/store.js'
import type { Returning } from './returns.js'
import type { SignInAttemptTable } from './tables.js'

export const ATTEMPT_SECONDS = 600

export type Attempt = Selectable<SignInAttemptTable>

/** What of an attempt goes with the browser: the state through the provider, the cookie not. */
export interface OpenAttempt {
  readonly state: string
  readonly cookie: string
  readonly nonce: string
  readonly codeVerifier: string
}

export async function openAttempt(
  db: Db,
  { returnTo, challenge, state: returnState, as }: Returning & { readonly as?: string | undefined },
  now: Date,
): Promise<OpenAttempt> {
  const attempt = { state: newSecret(), cookie: newSecret(), nonce: newSecret(), codeVerifier: newSecret() }
  const hash = await hashOfSecret(attempt.state)
  await present(db, hash)
  await db
    .insertInto('sign_in_attempts')
    .values({
      state_hash: hash,
      cookie_hash: await hashOfSecret(attempt.cookie),
      nonce: attempt.nonce,
      code_verifier: attempt.codeVerifier,
      return_to: returnTo,
      code_challenge: challenge,
      return_state: returnState ?? null,
      acts_as: as ?? null,
      expires_at: secondsAfter(now, ATTEMPT_SECONDS),
    })
    .execute()
  return attempt
}

/** Takes an attempt, which is there no more; undefined for one that is unknown, too old, or another browser's. */
export async function takeAttempt(
  db: Db,
  state: string,
  cookie: string,
  now: Date,
): Promise<Attempt | undefined> {
  const hash = await hashOfSecret(state)
  await present(db, hash)
  return db
    .deleteFrom('sign_in_attempts')
    .where('state_hash', '=', hash)
    .where('cookie_hash', '=', await hashOfSecret(cookie))
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
}
