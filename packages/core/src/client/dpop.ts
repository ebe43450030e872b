/** Proofs of possession (RFC 9449): a token is of use only to who holds the key it was made for. */
import { type Bytes, jsonToBase64url, toBase64url, utf8 } from '../code/format/bytes.js'
import { QiyemaError } from '../errors.js'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** A public key on P-256, as a proof carries it. */
export interface DpopPublicJwk {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

/** What one proof is for. */
export interface ProofRequest {
  readonly method: string
  /** Of the request. Query and fragment are left out of the proof, as `htu` wants it. */
  readonly url: string
  /** The token that goes with it; none when the proof asks for a token. */
  readonly accessToken?: string | undefined
  /** The last that the server gave in `DPoP-Nonce`. */
  readonly nonce?: string | undefined
}

export interface DpopKey {
  readonly publicJwk: DpopPublicJwk
  /** RFC 7638: what a token names in `cnf.jkt`. */
  readonly thumbprint: string
  /** A proof for one request: the value of its `DPoP` header. */
  prove(request: ProofRequest): Promise<string>
}

export interface DpopOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * Makes a key whose private half cannot be read out, not even by this program.
 *
 * @example
 * ```ts
 * import { generateDpopKey } from '@qiyema/core'
 *
 * const key = await generateDpopKey()
 * const proof = await key.prove({ method: 'GET', url: 'https://qym.example/v1/card', accessToken: 'opaque' })
 * console.log(proof.split('.').length) // 3
 * ```
 */
export async function generateDpopKey(options: DpopOptions = {}): Promise<DpopKey> {
  return dpopKeyOf(await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']), options)
}

/**
 * Makes a DPoP key of a WebCrypto pair, such as one kept in IndexedDB over a reload.
 *
 * @throws {QiyemaError} `ERR_KEY` for a pair that is not ECDSA on P-256, or cannot sign
 */
export async function dpopKeyOf(
  { privateKey, publicKey }: CryptoKeyPair,
  { now = Date.now }: DpopOptions = {},
): Promise<DpopKey> {
  const { crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey)
  if (crv !== 'P-256' || x === undefined || y === undefined || !privateKey.usages.includes('sign'))
    throw new QiyemaError('ERR_KEY', 'A DPoP key is a pair for ECDSA on P-256 that may sign.')
  const publicJwk: DpopPublicJwk = { kty: 'EC', crv, x, y }
  return {
    publicJwk,
    // The members in the order that RFC 7638 has them.
    thumbprint: await sha256(JSON.stringify({ crv, kty: 'EC', x, y })),
    async prove({ method, url, accessToken, nonce }) {
      const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: publicJwk }
      const [target = ''] = url.split(/[?#]/, 1)
      const claims = {
        jti: toBase64url(crypto.getRandomValues(new Uint8Array(16))),
        htm: method,
        htu: target,
        iat: Math.floor(now() / 1000),
        ...(accessToken !== undefined && { ath: await sha256(accessToken) }),
        ...(nonce !== undefined && { nonce }),
      }
      const input = `${jsonToBase64url(header)}.${jsonToBase64url(claims)}`
      const signature = await crypto.subtle.sign(ALGORITHM, privateKey, utf8(input))
      return `${input}.${toBase64url(new Uint8Array(signature))}`
    },
  }
}

async function sha256(text: string): Promise<string> {
  const digest: Bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)))
  return toBase64url(digest)
}
