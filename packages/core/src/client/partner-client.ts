/** The client of a partner's server: a bank's or an industry platform's, which proves itself with its key. */
import type { JWK } from 'jose'
import { asObject } from '../code/format/json.js'
import { VERSION_HEADER, VERSIONS } from '../contract/version.js'
import { authoriseByToken } from './authorise.js'
import { type Client, operations } from './client.js'
import { createClientAssertion } from './client-assertion.js'
import type { Authorise, TransportOptions } from './ports.js'
import { makeResources } from './resources.js'
import { type AccessToken, createSessionSource, noToken } from './session-source.js'
import { createTransport, type Transport } from './transport.js'

/** Where a partner's server gets its token, RFC 6749. */
const TOKEN_PATH = '/oauth/token'

export interface PartnerClientOptions extends Omit<TransportOptions, 'authorise'> {
  /** As the platform registered the partner: `par_…`. */
  readonly clientId: string
  /** A private JWK or a WebCrypto key that may sign, on P-256 or Ed25519. Never in a browser. */
  readonly key: JWK | CryptoKey
  /** The name of the key at the platform; by default the JWK's own. */
  readonly kid?: string
}

/**
 * Makes the client of a partner's server.
 *
 * @throws {QiyemaError} `ERR_OPTIONS` for a `baseUrl` that is not https; calls throw `ERR_KEY` for a key that cannot sign
 * @see RFC 7523 (private_key_jwt)
 *
 * @example
 * ```ts
 * import { createPartnerClient } from '@qiyema/core/partner'
 * import { generateIssuerKey } from '@qiyema/core/sign'
 *
 * const key = { ...(await generateIssuerKey()), kid: 'bank-2026' }
 * const bank = createPartnerClient({ baseUrl: 'https://qym.example', clientId: 'par_bank', key })
 * console.log(typeof bank.finance.queue.claim) // function
 * ```
 */
export function createPartnerClient({ clientId, key, kid, ...options }: PartnerClientOptions): Client {
  const open = createTransport(options)
  const who = { clientId, audience: options.baseUrl, key, ...(kid !== undefined && { kid }) }
  const now = options.now ? { now: options.now } : {}
  const source = createSessionSource(
    async signal => fetchToken(open, await createClientAssertion({ ...who, ...now }), signal),
    options,
  )
  return makeResources(
    operations,
    createTransport({ ...options, authorise: byVersion(authoriseByToken(source)) }),
  )
}

/** A bank's server is updated when the bank says so: until then it is answered as it was written. */
function byVersion(authorise: Authorise): Authorise {
  return async request => ({ ...(await authorise(request)), [VERSION_HEADER]: VERSIONS[0] })
}

async function fetchToken(open: Transport, assertion: object, signal: AbortSignal): Promise<AccessToken> {
  const { body } = await open.send({
    method: 'POST',
    path: TOKEN_PATH,
    pathTemplate: TOKEN_PATH,
    body: new URLSearchParams({ grant_type: 'client_credentials', ...assertion }),
    // An assertion counts once, so a second attempt would only be refused.
    isRepeatable: false,
    answer: 'json',
    signal,
  })
  const { access_token: token, expires_in: expiresInSeconds } = asObject(body) ?? {}
  if (typeof token !== 'string' || typeof expiresInSeconds !== 'number') throw noToken('ERR_SESSION')
  return { token, expiresInSeconds }
}
