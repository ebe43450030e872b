/** `POST /oauth/token` and its description: the one address outside the contract that standards give a shape of its own. */
import type { Hono } from 'hono'
import type { TokenAnswer, TokenError, TokenRequest } from '../access/partner-tokens.js'
import { readBounded } from './bounded.js'
import type { Limits } from './limits.js'
import { mediaTypeOf } from './media-type.js'
import { PlatformProblem, problemBody } from './problems.js'
import { readQuery } from './query.js'
import { type Exchange, type ServeOptions, serve } from './serve.js'

const TOKEN_PATH = '/oauth/token'
const MAX_FORM_BYTES = 16_384

export interface OAuthOptions extends ServeOptions {
  readonly limits: Limits
  readonly grantToken: (request: TokenRequest) => Promise<TokenAnswer>
}

/** Mounts the token endpoint (RFC 6749, section 3.2) and `/.well-known/oauth-authorization-server` (RFC 8414). */
export function mountOAuth(app: Hono, options: OAuthOptions): void {
  const grant = serve(options, exchange => answerGrant(exchange, options), 'oauth.token')
  const refuse = serve(options, async ({ headers }) => {
    headers.set('allow', 'POST')
    throw new PlatformProblem('method_not_allowed')
  })
  app.all(TOKEN_PATH, (context, next) => (context.req.raw.method === 'POST' ? grant : refuse)(context, next))
  app.get(
    '/.well-known/oauth-authorization-server',
    serve(
      options,
      async () => json(200, metadata(options.baseUrl), 'public, max-age=3600'),
      'oauth.metadata',
    ),
  )
}

async function answerGrant(
  exchange: Exchange,
  { grantToken, limits, baseUrl }: OAuthOptions,
): Promise<Response> {
  const { request, address } = exchange
  await limits.ensureLeft('refused', address)
  if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded')
    throw new PlatformProblem('unsupported_media_type')
  const form = new TextDecoder().decode(await readBounded(request, MAX_FORM_BYTES))
  const answer = await grantToken(readQuery(form))
  if (!answer.isGranted) {
    await limits.count('refused', address)
    return refusal(answer.error, exchange, baseUrl)
  }
  exchange.callerKind = 'partner'
  await limits.count('partner', `partner ${answer.partnerId}`)
  return json(200, {
    access_token: answer.accessToken,
    token_type: 'Bearer',
    expires_in: answer.expiresInSeconds,
    ...(answer.scopes.length > 0 && { scope: answer.scopes.join(' ') }),
  })
}

/** An error of OAuth that is a problem of ours as well: `error` for libraries, the rest for everybody else. */
function refusal(error: TokenError, { language, requestId }: Exchange, baseUrl: string): Response {
  const isClient = error === 'invalid_client'
  const problem = new PlatformProblem(isClient ? 'unauthenticated' : 'malformed_request')
  return json(problem.status, { error, ...problemBody(problem, { baseUrl, language, requestId }) })
}

function metadata(issuer: string) {
  return {
    issuer,
    token_endpoint: issuer + TOKEN_PATH,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256', 'EdDSA', 'Ed25519'],
    dpop_signing_alg_values_supported: ['ES256'],
    service_documentation: `${issuer}/reference`,
  }
}

function json(status: number, body: object, caching = 'no-store'): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': caching },
  })
}
