/** Puts a session's token on each attempt: bare, or with a proof that its key is here. */
import type { DpopKey } from './dpop.js'
import type { Authorise } from './ports.js'
import type { SessionSource } from './session-source.js'

/** `Authorization: Bearer`, for servers whose token is not bound to a key (RFC 6750). */
export function authoriseByToken(source: SessionSource): Authorise {
  return async ({ refused }) => ({ authorization: `Bearer ${await source.token(tokenOf(refused))}` })
}

/** `Authorization: DPoP` with a proof of its own for each attempt (RFC 9449, section 7). */
export function authoriseByProof(source: SessionSource, key: DpopKey): Authorise {
  return async ({ method, url, dpopNonce, refused }) => {
    const accessToken = await source.token(tokenOf(refused))
    const dpop = await key.prove({ method, url, accessToken, nonce: dpopNonce })
    return { authorization: `DPoP ${accessToken}`, dpop }
  }
}

function tokenOf(headers: Readonly<Record<string, string>> | undefined): string | undefined {
  return headers?.authorization?.split(' ', 2)[1]
}
