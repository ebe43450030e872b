/** Where a sign-in goes back to: applications that whoever runs the platform has named, and nowhere else. */
import { isThisMachine } from '../events/accepted-url.js'
import { invalidField } from '../http/problems.js'
import { SetUpError } from '../set-up-error.js'
import type { ReturningInput } from './input.js'

/** How an application wants to be come back to. */
export interface Returning {
  readonly returnTo: string
  /** Of its verifier, RFC 7636: `S256`. */
  readonly challenge: string
  /** Its own, given back as it is. */
  readonly state?: string | undefined
}

export interface Returns {
  /** @throws {PlatformProblem} `invalid_fields` for an address that is not named */
  ensure(address: string): void
  /** Whether pages of this origin may swap codes. */
  isKnownOrigin(origin: string): boolean
}

/**
 * Makes the list of applications.
 *
 * @param addresses - whole, without a fragment: `https://desk.example/signed-in`. `http` only on this machine.
 * @throws {SetUpError} `ERR_RETURN_TO` for what is no such address
 */
export function createReturns(addresses: readonly string[]): Returns {
  const known = new Set(addresses)
  const origins = new Set(addresses.map(originOf))
  return {
    ensure(address) {
      if (!known.has(address)) throw invalidField('/return_to', 'not_registered_return')
    },
    isKnownOrigin: origin => origins.has(origin),
  }
}

/**
 * Where an application wants to be come back to; undefined where none asks.
 *
 * @throws {PlatformProblem} `invalid_fields` for an address that is not named, or without a challenge
 */
export function readReturning(
  { return_to: returnTo, code_challenge: challenge, state }: ReturningInput,
  returns: Returns,
): Returning | undefined {
  if (returnTo === undefined) return undefined
  returns.ensure(returnTo)
  if (challenge === undefined) throw invalidField('/code_challenge', 'required')
  return { returnTo, challenge, state }
}

/** The address with what the application is told. */
export function returnAddress(
  { returnTo, state }: Pick<Returning, 'returnTo' | 'state'>,
  told: Readonly<Record<string, string>>,
): string {
  const address = new URL(returnTo)
  for (const [name, value] of Object.entries(told)) address.searchParams.set(name, value)
  if (state !== undefined) address.searchParams.set('state', state)
  return address.href
}

/** https, or http to this machine, where nobody is in between. */
export function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url))
}

function originOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !isSafe(url) || url.hash !== '' || url.username !== '')
    throw new SetUpError('ERR_RETURN_TO', `No sign-in can go back to ${address}: name a whole https address.`)
  return url.origin
}
