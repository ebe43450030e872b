/** The client of a browser: what widgets and a bank's pages talk to the platform with, and who signs in there. */
import { contract } from '../contract/contract.js'
import { QiyemaError } from '../errors.js'
import { authoriseByProof, authoriseByToken } from './authorise.js'
import { type DpopKey, generateDpopKey } from './dpop.js'
import { ApiError } from './errors.js'
import type { Authorise, TransportOptions } from './ports.js'
import { makeResources, type Resources } from './resources.js'
import { type AccessToken, createSessionSource } from './session-source.js'
import { createTransport, type Transport } from './transport.js'

/** Everything the platform offers, by the applications' names. */
export type Client = Resources<typeof contract>

export interface ClientOptions extends Omit<TransportOptions, 'authorise'> {
  /**
   * Fetches a bootstrap from the bank's own server, which opened a session for this browser with `session.open`.
   * Called when a session begins, and again when it has ended. Without it only what is public can be called.
   */
  readonly session?: (signal: AbortSignal) => Promise<{ readonly bootstrap: string }>
  /**
   * For a person who signs in at the platform itself, for an enterprise or a department, in the place of `session`: gives the
   * token of the sign-in, as `POST /sign-in/token` answers. Called when the first call needs it, and again when it has ended.
   */
  readonly signIn?: (signal: AbortSignal) => Promise<AccessToken>
}

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
export function createClient({ session, signIn, ...options }: ClientOptions): Client {
  if (session && signIn)
    throw new QiyemaError('ERR_OPTIONS', 'A client has a session or a sign-in, and not both.')
  const open = createTransport(options)
  if (signIn) {
    const authorise = authoriseByToken(createSessionSource(signIn, options))
    return makeResources(contract, createTransport({ ...options, authorise }))
  }
  if (!session) return makeResources(contract, open)
  const authorise = authoriseBySession(session, open, options)
  return makeResources(contract, createTransport({ ...options, authorise }))
}

/** The key and the session begin with the first call that needs them. */
function authoriseBySession(
  session: NonNullable<ClientOptions['session']>,
  open: Transport,
  options: Omit<TransportOptions, 'authorise'>,
): Authorise {
  let begun: Promise<Authorise> | undefined
  const begin = async (): Promise<Authorise> => {
    const key = await generateDpopKey(options.now ? { now: options.now } : {})
    const source = createSessionSource(signal => exchange(session, key, open, options, signal), options)
    return authoriseByProof(source, key)
  }
  return async request => {
    begun ??= begin()
    return (await begun)(request)
  }
}

async function exchange(
  session: NonNullable<ClientOptions['session']>,
  key: DpopKey,
  open: Transport,
  { baseUrl }: Pick<TransportOptions, 'baseUrl'>,
  signal: AbortSignal,
): Promise<AccessToken> {
  const { bootstrap } = await session(signal)
  const { path, method } = contract.session.exchange
  const { body } = await open.send({
    method,
    path,
    pathTemplate: path,
    body: { bootstrap, key: key.publicJwk },
    headers: { dpop: await key.prove({ method, url: new URL(path, baseUrl).href }) },
    isRepeatable: false,
    answer: 'json',
    signal,
  })
  const parsed = contract.session.exchange.answer.safeParse(body)
  if (!parsed.success) throw new ApiError('ERR_SESSION', 'The platform gave no session that can be used.')
  return { token: parsed.data.accessToken, expiresInSeconds: parsed.data.expiresInSeconds }
}
