/** A connection of a browser to the platform: one key, one session, for as many parts of the contract as a page uses. */
import type { AnswerOf } from '../contract/operation.js'
import type { session as sessionOperations } from '../contract/session.js'
import { QiyemaError } from '../errors.js'
import { authoriseByProof, authoriseByToken } from './authorise.js'
import { type DpopKey, generateDpopKey } from './dpop.js'
import type { LightTree } from './lighten.js'
import { readBaseUrl } from './message.js'
import { session } from './operations.js'
import { type Authorise, type TransportOptions, tell } from './ports.js'
import { makeResources, type Resources } from './resources.js'
import { type AccessToken, createSessionSource, noToken } from './session-source.js'
import { faultIn } from './shape.js'
import { createTransport, type Transport } from './transport.js'

export interface ConnectionOptions extends Omit<TransportOptions, 'authorise'> {
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
  /** Told of each session that is begun: whose it is, and what it is for. */
  readonly onSession?: (begun: SessionFacts) => void
}

/** What the platform says of a session when it gives a token for it. */
export type SessionFacts = SessionAnswer['session']

type SessionAnswer = AnswerOf<typeof sessionOperations.exchange>

export interface Connection {
  /** The methods of a part of the contract. All that are made of one connection share its key and its session. */
  use<Tree extends LightTree>(part: Tree): Resources<Tree>
}

/**
 * Makes a connection: a page then loads only the parts of the contract that it uses, where `createClient` loads them all.
 *
 * @throws {QiyemaError} `ERR_OPTIONS` for a `baseUrl` that is not https, or a session beside a sign-in
 * @see RFC 9449 (DPoP)
 *
 * @example
 * ```ts
 * import { createConnection } from '@qiyema/core/connection'
 * import { card } from '@qiyema/core/operations/card'
 *
 * const connection = createConnection({ baseUrl: 'https://qym.example' })
 * const cards = connection.use(card)
 * console.log(typeof cards.readPublic) // function
 * ```
 */
export function createConnection(given: ConnectionOptions): Connection {
  const transport = transportOf(given)
  return { use: part => makeResources(part, transport) }
}

function transportOf({ session, signIn, ...options }: ConnectionOptions): Transport {
  if (session && signIn)
    throw new QiyemaError('ERR_OPTIONS', 'A client has a session or a sign-in, and not both.')
  const open = createTransport(options)
  if (signIn)
    return createTransport({ ...options, authorise: authoriseByToken(createSessionSource(signIn, options)) })
  if (!session) return open
  return createTransport({ ...options, authorise: authoriseBySession(session, open, options) })
}

/** The key and the session begin with the first call that needs them. */
function authoriseBySession(
  fetchBootstrap: NonNullable<ConnectionOptions['session']>,
  open: Transport,
  options: Omit<ConnectionOptions, 'session' | 'signIn'>,
): Authorise {
  let begun: Promise<Authorise> | undefined
  const begin = async (): Promise<Authorise> => {
    const key = await generateDpopKey(options.now ? { now: options.now } : {})
    const source = createSessionSource(
      signal => exchange(fetchBootstrap, key, open, options, signal),
      options,
    )
    return authoriseByProof(source, key)
  }
  return async request => {
    begun ??= begin()
    return (await begun)(request)
  }
}

async function exchange(
  fetchBootstrap: NonNullable<ConnectionOptions['session']>,
  key: DpopKey,
  open: Transport,
  { baseUrl, onSession }: Pick<ConnectionOptions, 'baseUrl' | 'onSession'>,
  signal: AbortSignal,
): Promise<AccessToken> {
  const given: { bootstrap: string } | undefined = await fetchBootstrap(signal)
  const { path, method } = session.exchange
  const { body } = await open.send({
    method,
    path,
    pathTemplate: path,
    body: { bootstrap: given?.bootstrap, key: key.publicJwk },
    headers: { dpop: await key.prove({ method, url: readBaseUrl(baseUrl) + path }) },
    isRepeatable: false,
    answer: 'json',
    signal,
  })
  if (!isToken(body)) throw noToken('ERR_SESSION')
  tell(onSession, body.session)
  return { token: body.accessToken, expiresInSeconds: body.expiresInSeconds }
}

function isToken(body: unknown): body is SessionAnswer {
  const { answer } = session.exchange
  return answer !== undefined && faultIn(answer, body) === undefined
}
