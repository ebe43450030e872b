/** How people prove who they are: to a provider, or, where nothing is at stake, by saying so. */
import { SetUpError } from '../set-up-error.js'
import type { IdentityProvider } from './identity-provider.js'
import type { KnownBy } from './subjects.js'

/** A provider, and by what of its word people are known. */
export interface ByProvider {
  readonly provider: IdentityProvider
  readonly knownBy: KnownBy
}

export interface SignInOptions {
  /** See `createOidcProvider`. */
  readonly oidc?: ByProvider
  /** Lets everybody be one of the people in the registry, unproven: for trying things out. */
  readonly sandbox?: boolean
  /** Addresses of the applications that people sign in to, whole: `https://desk.example/signed-in`. */
  readonly returnTo?: readonly string[]
}

/**
 * The one way to sign in that the options ask for; `sandbox` for people who say who they are.
 *
 * @throws {SetUpError} `ERR_SIGN_IN` for both or neither, and in production for what proves nothing
 */
export function signInMethodOf(
  { oidc, sandbox = false }: SignInOptions,
  mode: 'production' | 'development',
): ByProvider | 'sandbox' {
  if (sandbox && mode === 'production')
    throw new SetUpError(
      'ERR_SIGN_IN',
      'In production people prove who they are: leave the sandbox’s sign-in out, and name a provider.',
    )
  if (sandbox === (oidc !== undefined))
    throw new SetUpError(
      'ERR_SIGN_IN',
      'People sign in by a provider, or by the sandbox’s page: name one of them.',
    )
  return oidc ?? 'sandbox'
}
