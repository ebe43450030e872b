/** The client of a browser: what widgets and a bank's pages talk to the platform with, and who signs in there. */
import type { contract } from '../contract/contract.js'
import { type ConnectionOptions, createConnection } from './connection.js'
import {
  audit,
  card,
  code,
  consent,
  facts,
  finance,
  identity,
  policy,
  session,
  webhook,
} from './operations.js'
import type { Resources } from './resources.js'

/** The whole contract, as clients have it. */
export const operations = { identity, code, card, policy, finance, consent, facts, audit, session, webhook }

/** Everything the platform offers, by the applications' names. */
export type Client = Resources<typeof contract>

/** How a client is set up: as a connection is. */
export type ClientOptions = ConnectionOptions

/**
 * Makes the client of a browser. Its key is made here and cannot be read out; tokens live for minutes and are renewed once
 * for all calls that wait.
 *
 * @throws {QiyemaError} `ERR_OPTIONS` for a `baseUrl` that is not https, or a session beside a sign-in
 * @see RFC 9449 (DPoP)
 *
 * @example
 * ```ts
 * import { createClient } from '@qiyema/core'
 *
 * const client = createClient({
 *   baseUrl: 'https://qym.example',
 *   session: async signal => {
 *     const answer = await fetch('/qiyema-session', { method: 'POST', signal })
 *     return (await answer.json()) as { bootstrap: string }
 *   },
 * })
 * console.log(typeof client.policy.list) // function
 * ```
 *
 * @example
 * ```ts
 * import { createClient } from '@qiyema/core'
 *
 * const client = createClient({
 *   baseUrl: 'https://qym.example',
 *   signIn: async signal => {
 *     const answer = await fetch('/my-sign-in', { method: 'POST', signal })
 *     return (await answer.json()) as { token: string; expiresInSeconds: number }
 *   },
 * })
 * console.log(typeof client.identity.read) // function
 * ```
 */
export function createClient(options: ClientOptions): Client {
  return createConnection(options).use(operations)
}
