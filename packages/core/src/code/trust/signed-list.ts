/**
 * Reads and writes the signed lists: compact JWS (RFC 7515) with a JSON object inside. Reading is strict: after it only
 * the signature is left to check, and the suite does that, so a verifier carries no JOSE library (decision 3).
 */
import type { JWK } from 'jose'
import { QiyemaError } from '../../errors.js'
import { type Bytes, jsonToBase64url, toBase64url, utf8 } from '../format/bytes.js'
import { type SplitJws, splitJws } from '../format/compact-jws.js'
import type { JsonObject } from '../format/json.js'
import type { Suite } from '../suites/suite.js'

/** No signed list is longer than this many characters. */
export const MAX_LIST_LENGTH = 1 << 20

/** What a caller expects of a signed list. */
export interface ListExpectation {
  readonly typ: string
  readonly suites: readonly Suite[]
  /** The key for this key id and algorithm, from a source the caller trusts; undefined when there is none. */
  readonly keyFor: (header: {
    readonly alg: string
    readonly kid?: string
  }) => { readonly alg: string; readonly jwk: JWK } | undefined
}

/** The header and payload of a signed list, once its signature held. */
export interface VerifiedList {
  readonly kid?: string
  readonly payload: JsonObject
}

/**
 * Verifies a signed list.
 *
 * @returns what it says, or a sentence on why it is not believed
 */
export async function verifySignedList(
  text: unknown,
  expected: ListExpectation,
): Promise<VerifiedList | string> {
  const jws = typeof text === 'string' && text.length <= MAX_LIST_LENGTH && splitJws(text)
  if (!jws) return 'not a compact JWS in its strict spelling, or longer than 1 MiB'
  const { alg, kid, typ, ...others } = jws.header
  const [other] = Object.keys(others)
  if (other !== undefined) return `the header has more than alg, kid and typ: ${other}`
  if (typeof alg !== 'string' || typ !== expected.typ) return `the header does not say typ ${expected.typ}`
  if (kid !== undefined && typeof kid !== 'string') return 'the key id is not a string'

  const found = expected.keyFor({ alg, ...(kid !== undefined && { kid }) })
  if (!found || found.alg !== alg) return 'no trusted key has this id and algorithm'
  const suite = expected.suites.find(candidate => candidate.alg === alg)
  if (!suite) return `no suite for ${alg} was given`
  if (!(await holds(jws, suite, found.jwk))) return 'the signature does not hold'
  return { payload: jws.payload, ...(kid !== undefined && { kid }) }
}

/** Signs a JSON object. The signature comes from a key the caller holds, of whatever kind. */
export async function signList(
  payload: object,
  typ: string,
  key: { readonly alg: string; readonly kid: string; sign(data: Bytes): Promise<Bytes> },
): Promise<string> {
  const header = { alg: key.alg, kid: key.kid, typ }
  const input = `${jsonToBase64url(header)}.${jsonToBase64url(payload)}`
  const text = `${input}.${toBase64url(await key.sign(utf8(input)))}`
  if (text.length > MAX_LIST_LENGTH) {
    throw new QiyemaError(
      'ERR_OPTIONS',
      'The signed list is longer than 1 MiB, which no verifier reads; publish less in it.',
    )
  }
  return text
}

async function holds({ input, signature }: SplitJws, suite: Suite, jwk: JWK): Promise<boolean> {
  try {
    return await suite.verify(await suite.importKey(jwk, 'verify'), signature, utf8(input))
  } catch {
    return false
  }
}
