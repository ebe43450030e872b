/** Checks proofs of possession (RFC 9449, section 4.3): that who sends a request holds the key, for this request, just now. */
import { publicJwk } from '@qiyema/core/contract'
import { base64url, compactVerify, importJWK } from 'jose'
import type * as z from 'zod/mini'
import { fromBase64url, sha256, utf8 } from '../http/digest.js'
import { readJws, secondsIn, textIn } from './strict-jws.js'
import { CLOCK_AHEAD_SECONDS } from './tokens.js'

/** How old a proof may be, by its own clock. */
const PROOF_SECONDS = 60
/** How long a nonce of ours holds, at least; at most twice as long. */
const NONCE_SECONDS = 120

export type PublicJwk = z.output<typeof publicJwk>

/** What a proof has to be for. */
export interface ProvenRequest {
  readonly method: string
  /** Without query and fragment, at the platform's public address. */
  readonly url: string
  /** The token that the request carries; none where it asks for one. */
  readonly accessToken?: string
}

export type ProofReading =
  | {
      readonly isGood: true
      /** RFC 7638, SHA-256. */
      readonly keyThumbprint: string
      /** Names this proof among all proofs. Whoever acts on it sees to it that it does so once. */
      readonly proofId: string
      /** Until when the proof could be shown again. */
      readonly usableUntil: Date
    }
  /** `wantsNonce`: all was well but its time, which a nonce can stand in for. */
  | { readonly isGood: false; readonly wantsNonce: boolean }

export interface Proofs {
  /** What a `DPoP` header is worth for a request. Never throws. */
  read(proof: string | undefined, request: ProvenRequest): Promise<ProofReading>
  /** For the `DPoP-Nonce` header: lets browsers whose clock is wrong prove that they are here now (section 8). */
  nonce(): Promise<string>
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' }
const BAD: ProofReading = { isGood: false, wantsNonce: false }

/**
 * Makes the check of proofs.
 *
 * A proof without `nonce` is good for 60 seconds by its `iat`, and may come from a clock up to 10 seconds ahead. One with a
 * nonce of ours is as fresh as the nonce, whatever its clock says.
 *
 * @param nonceKey - secret, the same on all nodes
 */
export function createProofs({
  nonceKey,
  now,
}: {
  nonceKey: Uint8Array<ArrayBuffer>
  now: () => Date
}): Proofs {
  const step = () => Math.floor(now().getTime() / 1000 / NONCE_SECONDS)
  const key = crypto.subtle.importKey('raw', nonceKey, HMAC, false, ['sign', 'verify'])
  const isOf = async (nonce: Uint8Array<ArrayBuffer>, at: number) =>
    crypto.subtle.verify(HMAC, await key, nonce, utf8(`nonce ${at}`))
  const isOurs = async (nonce: unknown) => {
    const bytes = typeof nonce === 'string' ? fromBase64url(nonce) : undefined
    return bytes !== undefined && ((await isOf(bytes, step())) || (await isOf(bytes, step() - 1)))
  }
  return {
    async nonce() {
      const bytes = await crypto.subtle.sign(HMAC, await key, utf8(`nonce ${step()}`))
      return base64url.encode(new Uint8Array(bytes))
    },
    async read(proof, { method, url, accessToken }) {
      const jws = proof === undefined ? undefined : readJws(proof)
      const jwk = jws && keyIn(jws.header)
      if (!jws || !jwk || proof === undefined) return BAD
      const { claims } = jws
      const proofId = textIn(claims, 'jti')
      const issuedAt = secondsIn(claims, 'iat')
      if (proofId === undefined || proofId.length < 8 || issuedAt === undefined) return BAD
      if (claims.htm !== method || !isFor(claims.htu, url)) return BAD
      if (claims.ath !== (accessToken === undefined ? undefined : await sha256(accessToken))) return BAD
      if (!(await isSigned(proof, jwk))) return BAD
      const seconds = now().getTime() / 1000
      const isFresh =
        'nonce' in claims
          ? await isOurs(claims.nonce)
          : issuedAt <= seconds + CLOCK_AHEAD_SECONDS && issuedAt > seconds - PROOF_SECONDS
      if (!isFresh) return { isGood: false, wantsNonce: true }
      const keyThumbprint = await thumbprintOf(jwk)
      return {
        isGood: true,
        keyThumbprint,
        proofId: await sha256(`${keyThumbprint} ${proofId}`),
        usableUntil: new Date((seconds + 2 * NONCE_SECONDS) * 1000),
      }
    },
  }
}

/** The thumbprint of a key, its members in the order of RFC 7638. */
export async function thumbprintOf({ crv, kty, x, y }: PublicJwk): Promise<string> {
  return sha256(JSON.stringify({ crv, kty, x, y }))
}

/** The key in a header that has a type, an algorithm and a key, and nothing else: no private half, no `kid`. */
function keyIn({ typ, alg, jwk, ...others }: Readonly<Record<string, unknown>>): PublicJwk | undefined {
  if (typ !== 'dpop+jwt' || alg !== 'ES256' || Object.keys(others).length > 0) return undefined
  const { success, data } = publicJwk.safeParse(jwk)
  return success && fromBase64url(data.x) && fromBase64url(data.y) ? data : undefined
}

async function isSigned(proof: string, key: PublicJwk): Promise<boolean> {
  try {
    await compactVerify(proof, await importJWK(key, 'ES256'), { algorithms: ['ES256'] })
    return true
  } catch {
    return false
  }
}

/** Section 4.3, item 9: without query and fragment, compared after normalising by RFC 3986. */
function isFor(htu: unknown, url: string): boolean {
  if (typeof htu !== 'string' || htu.length > 2000 || /[?#@\\\s]/.test(htu) || !URL.canParse(htu))
    return false
  return new URL(htu).href === new URL(url).href
}
