/** How people sign in, as whoever runs the platform sets it in the environment. */
import { readFile } from 'node:fs/promises'
import type { JWK } from 'jose'
import { z } from 'zod'
import { SetUpError } from '../set-up-error.js'
import type { SignInOptions } from '../sign-in/method.js'
import { createOidcProvider, type OidcOptions } from '../sign-in/oidc.js'
import type { KnownBy } from '../sign-in/subjects.js'

const text = z.string().optional()

/** Beside the other settings, by name. */
export const SIGN_IN_SETTINGS = {
  SIGN_IN: z
    .enum(['oidc', 'sandbox'])
    .optional()
    .describe('oidc, or outside production sandbox, where people only say who they are'),
  RETURN_TO: z
    .string()
    .default('')
    .transform(list => list.split(',').flatMap(address => address.trim() || []))
    .describe('addresses to return to, separated by commas: https://desk.example/signed-in'),
  OIDC_ISSUER: text.describe('the https address that the provider’s metadata names as its issuer'),
  OIDC_CLIENT_ID: text.describe('the name that the platform has at the provider'),
  OIDC_CLIENT_SECRET: text.describe('the platform’s secret at the provider, where there is no OIDC_KEY_FILE'),
  OIDC_KEY_FILE: text.describe(
    'the path of a private JWK with alg and kid, where there is no OIDC_CLIENT_SECRET',
  ),
  OIDC_SCOPES: z
    .string()
    .regex(/^[\w.:/-]+(?: +[\w.:/-]+)*$/)
    .optional()
    .describe('what the provider is asked for beside openid, separated by spaces: phone profile'),
  OIDC_ID_TOKEN_ALGORITHM: z
    .enum([
      'ES256',
      'ES384',
      'ES512',
      'PS256',
      'PS384',
      'PS512',
      'RS256',
      'RS384',
      'RS512',
      'EdDSA',
      'Ed25519',
    ])
    .optional()
    .describe('what the provider signs with, such as ES256'),
  OIDC_KNOWN_BY: z.enum(['phone', 'subject']).default('phone').describe('phone or subject'),
  OIDC_PHONE_CLAIM: z.string().default('phone_number').describe('the name of a claim'),
  OIDC_PHONE_VERIFIED_CLAIM: z.string().default('phone_number_verified').describe('the name of a claim'),
}

const settings = z.object(SIGN_IN_SETTINGS)
type SignInSettings = z.infer<typeof settings>

/** How people sign in, by settings that fit each other. */
export type SignInConfiguration =
  | { readonly by: 'sandbox'; readonly returnTo: readonly string[] }
  | {
      readonly by: 'oidc'
      readonly returnTo: readonly string[]
      readonly knownBy: KnownBy
      readonly provider: Omit<OidcOptions, 'credential'>
      /** A secret, or the path of a private JWK. */
      readonly credential: { readonly secret: string } | { readonly keyFile: string }
    }

/** Settings that do not go with the others. */
export function unfitForSignIn(set: SignInSettings): (keyof SignInSettings)[] {
  const { SIGN_IN: by, OIDC_CLIENT_SECRET: secret, OIDC_KEY_FILE: keyFile } = set
  if (by !== 'oidc') return set.OIDC_ISSUER === undefined ? [] : ['SIGN_IN']
  const isOneCredential = (secret === undefined) !== (keyFile === undefined)
  const needed = ['OIDC_ISSUER', 'OIDC_CLIENT_ID'] as const
  return [
    ...needed.filter(name => set[name] === undefined),
    ...(isOneCredential ? [] : (['OIDC_CLIENT_SECRET', 'OIDC_KEY_FILE'] as const)),
  ]
}

/** Undefined where people do not sign in. */
export function signInOf(set: SignInSettings): SignInConfiguration | undefined {
  const { SIGN_IN: by, RETURN_TO: returnTo, OIDC_KEY_FILE: keyFile } = set
  const { OIDC_SCOPES: scopes, OIDC_ID_TOKEN_ALGORITHM: idTokenAlgorithm } = set
  if (by !== 'oidc') return by && { by, returnTo }
  return {
    by,
    returnTo,
    knownBy: set.OIDC_KNOWN_BY,
    provider: {
      issuer: set.OIDC_ISSUER ?? '',
      clientId: set.OIDC_CLIENT_ID ?? '',
      ...(scopes !== undefined && { scopes: scopes.split(/ +/) }),
      ...(idTokenAlgorithm !== undefined && { idTokenAlgorithm }),
      claims: { phone: set.OIDC_PHONE_CLAIM, isPhoneVerified: set.OIDC_PHONE_VERIFIED_CLAIM },
    },
    credential: keyFile === undefined ? { secret: set.OIDC_CLIENT_SECRET ?? '' } : { keyFile },
  }
}

/**
 * What the app is given, with the key read from its file.
 *
 * @throws {SetUpError} `ERR_OIDC_ISSUER` for an issuer that is not https, `ERR_OIDC_KEY` for a file that holds no private key
 */
export async function signInOptionsOf(configuration: SignInConfiguration): Promise<SignInOptions> {
  const { returnTo } = configuration
  if (configuration.by === 'sandbox') return { sandbox: true, returnTo }
  const { provider: registered, credential, knownBy } = configuration
  const proof = 'secret' in credential ? credential : { privateKey: await readPrivateKey(credential.keyFile) }
  return { oidc: { provider: createOidcProvider({ ...registered, credential: proof }), knownBy }, returnTo }
}

const privateJwk = z.looseObject({ kty: z.string(), alg: z.string(), d: z.string() })

async function readPrivateKey(path: string): Promise<JWK> {
  try {
    return privateJwk.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    throw new SetUpError('ERR_OIDC_KEY', `There is no private JWK with alg in ${path}: see OIDC_KEY_FILE.`)
  }
}
