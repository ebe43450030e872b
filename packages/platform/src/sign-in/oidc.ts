/** OpenID Connect, whoever the provider is: authorization code with PKCE, state and nonce, and an id_token that is checked. */
import { importJWK, type JWK } from 'jose'
import * as oidc from 'openid-client'
import { SetUpError } from '../set-up-error.js'
import { type Ask, type Identity, type IdentityProvider, ProviderRefusal } from './identity-provider.js'
import { isSafe } from './returns.js'

const TIMEOUT_SECONDS = 10

/** How the platform is registered at a provider. */
export interface OidcOptions {
  /** As the provider's metadata names it; `http` only on this machine. */
  readonly issuer: string
  readonly clientId: string
  /** What the platform proves itself with: a secret, or a private key (`private_key_jwt`), whose `alg` and `kid` count. */
  readonly credential: { readonly secret: string } | { readonly privateKey: JWK }
  /** Beside `openid`; by default `phone`. */
  readonly scopes?: readonly string[]
  /** The algorithm of id_tokens; by default whichever the provider's metadata names. Never `none`, never a shared secret's. */
  readonly idTokenAlgorithm?: string
  /** The claim that holds the telephone number, and the one that says it is verified. */
  readonly claims?: { readonly phone: string; readonly isPhoneVerified: string }
}

const PHONE_CLAIMS = { phone: 'phone_number', isPhoneVerified: 'phone_number_verified' } as const

/**
 * Makes the provider of an issuer. Its metadata is read when the first person signs in, and read again until that succeeds.
 *
 * @throws {SetUpError} `ERR_OIDC_ISSUER` for an issuer that is not https
 * @see OpenID Connect Core 1.0, section 3.1; RFC 7636 (PKCE); RFC 9207 (which issuer answers)
 *
 * @example
 * ```ts
 * const provider = createOidcProvider({
 *   issuer: 'https://id.example',
 *   clientId: 'qiyema',
 *   credential: { secret: process.env.OIDC_SECRET },
 * })
 * ```
 */
export function createOidcProvider(options: OidcOptions): IdentityProvider {
  const issuer = issuerOf(options.issuer)
  let found: Promise<oidc.Configuration> | undefined
  const configuration = () => {
    found ??= discover(issuer, options).catch(error => {
      found = undefined
      throw new ProviderRefusal('unavailable', error)
    })
    return found
  }
  return {
    async begin({ redirectUri, state, nonce, codeVerifier, language }) {
      return oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: ['openid', ...(options.scopes ?? ['phone'])].join(' '),
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ui_locales: language,
      })
    },

    async finish(callback, ask) {
      const known = await configuration()
      try {
        return await swap(known, callback, ask, options)
      } catch (error) {
        throw refusalOf(error)
      }
    },
  }
}

async function swap(
  configuration: oidc.Configuration,
  callback: URL,
  { state, nonce, codeVerifier }: Ask,
  { claims: names = PHONE_CLAIMS }: OidcOptions,
): Promise<Identity> {
  const answer = await oidc.authorizationCodeGrant(configuration, callback, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: codeVerifier,
    idTokenExpected: true,
  })
  const idToken = answer.claims()
  if (!idToken) throw new ProviderRefusal('untrusted')
  const { iss: issuer, sub: subject } = idToken
  const { userinfo_endpoint: endpoint } = configuration.serverMetadata()
  const isWhole = names.phone in idToken || endpoint === undefined
  const claims = isWhole ? idToken : await oidc.fetchUserInfo(configuration, answer.access_token, subject)
  const phone = claims[names.isPhoneVerified] === true ? digitsOf(claims[names.phone]) : undefined
  return { issuer, subject, ...(phone !== undefined && { phone }) }
}

async function discover(issuer: URL, options: OidcOptions): Promise<oidc.Configuration> {
  const { clientId, credential, idTokenAlgorithm } = options
  const metadata = idTokenAlgorithm === undefined ? {} : { id_token_signed_response_alg: idTokenAlgorithm }
  return oidc.discovery(issuer, clientId, metadata, await authenticationOf(credential), {
    timeout: TIMEOUT_SECONDS,
    // Signatures are checked although the token came straight from the provider: a proxy may stand between.
    execute: [
      oidc.enableNonRepudiationChecks,
      ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
    ],
  })
}

async function authenticationOf(credential: OidcOptions['credential']): Promise<oidc.ClientAuth> {
  if ('secret' in credential) return oidc.ClientSecretBasic(credential.secret)
  const { privateKey } = credential
  const key = await importJWK(privateKey, privateKey.alg)
  if (key instanceof Uint8Array)
    throw new SetUpError('ERR_OIDC_KEY', 'The key at the provider is a private key.')
  return oidc.PrivateKeyJwt(privateKey.kid === undefined ? key : { key, kid: privateKey.kid })
}

function issuerOf(text: string): URL {
  const issuer = URL.canParse(text) ? new URL(text) : undefined
  if (issuer && isSafe(issuer)) return issuer
  throw new SetUpError('ERR_OIDC_ISSUER', 'The issuer of identities is an https address: see OIDC_ISSUER.')
}

/** A number of the mainland as the registry has it; undefined for what is none. */
function digitsOf(claim: unknown): string | undefined {
  if (typeof claim !== 'string') return undefined
  return /^(?:\+?86)?(1\d{10})$/.exec(claim.replaceAll(/[ ()-]/g, ''))?.[1]
}

function refusalOf(error: unknown): ProviderRefusal {
  if (error instanceof ProviderRefusal) return error
  if (error instanceof oidc.AuthorizationResponseError)
    return new ProviderRefusal(error.error === 'access_denied' ? 'denied' : 'untrusted', error)
  const isUnreachable =
    error instanceof TypeError || (error instanceof oidc.ClientError && isTransport(error))
  return new ProviderRefusal(isUnreachable ? 'unavailable' : 'untrusted', error)
}

/** What says that nobody answered, or not in the way of a provider. */
function isTransport({ code }: oidc.ClientError): boolean {
  return code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM'
}
